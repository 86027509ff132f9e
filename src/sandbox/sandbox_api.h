// The simulated bank's buttons, for demo companies only.
#pragma once

#include "base/date.h"
#include "db/db.h"
#include "receivable/receivable_service.h"

namespace quita::http {
class Routes;
}

namespace quita::sandbox {

void add_routes(http::Routes&, db::Db&, const Clock&, receivable::OnSettled);

}  // namespace quita::sandbox
