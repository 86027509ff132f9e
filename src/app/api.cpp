#include "app/api.h"

#include <fmt/format.h>

#include <array>

#include "agreement/agreement_api.h"
#include "app/api_page.h"
#include "app/reactions.h"
#include "app/web_assets.h"
#include "app/work.h"
#include "banking/banking_api.h"
#include "campaign/campaign_api.h"
#include "company/company_api.h"
#include "company/idempotency.h"
#include "company/known_keys.h"
#include "company/password.h"
#include "conversation/conversation_api.h"
#include "credit/credit_api.h"
#include "desk/desk_api.h"
#include "dunning/dunning_api.h"
#include "dunning/gate.h"
#include "dunning/proposal.h"
#include "http/route.h"
#include "insight/insight_api.h"
#include "messaging/dkim_settings.h"
#include "messaging/messaging_api.h"
#include "messaging/portal_link.h"
#include "messaging/returns_mailbox.h"
#include "messaging/sms_settings.h"
#include "messaging/smtp_transport.h"
#include "messaging/thanks.h"
#include "messaging/whatsapp_account.h"
#include "party/acting.h"
#include "party/party_api.h"
#include "portal/portal_api.h"
#include "post/post_api.h"
#include "proof/proof_api.h"
#include "proof/seal.h"
#include "receivable/receivable_api.h"
#include "sandbox/sandbox_api.h"

namespace quita::app {

namespace {

constexpr const char* api_version = "0.1.0";

constexpr std::string_view docs_css =
    "body{font:15px/1.5 -apple-system,'Segoe "
    "UI',Roboto,Arial,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:0 0 2rem}td,th{text-align:left;"
    "vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #ddd}code{font-size:13px}"
    "h2{margin:2rem 0 .5rem}";

// The console stands at "/", the portal's files at "/portal/".
std::vector<http::StaticSite> sites() {
  std::vector<http::Asset> console, portal;
  for (const auto& asset : web_assets()) {
    const auto slash = asset.name.find('/');
    const std::string path(asset.name.substr(slash + 1));
    auto& site = asset.name.starts_with("portal/") ? portal : console;
    site.push_back({path, http::content_type_of(path), asset.bytes, asset.gz});
  }
  std::vector<http::StaticSite> all;
  all.emplace_back("/portal/", std::move(portal));
  all.emplace_back("/", std::move(console));
  return all;
}

std::string portal_page() {
  for (const auto& asset : web_assets()) {
    if (asset.name == "portal/index.html") return std::string(asset.bytes);
  }
  return "<!doctype html><title>Quita</title><p>O portal não foi construído nesta versão.</p>";
}

http::RateLimit rate_of(double per_second) {
  if (per_second <= 0) return {1e9, 1e9};
  return {per_second, per_second * 6};
}

}  // namespace

struct Api::Parts {
  Parts(System& system, const Clock& clock, const ApiOptions& options)
      : passwords(2, options.password_cost),
        idempotency(system.db(), clock),
        installation{system.db(),
                     clock,
                     passwords,
                     system.key(),
                     [&system, &clock, url = options.public_url](const auto& mail) {
                       send_password_mail(system, clock, url, mail);
                     },
                     options.behind_tls,
                     std::make_shared<company::KnownKeys>()} {
    add_all(system, clock, options);
    http::Gate gate;
    gate.authenticate = [this](const http::Request& request) {
      return company::authenticate(installation, request);
    };
    gate.allows = [](const http::Caller& caller, std::string_view permission) {
      return company::allows(caller, permission);
    };
    gate.idempotency = &idempotency;
    gate.public_rate = rate_of(options.public_requests_per_second);
    dispatcher = std::make_unique<http::Dispatcher>(routes, sites(), std::move(gate));
  }

  static void send_password_mail(System& system, const Clock& clock, const std::string& url,
                                 const company::PasswordMail& mail) {
    system.db().write(mail.tenant, [&](db::Tx& tx) -> Status {
      const auto link = fmt::format("{}/redefinir-senha?token={}", url, mail.token);
      TRY_STATUS(messaging::enqueue_password_mail(tx, act_of(tx, "Quita", clock), mail.name,
                                                  mail.email, link,
                                                  "password:" + hex(sha256(mail.token))));
      return {};
    });
  }

