#include "conversation/signed_webhook.h"

#include "messaging/whatsapp_account.h"
#include "whatsapp/webhook.h"
#include "whatsapp/webhook_signature.h"

namespace quita::conversation {

Result<Taken> take_signed_webhook(const WebhookDeps& deps, TenantId tenant,
                                  std::string_view signature, std::string_view body) {
  const auto secrets = deps.db.read(
      tenant, [&](db::Tx& tx) { return messaging::load_whatsapp_secrets(tx, deps.key); });
  if (!whatsapp::signed_by(secrets.app_secret, signature, body)) {
    return fail(ErrorKind::unauthorised, "whatsapp.signature",
                "A assinatura do aviso não confere com a chave secreta do aplicativo.");
  }
  const auto changes = TRY(whatsapp::read_webhook(body));
  return deps.db.write(tenant, [&](db::Tx& tx) {
    return take_webhook(tx, deps.clock.now(), {deps.links, deps.gate}, changes);
  });
}

}  // namespace quita::conversation
