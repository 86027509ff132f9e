#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"

namespace quita::desk {

// Calls, the worklist, its queues, and what the team did.
void add_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::desk
