// Entries of one cause, drafted behind a journal, and what a title owes on their day: what settle.h
// is made of.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "receivable/charges.h"
#include "receivable/journal.h"

namespace quita::receivable {

// Of charges: what they consist of.
struct Parts {
  Money fine, interest;
  Money sum() const { return fine + interest; }
};

// CC 354: interest before capital; the fine stands between them.
Parts impute(Money amount, const Parts& open);

// What is owed on the day, whatever was recorded since for other days.
struct Owed {
  Money principal;
  Money discount;
  Parts charges;
  bool late = false;
  Money total() const { return principal - discount + charges.sum(); }
};
Owed owed_on(const Title&, std::span<const Entry> journal, Date on, const LegalRates&);

class Draft {
 public:
  Draft(std::span<const Entry> journal, const Cause&, std::string_view actor, std::string_view note,
        Date on, Instant now);

  // `ending` tells the entries of one cause apart; the bare cause belongs to one of them.
  Entry& add(EntryKind, Money amount, std::string_view ending = {});

  // Takes an entry of the journal back, part by part.
  void undo(const Entry& target, std::string_view ending);

  // Gives up the whole balance.
  void give_up(EntryKind, const Standing&, std::string_view ending = {});

  // Puts charges into the books as far as they do not stand there already (`books`): those are paid
  // or waived there, not recognised again.
  void recognise(const Parts& charges, const Standing& books);

  // Gives these charges up. Nothing is written of none.
  void waive(const Parts& charges, std::string_view ending, std::string_view note = {});

  // Gives up that much of the principal. Nothing is written of none.
  void discount(Money amount, std::string_view note = {});

  // The business date of what is added from now on.
  void dated(Date on) { on_ = on; }

  std::span<const Entry> all() const { return entries_; }
  std::vector<Entry> added() const;

 private:
  std::vector<Entry> entries_;
  std::size_t known_;
  Cause cause_;
  std::string actor_, note_;
  Date on_;
  Instant now_;
};

}  // namespace quita::receivable
