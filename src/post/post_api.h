// The routes of letters on paper.
#pragma once

#include "base/date.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"

namespace quita::http {
class Routes;
}

namespace quita::post {

struct ApiDeps {
  db::Db& db;
  const Clock& clock;
  messaging::LinkMaker links;
  messaging::Gate& gate;  // outlives the routes
};

// The routes keep a copy of the dependencies.
void add_routes(http::Routes&, const ApiDeps&);

}  // namespace quita::post
