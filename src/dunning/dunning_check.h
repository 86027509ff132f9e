// Proves the laws of the régua over what is stored, for `quita check`. Reads everything: not for a
// request.
#pragma once

#include <vector>

#include "db/db.h"
#include "receivable/receivable_check.h"

namespace quita::dunning {

// dunning.day_cap and dunning.week_cap (more contacts than the largest limits that may be set),
// dunning.window (a message of the régua left on a day, or at an hour, that the law of the state
// forbids), dunning.held (a hold covered the title when it was asked for), dunning.step_message (a
// step counts whose message failed or does not exist), dunning.decision_message (a decided message
// that does not exist).
std::vector<receivable::Violation> check(db::Tx&);

}  // namespace quita::dunning
