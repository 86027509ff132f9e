// What holds for all agreements of a company (setting "agreements"). How many instalments whom may
// offer stands with the discounts (campaign/campaign.h).
#pragma once

#include "base/error.h"
#include "base/money.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::agreement {

struct Rules {
  Rate interest = Rate::percent(1);      // a month, simple
  Money least = Money::centavos(50'00);  // an instalment
  int first_days = 3;                    // until the first payment
  int break_days = 10;                   // late after which the agreement is broken
};

Rules load_rules(db::Tx&);
// Errors: agreement.interest (above 3,3 % a month), agreement.least (below R$ 5,00),
// agreement.first_days (0 to 30), agreement.break_days (1 to 90).
Status save_rules(db::Tx&, const Act&, const Rules&);

}  // namespace quita::agreement
