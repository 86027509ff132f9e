// The routes of the outbox, the templates, the mail settings, portal links and the demo mailbox.
#pragma once

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/smtp_transport.h"

namespace quita::http {
class Routes;
}

namespace quita::messaging {

struct ApiDeps {
  db::Db& db;
  const Clock& clock;
  LinkMaker links;
  SecretKey password_key;  // smtp_password_key(…)
  SmtpHouse house;
};

// The routes keep a copy of the dependencies.
void add_routes(http::Routes&, const ApiDeps&);

}  // namespace quita::messaging
