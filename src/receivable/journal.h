// The journal: what happened to a title, append-only. State and balance are its projection; a
// correction is a new entry; every entry knows its cause, and a cause is applied once a title.
//
// Law, for every title and any date:
//   issued + charges − reductions − payments = balance
// where `balance` is what stands in the books (principal, and charges that were recognised and not
// settled). Charges of the day are not in it: they are computed (charges.h) and recognised by a
// `charge` entry in the moment in which they are paid or waived.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "receivable/title.h"

namespace quita::receivable {

// Kind               amount                          moves the balance by
// issued             face                            + face
// charge             fine + interest recognised      + fine + interest
// payment            money for this title            − amount
// excess             money beyond what was owed      nothing: it is the customer's credit
// discount, rebate   reduction of the principal      − reduction
// waiver             charges forgiven                − reduction
// write_off, cancellation, renegotiated
//                    the balance given up            − reduction
// reversal           − money of the payment/excess that it undoes    the opposite of it
// correction         − amount of another entry that it undoes        the opposite of it
// fee                bank's fee, a cost of ours       nothing
// due_date_changed   0                               nothing
enum class EntryKind {
  issued,
  charge,
  payment,
  excess,
  discount,
  rebate,
  waiver,
  write_off,
  cancellation,
  renegotiated,
  reversal,
  correction,
  fee,
  due_date_changed,
};
std::string_view name(EntryKind);
std::optional<EntryKind> parse_entry_kind(std::string_view);
std::string_view label(EntryKind);  // Portuguese: "Pagamento", "Abatimento" …
// Money that came in or went back: SUM(amount) of these kinds is what was received.
constexpr bool moves_money(EntryKind kind) {
  return kind == EntryKind::payment || kind == EntryKind::excess || kind == EntryKind::reversal;
}

// What agreements write, in all titles that they touch.
inline constexpr std::string_view agreement_cause = "agreement";

// What made it happen. `kind`: return_line | pix | statement_line | receipt | user | api | import |
// agreement …; `key` names the one thing: "ret_…:17", an endToEndId, an Idempotency-Key. Entries of
// one settlement share the key; those after its first carry a suffix ("…#encargos").
struct Cause {
  std::string kind, key;
  bool operator==(const Cause&) const = default;
};

struct Entry {
  int seq = 0;  // 1, 2, 3 … within its title; 0 = not appended yet
  Instant at;
  Date on;  // the business date of the fact (when it was paid), not of its recording
  EntryKind kind = EntryKind::issued;
  Money amount;
  Money principal, fine, interest;  // by how much the three parts of the balance move
  Money reduction;                  // given up by us; negative when taken back
  Money excess;                     // change of the customer's credit
  Money fee;
  int undoes = 0;                  // reversal, correction: the seq of the entry taken back
  std::optional<Date> due_before;  // due_date_changed: the due date before it
  Cause cause;
  std::string actor, note;

  Money moves_balance() const { return principal + fine + interest; }
  bool operator==(const Entry&) const = default;
};

// What the entries add up to.
struct Standing {
  TitleState state = TitleState::open;
  Money balance;                      // principal + fine + interest
  Money principal, fine, interest;    // the parts of the balance
  Money rebate;                       // abatimentos granted
  Money issued, charges, reductions;  // of the law above
  Money paid;                         // money for this title, without excess
  Money credit;                       // excess, the customer's
  Money fees;
  std::optional<Date> paid_on;  // of the payment that closed it, while it is paid
  int entries = 0;
  bool operator==(const Standing&) const = default;
};
Standing project(std::span<const Entry>);
// Only the facts of that day and before.
Standing project_on(std::span<const Entry>, Date on);
// The due date in force on a day, given today's and the changes in the journal.
Date due_date_on(const Title&, std::span<const Entry>, Date on);
// The entries that `seq` belongs to: those of one settlement, in order. Empty if there is none.
std::vector<Entry> settlement_of(std::span<const Entry>, int seq);
// Undone by a later reversal or correction?
bool reversed(std::span<const Entry>, int seq);
bool has_cause(std::span<const Entry>, const Cause&);

// The first entries of a title: issued and, where the terms grant one, the rebate.
std::vector<Entry> opening_entries(const Title&, const Cause&, std::string_view actor, Instant now);

}  // namespace quita::receivable
