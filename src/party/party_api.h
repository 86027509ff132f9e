#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"

namespace quita::party {

// The routes of /v1/parties that need nothing of titles, and /v1/imports/parties.
void add_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::party
