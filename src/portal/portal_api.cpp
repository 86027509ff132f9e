#include "portal/portal_api.h"

#include "portal/portal_routes.h"

namespace quita::portal {

void add_routes(http::Routes& routes, PortalDeps deps) {
  add_reading(routes, deps);
  add_telling(routes, deps);
  add_contacting(routes, deps);
}

}  // namespace quita::portal
