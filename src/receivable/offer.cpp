#include "receivable/offer.h"

#include <algorithm>

namespace quita::receivable {

Quote quote(const Charges& owed, const Reduction& reduction) {
  Quote quote;
  quote.owed = owed.total;
  quote.principal_off = apply(owed.principal - owed.rebate, reduction.principal, Rounding::half_up);
  quote.charges_off = apply(owed.late_charges(), reduction.charges, Rounding::half_up);
  quote.pays = owed.total - quote.principal_off - quote.charges_off;
  return quote;
}

Money left_to_pay(const Offer& offer, std::span<const Entry> journal) {
  Money left = offer.pays;
  for (const Entry& entry : journal) {
    if (entry.seq <= offer.entries || !moves_money(entry.kind)) continue;
    // Taken back: a reversal's amount is negative. What came beyond was never his payment of this.
    if (entry.excess.zero()) left -= entry.amount;
  }
  return std::max(left, Money());
}

bool in_force(const Offer& offer, Date on) { return on >= offer.starts_on && on <= offer.ends_on; }

}  // namespace quita::receivable