  void add_all(System& system, const Clock& clock, const ApiOptions& options) {
    auto& db = system.db();
    const auto link_key = messaging::portal_link_key(system.key());
    company::add_routes(routes, installation);
    party::add_routes(routes, db, clock, contact_reactions());
    receivable::add_routes(routes, db, clock, reactions());
    messaging::add_routes(routes, {db,
                                   clock,
                                   {link_key, options.public_url},
                                   messaging::smtp_password_key(system.key()),
                                   smtp_house(system),
                                   messaging::returns_mailbox_key(system.key()),
                                   messaging::dkim_sealing_key(system.key()),
                                   contact_gate,
                                   messaging::sms_secret_key(system.key())});
    credit::add_routes(routes, db, clock);
    dunning::add_routes(routes, db, clock);
    desk::add_routes(routes, db, clock);
    proof::add_routes(routes, db, clock, proof::sealing_key(system.key()));
    agreement::add_routes(routes, db, clock);
    campaign::add_routes(routes, db, clock);
    banking::add_routes(routes, db, clock, reactions(), dunning::may_be_ordered);
    insight::add_insight_routes(routes, db, clock);
    portal::add_routes(routes, {db, clock, link_key, portal_page()});
    sandbox::add_routes(routes, db, clock, reactions());
    conversation::add_routes(routes, {db,
                                      clock,
                                      {link_key, options.public_url},
                                      messaging::whatsapp_key(system.key()),
                                      whatsapp_house(options.demo_whatsapp),
                                      contact_gate});
    sandbox::add_whatsapp_routes(routes, db, options.demo_whatsapp);
    post::add_routes(routes, {db, clock, {link_key, options.public_url}, contact_gate});
    add_own(system);
  }

  // What belongs to no room: health, metrics, the API's own description.
  void add_own(System& system) {
    using http::Context, http::Method, http::Response;
    routes
        .raw(Method::get, "/v1/hello", "Answers, and does nothing else", http::open_to_all,
             [](Context&) -> Result<Response> { return Response::json(R"({"hello":"quita"})"); })
        .produces("application/json");
    routes
        .raw(Method::get, "/healthz", "200 when the database answers", http::open_to_all,
             [&system](Context&) -> Result<Response> {
               companies(system.db());
               return Response::json(R"({"status":"ok"})");
             })
        .produces("application/json");
    routes
        .raw(Method::get, "/metrics", "Prometheus's text format", http::open_to_all,
             [this](Context&) -> Result<Response> {
               return Response::bytes("text/plain; version=0.0.4", dispatcher->metrics());
             })
        .produces("text/plain");
    routes
        .raw(Method::get, "/v1/openapi.json", "This API as an OpenAPI 3.1 document",
             http::open_to_all,
             [this](Context&) -> Result<Response> { return Response::json(openapi_text(routes)); })
        .produces("application/json");
    routes
        .raw(Method::get, "/v1/docs", "This API as a page", http::open_to_all,
             [this](Context&) -> Result<Response> { return Response::html(api_page(routes)); })
        .produces("text/html");
    routes
        .raw(Method::get, "/v1/docs.css", "The page's style", http::open_to_all,
             [](Context&) -> Result<Response> {
               return Response::bytes("text/css; charset=utf-8", std::string(docs_css));
             })
        .produces("text/css");
  }

  company::PasswordHasher passwords;
  company::DbIdempotencyStore idempotency;
  company::Installation installation;
  dunning::ContactGate contact_gate;
  http::Routes routes;
  std::unique_ptr<http::Dispatcher> dispatcher;
};

Api::Api(System& system, const Clock& clock, const ApiOptions& options)
    : parts_(std::make_unique<Parts>(system, clock, options)) {}
Api::~Api() = default;

http::Handler& Api::handler() { return *parts_->dispatcher; }
const http::Routes& Api::routes() const { return parts_->routes; }

std::string openapi_text(const http::Routes& routes) {
  return json::serialize(http::openapi(routes, "Quita", api_version));
}

}  // namespace quita::app
