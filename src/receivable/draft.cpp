#include "receivable/draft.h"

#include <algorithm>

namespace quita::receivable {

// CC 354: interest before capital; the fine stands between them.
Parts impute(Money amount, const Parts& open) {
  Parts taken;
  taken.interest = std::min(amount, open.interest);
  taken.fine = std::min(amount - taken.interest, open.fine);
  return taken;
}

Owed owed_on(const Title& title, std::span<const Entry> journal, Date on, const LegalRates& rates) {
  const Standing standing = project(journal);
  const Accrued accrued = accrued_on(title, journal, on, rates);
  Owed owed;
  owed.principal = standing.principal;
  owed.late = accrued.late;
  Parts recognised;
  for (const Entry& entry : journal) {
    if (entry.kind == EntryKind::charge && !reversed(journal, entry.seq)) {
      recognised.fine += entry.fine;
      recognised.interest += entry.interest;
    }
  }
  owed.charges.fine = std::max(accrued.fine - recognised.fine, Money()) + standing.fine;
  owed.charges.interest =
      std::max(accrued.interest - recognised.interest, Money()) + standing.interest;
  owed.discount = std::min(charges_on(title, journal, on, rates).discount, owed.principal);
  return owed;
}

Draft::Draft(std::span<const Entry> journal, const Cause& cause, std::string_view actor,
             std::string_view note, Date on, Instant now)
    : entries_(journal.begin(), journal.end()),
      known_(journal.size()),
      cause_(cause),
      actor_(actor),
      note_(note),
      on_(on),
      now_(now) {}

Entry& Draft::add(EntryKind kind, Money amount, std::string_view ending) {
  Entry& entry = entries_.emplace_back();
  entry.seq = static_cast<int>(entries_.size());
  entry.at = now_;
  entry.on = on_;
  entry.kind = kind;
  entry.amount = amount;
  entry.cause = {cause_.kind, cause_.key + std::string(ending)};
  entry.actor = actor_;
  entry.note = note_;
  return entry;
}

void Draft::undo(const Entry& target, std::string_view ending) {
  const bool money = target.kind == EntryKind::payment || target.kind == EntryKind::excess;
  const Entry copy = target;  // `add` may move what `target` refers to
  Entry& entry = add(money ? EntryKind::reversal : EntryKind::correction, -copy.amount, ending);
  entry.on = std::max(on_, copy.on);
  entry.principal = -copy.principal;
  entry.fine = -copy.fine;
  entry.interest = -copy.interest;
  entry.reduction = -copy.reduction;
  entry.excess = -copy.excess;
  entry.undoes = copy.seq;
}

void Draft::give_up(EntryKind kind, const Standing& standing, std::string_view ending) {
  Entry& entry = add(kind, standing.balance, ending);
  entry.principal = -standing.principal;
  entry.fine = -standing.fine;
  entry.interest = -standing.interest;
  entry.reduction = standing.balance;
}

void Draft::recognise(const Parts& charges, const Standing& books) {
  const Parts fresh{std::max(charges.fine - books.fine, Money()),
                    std::max(charges.interest - books.interest, Money())};
  if (!fresh.sum().positive()) return;
  Entry& charge = add(EntryKind::charge, fresh.sum(), "#encargos");
  charge.fine = fresh.fine;
  charge.interest = fresh.interest;
}

void Draft::waive(const Parts& charges, std::string_view ending, std::string_view note) {
  if (!charges.sum().positive()) return;
  Entry& waiver = add(EntryKind::waiver, charges.sum(), ending);
  waiver.fine = -charges.fine;
  waiver.interest = -charges.interest;
  waiver.reduction = charges.sum();
  if (!note.empty()) waiver.note = note;
}

void Draft::discount(Money amount, std::string_view note) {
  if (!amount.positive()) return;
  Entry& entry = add(EntryKind::discount, amount, "#desconto");
  entry.principal = -amount;
  entry.reduction = amount;
  if (!note.empty()) entry.note = note;
}

std::vector<Entry> Draft::added() const {
  return {entries_.begin() + static_cast<std::ptrdiff_t>(known_), entries_.end()};
}

}  // namespace quita::receivable
