// The routes behind a signed link: public, the link is the key.
#pragma once

#include <string>

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"

namespace quita::http {
class Routes;
}

namespace quita::portal {

struct PortalDeps {
  db::Db& db;
  const Clock& clock;
  SecretKey link_key;  // messaging::portal_link_key(…)
  std::string page;    // the portal's index.html
};

// /p/{token} and what stands under it. `deps` is copied.
void add_routes(http::Routes&, PortalDeps deps);

}  // namespace quita::portal
