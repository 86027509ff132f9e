#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"

namespace quita::agreement {

// Agreements for the console: lists, one with its instalments, its break, and the company's rules.
void add_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::agreement
