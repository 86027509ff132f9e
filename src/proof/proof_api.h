// The routes of the proof: how a customer's chain stands, packs made and handed out, files checked.
#pragma once

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"

namespace quita::http {
class Routes;
}

namespace quita::proof {

// `key`: sealing_key(…). The routes keep a copy of it.
void add_routes(http::Routes&, db::Db&, const Clock&, const SecretKey& key);

}  // namespace quita::proof
