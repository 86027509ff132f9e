// The routes of the figures: dashboard, aging, what came in, and the exports.
#pragma once

#include "base/date.h"
#include "db/db.h"

namespace quita::http {
class Routes;
}

namespace quita::insight {

void add_insight_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::insight
