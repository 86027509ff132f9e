// The routes of the outbox, the templates, the mail settings, portal links and the demo mailbox.
#pragma once

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"
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
  SecretKey mailbox_key;  // returns_mailbox_key(…)
  SecretKey dkim_key;     // dkim_sealing_key(…)
  Gate& gate;             // outlives the routes
  SecretKey sms_key;      // sms_secret_key(…)
};

// The routes keep a copy of the dependencies.
void add_routes(http::Routes&, const ApiDeps&);
void add_returns_routes(http::Routes&, const ApiDeps&);    // a part of them
void add_dkim_routes(http::Routes&, const ApiDeps&);       // another
void add_text_routes(http::Routes&, const ApiDeps&);       // another
void add_statement_routes(http::Routes&, const ApiDeps&);  // and another
void add_sms_routes(http::Routes&, const ApiDeps&);        // another
void add_channel_routes(http::Routes&, const ApiDeps&);    // another
void add_smtp_account_routes(http::Routes&, const ApiDeps&);
void add_mail_trace_routes(http::Routes&, const ApiDeps&);  // another

}  // namespace quita::messaging
