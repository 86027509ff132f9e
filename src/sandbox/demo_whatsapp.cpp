#include "sandbox/demo_whatsapp.h"

#include <utility>

#include "conversation/form.h"
#include "conversation/signed_webhook.h"
#include "conversation/suggested.h"
#include "conversation/template_list.h"
#include "messaging/creditor.h"
#include "messaging/whatsapp_account.h"

namespace quita::sandbox {

using conversation::SuggestedTemplate;
using whatsapp::ApprovedTemplate;

DemoWhatsApp::DemoWhatsApp(db::Db& db, const Clock& clock, TenantId tenant, SecretKey key,
                           messaging::LinkMaker links, messaging::Gate& gate)
    : db_(db),
      clock_(clock),
      tenant_(tenant),
      key_(std::move(key)),
      links_(std::move(links)),
      gate_(gate),
      twin_(std::make_unique<WhatsAppTwin>(
          set_up(), clock, [this](const std::string& body, const std::string& signature) {
            return take(body, signature);
          })) {
  teach_templates();
}

bool DemoWhatsApp::take(const std::string& body, const std::string& signature) {
  const conversation::WebhookDeps deps{db_, clock_, links_, key_, gate_};
  return conversation::take_signed_webhook(deps, tenant_, signature, body).has_value();
}

TwinAccount DemoWhatsApp::set_up() {
  TwinAccount account;
  db_.write(tenant_, [&](db::Tx& tx) -> Status {
    messaging::WhatsAppAccountIn in;
    in.account = messaging::load_whatsapp_account(tx);
    const auto secrets = messaging::load_whatsapp_secrets(tx, key_);
    if (in.account.phone_number_id.empty()) {
      in.account = {account.phone_number_id, account.business_account_id, true};
      in.access_token = random_token();
      in.app_secret = random_token();
      TRY_STATUS(messaging::save_whatsapp_account(tx, clock_.now(), in, key_));
    }
    account.phone_number_id = in.account.phone_number_id;
    account.business_account_id = in.account.business_account_id;
    account.access_token = in.access_token.value_or(secrets.access_token);
    account.app_secret = in.app_secret.value_or(secrets.app_secret);
    return {};
  });
  return account;
}

void DemoWhatsApp::teach_templates() {
  std::vector<ApprovedTemplate> known;
  db_.write(tenant_, [&](db::Tx& tx) -> Status {
    known = conversation::load_templates(tx);
    if (!known.empty()) return {};
    const auto head = messaging::load_letter_head(tx);
    const Instant now = clock_.now();
    for (const SuggestedTemplate& each : conversation::suggested_templates()) {
      const auto page = whatsapp::read_template_page(
          200, "{\"data\":[" +
                   conversation::write_suggested(
                       each, head.creditor, business_date(now, head.time_zone), links_.public_url) +
                   "]}");
      ApprovedTemplate form = std::get<whatsapp::TemplatePage>(page).templates.at(0);
      form.status = "APPROVED";
      form.quality = "GREEN";
      known.push_back(std::move(form));
    }
    conversation::replace_templates(tx, known, now);
    for (const SuggestedTemplate& each : conversation::suggested_templates()) {
      for (const auto name : each.for_templates) {
        TRY_STATUS(conversation::save_form(tx, now, name, conversation::form_of(each)));
      }
    }
    return {};
  });
  for (const ApprovedTemplate& form : known) twin_->add_template(form);
}

}  // namespace quita::sandbox
