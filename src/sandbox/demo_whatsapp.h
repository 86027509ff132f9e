// The demo company's WhatsApp: its account is the twin's, its messages reach nobody, and a page
// shows the telephone of whoever would have got them.
#pragma once

#include "base/date.h"
#include "base/secret.h"
#include "conversation/graph.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"
#include "sandbox/whatsapp_twin.h"

namespace quita::http {
class Routes;
}

namespace quita::sandbox {

class DemoWhatsApp {
 public:
  // Sets the account up when the company has none: secrets, approved templates, a form for each
  // message. `gate` outlives it.
  DemoWhatsApp(db::Db&, const Clock&, TenantId, SecretKey whatsapp_key, messaging::LinkMaker,
               messaging::Gate& gate);

  TenantId tenant() const { return tenant_; }
  WhatsAppTwin& twin() { return *twin_; }
  conversation::GraphHouse house() const { return {twin_->url(), ""}; }

 private:
  TwinAccount set_up();
  void teach_templates();
  bool take(const std::string& body, const std::string& signature);

  db::Db& db_;
  const Clock& clock_;
  TenantId tenant_;
  SecretKey key_;
  messaging::LinkMaker links_;
  messaging::Gate& gate_;
  std::unique_ptr<WhatsAppTwin> twin_;
};

// The telephone's page. `demo` is null where no demo company is served.
void add_whatsapp_routes(http::Routes&, db::Db&, DemoWhatsApp* demo);

}  // namespace quita::sandbox
