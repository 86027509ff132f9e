// Money and decisions turned into journal entries; pure. Each function returns the entries to
// append (seq 0), or the rule that forbids them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "receivable/charges.h"
#include "receivable/journal.h"
#include "receivable/offer.h"

namespace quita::receivable {

struct Payment {
  Money amount;  // what was paid, before the bank's fee
  Date on;       // when it was paid
  // What the bank says of it, when it says it (a return file). The bank asked the payer, so it is
  // right about what he had to pay: see settle().
  std::optional<Money> bank_charges;  // fine + interest
  Money fee;
  bool waive_charges = false;  // a user takes the principal as enough
  std::optional<Offer> offer;  // in force on that day
  Cause cause;
  std::string actor, note;
};

// What was given up by an offer.
struct OfferTaken {
  Money principal, charges;
};

enum class Outcome { full, partial, excess, repeated, unexpected };

struct Settlement {
  Outcome outcome = Outcome::full;
  std::vector<Entry> entries;  // empty when repeated
  Standing before, after;
  std::vector<std::string> remarks;  // Portuguese: what was decided and why
  std::optional<OfferTaken> offer_taken;
};

// Differences of up to this much between the bank's and our arithmetic close the title.
inline constexpr Money tolerance = Money::centavos(10);

// - repeated cause: nothing (outcome repeated).
// - the day's total exactly: full.
// - on time, and short of the principal by no more than the discount of that day: the discount is
//   taken as far as it was used.
// - what is left to pay under an offer (within the tolerance) or more, and less than the total:
// full;
//   the rest is given up as the offer says, as far as it was used (offer.h).
// - the bank stated its charges and the payer paid what the bank asked: full; charges are taken as
//   the bank says; what ours were beyond that is waived, with a remark.
// - late and within the tolerance of the total: full, the difference waived or taken as interest.
// - less: interest first, then the fine, then the principal (CC 354).
// - more: the rest is the customer's credit (excess).
// - already paid, cancelled or renegotiated: all of it is his credit (outcome unexpected).
// - written off: it is taken up again, settled, and what remains written off again.
// Errors: payment.amount (not positive), payment.before_issue is none: money may come early.
Result<Settlement> settle(const Title&, std::span<const Entry> journal, const Payment&, Instant now,
                          const LegalRates& = LegalRates::published());

struct Decision {
  Cause cause;
  std::string actor, note;
  Date on;
  Instant now;
};
// Each returns no entry when the cause was applied already. Errors: journal.state (the title's
// state forbids it), journal.amount (not positive, or more than there is), journal.seq (nothing to
// reverse there), journal.reversed (undone already), journal.order (a later entry stands on it).
Result<std::vector<Entry>> grant_rebate(const Title&, std::span<const Entry>, Money,
                                        const Decision&);
// `amount` empty: all charges of the day.
Result<std::vector<Entry>> waive(const Title&, std::span<const Entry>, std::optional<Money> amount,
                                 const Decision&, const LegalRates& = LegalRates::published());
// Undoes the settlement, rebate, waiver, write-off or cancellation that `seq` belongs to. What an
// agreement wrote, only the agreement takes back (journal.agreement), or a debt would stand twice.
Result<std::vector<Entry>> reverse(const Title&, std::span<const Entry>, int seq, const Decision&);
Result<std::vector<Entry>> cancel(const Title&, std::span<const Entry>, const Decision&);
Result<std::vector<Entry>> write_off(const Title&, std::span<const Entry>, const Decision&);
// Into an agreement: what the title costs on the decision's day is recognised, what is over
// `agreed` given up as an offer's reduction would be (offer.h), and `agreed` leaves the title for
// those of the agreement. Errors besides: journal.amount (agreed is nothing, or more than is owed).
struct Renegotiation {
  Money agreed;
  Money principal_off;  // of what is given up
};
Result<std::vector<Entry>> renegotiate(const Title&, std::span<const Entry>, const Renegotiation&,
                                       const Decision&,
                                       const LegalRates& = LegalRates::published());
// The other way, when the agreement is broken: the money that came in for an instalment is taken
// back from it, each payment on the day on which it came, and what is left of the instalment is
// given up as of the decision's day. The money is the caller's to put where it belongs now
// (money_of).
Result<std::vector<Entry>> dissolve(std::span<const Entry>, const Decision&);
struct MoneyMoved {
  Date on;
  Money amount;
};
// What those entries took back, in the order of its days.
std::vector<MoneyMoved> money_of(std::span<const Entry> dissolved);
Result<std::vector<Entry>> change_due_date(const Title&, std::span<const Entry>, Date to,
                                           const Decision&);

}  // namespace quita::receivable
