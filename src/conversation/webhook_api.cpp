// Meta's webhook: public, the signature is the key.
#include <fmt/format.h>

#include "conversation/conversation_api.h"
#include "conversation/signed_webhook.h"
#include "http/route.h"
#include "messaging/whatsapp_account.h"
#include "whatsapp/webhook_signature.h"

namespace quita::conversation {
namespace {

using http::Context;
using http::Method;

constexpr const char* path = "/v1/webhooks/whatsapp/{tenant}";
// Meta says that a webhook may have up to 3 MB.
constexpr std::size_t body_max = 3 * 1024 * 1024;

Result<http::Response> challenge(const ApiDeps& deps, const Context& c) {
  const auto tenant = TRY(c.param_as<TenantId>("tenant"));
  const auto secrets = deps.db.read(
      tenant, [&](db::Tx& tx) { return messaging::load_whatsapp_secrets(tx, deps.key); });
  const std::string answer = TRY(whatsapp::answer_challenge(
      c.query("hub.mode").value_or(""), c.query("hub.verify_token").value_or(""),
      c.query("hub.challenge").value_or(""), secrets.verify_token));
  return http::Response::text(answer);
}

Result<http::Response> take(const ApiDeps& deps, const Context& c) {
  const auto tenant = TRY(c.param_as<TenantId>("tenant"));
  const auto signature = c.request.headers.get("X-Hub-Signature-256").value_or("");
  const WebhookDeps webhook{deps.db, deps.clock, deps.links, deps.key, deps.gate};
  const Taken taken = TRY(take_signed_webhook(webhook, tenant, signature, c.request.body));
  return http::Response::json(
      fmt::format(R"({{"messages":{},"facts":{},"templates":{},"other":{}}})", taken.messages,
                  taken.facts, taken.templates, taken.other));
}

}  // namespace

void add_webhook_routes(http::Routes& routes, const ApiDeps& deps) {
  routes
      .raw(Method::get, path, "Meta's verification of the webhook (hub.challenge)",
           http::open_to_all, [deps](Context& c) { return challenge(deps, c); })
      .query("hub.mode", "subscribe")
      .query("hub.verify_token", "O token de verificação configurado")
      .query("hub.challenge", "O número a repetir")
      .produces("text/plain");
  routes
      .raw(Method::post, path, "Takes a webhook of WhatsApp, signed by X-Hub-Signature-256",
           http::open_to_all, [deps](Context& c) { return take(deps, c); })
      .upload("application/json", body_max)
      .produces("application/json");
}

}  // namespace quita::conversation
