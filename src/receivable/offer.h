// A reduction offered to a late customer: so much settles the title, if it comes within a period.
//
//   pays = principal − principal_off + charges − charges_off          as of the day it was made
//
// The sum is fixed for the whole period: what somebody copied in the evening and paid after
// midnight is still enough, and a message says one figure. What comes in after the offer was made
// counts towards it, so that two halves are as good as a whole. The reduction is taken only when
// the sum is reached, and only as far as it was used: who pays more than the sum is given less. It
// stands in the journal as a waiver of charges and a discount of the principal, noted with the
// offer's name.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "base/id.h"
#include "receivable/charges.h"
#include "receivable/journal.h"

namespace quita::receivable {

QUITA_ID(OfferId, "off");

struct Reduction {
  Rate charges;    // of fine and interest
  Rate principal;  // of what is left of the principal
  bool zero() const { return charges.zero() && principal.zero(); }
};

struct Offer {
  OfferId id;
  TitleId title;
  std::string name;  // "Campanha Natal": on the journal's entries and in the portal
  Date starts_on, ends_on;
  Money pays;           // settles the title
  Money principal_off;  // of the principal, the rest of the reduction being charges
  int entries = 0;      // of the journal when it was made; what follows counts towards `pays`
};

// What the reduction makes of the title on that day, each part rounded half up to the centavo.
struct Quote {
  Money owed;  // without an offer
  Money pays, principal_off, charges_off;
};
Quote quote(const Charges& owed, const Reduction&);

// What is still to be paid under the offer; never negative.
Money left_to_pay(const Offer&, std::span<const Entry> journal);
bool in_force(const Offer&, Date on);

}  // namespace quita::receivable
