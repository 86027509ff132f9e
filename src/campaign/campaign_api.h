#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"

namespace quita::campaign {

// Campaigns, their preview and result, and how much whom may give.
void add_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::campaign
