#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"
#include "receivable/receivable_service.h"

namespace quita::receivable {

// /v1/titles…, /v1/imports/nfe, /v1/imports/titles, /v1/search, /v1/settings/terms and
// /legal-rates, and of /v1/parties what needs titles: the list and a party's summary.
void add_routes(http::Routes&, db::Db&, const Clock&, OnSettled);

}  // namespace quita::receivable
