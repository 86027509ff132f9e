#include "desk/desk_api.h"

#include "desk/routes.h"

namespace quita::desk {

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_call_routes(routes, db, clock);
  add_script_routes(routes, db, clock);
  add_worklist_routes(routes, db, clock);
  add_queue_routes(routes, db, clock);
}

}  // namespace quita::desk
