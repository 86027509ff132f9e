// The routes of WhatsApp: the account and its templates, what customers wrote, and Meta's webhook.
#pragma once

#include "base/date.h"
#include "base/secret.h"
#include "conversation/carrier.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"

namespace quita::http {
class Routes;
}

namespace quita::conversation {

struct ApiDeps {
  db::Db& db;
  const Clock& clock;
  messaging::LinkMaker links;
  SecretKey key;  // messaging::whatsapp_key(…)
  WhatsAppHouse house;
  messaging::Gate& gate;  // outlives the routes
};

// The routes keep a copy of the dependencies.
void add_routes(http::Routes&, const ApiDeps&);
void add_account_routes(http::Routes&, const ApiDeps&);  // a part of them
void add_form_routes(http::Routes&, const ApiDeps&);     // another
void add_webhook_routes(http::Routes&, const ApiDeps&);  // another

}  // namespace quita::conversation
