// The routes of this room, a file a noun.
#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"

namespace quita::desk {

void add_call_routes(http::Routes&, db::Db&, const Clock&);
void add_script_routes(http::Routes&, db::Db&, const Clock&);
void add_worklist_routes(http::Routes&, db::Db&, const Clock&);
void add_queue_routes(http::Routes&, db::Db&, const Clock&);

}  // namespace quita::desk
