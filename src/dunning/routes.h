// The routes of this room, a file a noun.
#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"

namespace quita::dunning {

void add_policy_routes(http::Routes&, db::Db&, const Clock&);
void add_day_routes(http::Routes&, db::Db&, const Clock&);
void add_hold_routes(http::Routes&, db::Db&, const Clock&);
void add_promise_routes(http::Routes&, db::Db&, const Clock&);
void add_task_routes(http::Routes&, db::Db&, const Clock&);
void add_trial_routes(http::Routes&, db::Db&);
void add_experiment_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::dunning
