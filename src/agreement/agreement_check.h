// Proves the sums of agreements, for `quita check`. Reads everything: not for a request.
#pragma once

#include <vector>

#include "db/db.h"
#include "receivable/receivable_check.h"

namespace quita::agreement {

// agreement.sum (agreed + interest is not the total, or the parts do not add up to them),
// agreement.title (a title's journal gave up another amount for it than it says, or none),
// agreement.instalment (a title of another amount, customer or beginning), agreement.state (a
// running one whose old title is owed too, or a broken one whose instalment is still owed),
// agreement.money (what a break took from the instalments is not what it gave to the titles).
std::vector<receivable::Violation> check(db::Tx&);

}  // namespace quita::agreement
