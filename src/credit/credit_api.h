// Credit limits and the orders that hold a part of one, over HTTP.
#pragma once

#include "base/date.h"
#include "db/db.h"

namespace quita::http {
class Routes;
}

namespace quita::credit {

void add_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::credit
