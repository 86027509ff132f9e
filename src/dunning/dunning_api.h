// The routes of the régua, the contact budget, holds and messages that a person asks for.
#pragma once

#include "base/date.h"
#include "db/db.h"

namespace quita::http {
class Routes;
}

namespace quita::dunning {

void add_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::dunning
