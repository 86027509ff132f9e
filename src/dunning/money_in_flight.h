// Money that may be on its way without anybody having said so: a credit of which it is not known
// yet what it pays (banking/stray_credit.h), and a return file that has not come
// (banking/return_calendar.h). Both are holds like the others (hold_rules.h), computed whenever a
// customer is looked at, so that they end by themselves when the bank tells.
//
// A late return holds the titles of its account that are late and whose boleto the bank can take
// money for: of a reminder before the due date it says nothing wrong. A title waits at most
// banking::return_wait_days business days of any week for returns, so that a company whose files
// always come after its hours still collects.
#pragma once

#include <span>

#include "base/date.h"
#include "db/db.h"
#include "dunning/plan.h"

namespace quita::dunning {

// Adds those of `date` to the people's holds. `known_on`: the day up to which files are asked for;
// earlier than `date` in a forecast, which knows nothing of the files to come.
void add_money_in_flight(db::Tx&, std::span<PersonFacts* const>, Date date, Date known_on);

// Somebody was found waiting on that date: the accounts are noted, and those titles of which a step
// was held back. Each once, in the order of their ids.
void note_late_returns(db::Tx&, Date, std::span<const TitleId> waiting);
// Whether files came that titles wait for, or a person went on without them.
bool returns_came(db::Tx&, Date today);
// Those titles are looked at today.
void look_again_after_returns(db::Tx&, Date today);

}  // namespace quita::dunning
