// The WhatsApp account over HTTP: its settings, how it stands, a test message.
#include <fmt/format.h>

#include "brazil/phone.h"
#include "company/audit.h"
#include "company/company.h"
#include "conversation/conversation_api.h"
#include "conversation/form.h"
#include "conversation/template_list.h"
#include "messaging/creditor.h"
#include "messaging/whatsapp_account.h"
#include "party/party_api.h"
#include "whatsapp/wa_id.h"

namespace quita::conversation {

namespace {

using http::Context;
using http::Method;
using messaging::WhatsAppAccount;
using messaging::WhatsAppStanding;
using whatsapp::GraphError;

struct WhatsAppView {
  std::string phone_number_id, business_account_id;
  bool on = false, has_access_token = false, has_app_secret = false;
  std::string webhook_url, verify_token;  // to be typed in at Meta
  std::string number, name, quality, messaging_limit;
  std::string problem;
  std::optional<Instant> problem_at, rests_until;
};
BOOST_DESCRIBE_STRUCT(WhatsAppView, (),
                      (phone_number_id, business_account_id, on, has_access_token, has_app_secret,
                       webhook_url, verify_token, number, name, quality, messaging_limit, problem,
                       problem_at, rests_until))

struct WhatsAppIn {
  std::string phone_number_id, business_account_id;
  bool on = false;
  std::optional<std::string> access_token, app_secret;
};
BOOST_DESCRIBE_STRUCT(WhatsAppIn, (),
                      (phone_number_id, business_account_id, on, access_token, app_secret))

struct WhatsAppTestIn {
  std::string to;
  std::string template_;  // a message of ours that has a form: "atraso-7"
};
BOOST_DESCRIBE_STRUCT(WhatsAppTestIn, (), (to, template_))

struct WhatsAppTestView {
  bool sent = false;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(WhatsAppTestView, (), (sent, answer))

WhatsAppView view_of(db::Tx& tx, const ApiDeps& deps) {
  const WhatsAppAccount account = messaging::load_whatsapp_account(tx);
  const auto secrets = messaging::load_whatsapp_secrets(tx, deps.key);
  const WhatsAppStanding standing = messaging::load_whatsapp_standing(tx);
  WhatsAppView view;
  view.phone_number_id = account.phone_number_id;
  view.business_account_id = account.business_account_id;
  view.on = account.on;
  view.has_access_token = !secrets.access_token.empty();
  view.has_app_secret = !secrets.app_secret.empty();
  view.webhook_url =
      fmt::format("{}/v1/webhooks/whatsapp/{}", deps.links.public_url, tx.tenant().text());
  view.verify_token = secrets.verify_token;
  view.number = standing.number;
  view.name = standing.name;
  view.quality = standing.quality;
  view.messaging_limit = standing.messaging_limit;
  view.problem = standing.problem;
  if (!standing.problem.empty()) view.problem_at = standing.problem_at;
  if (standing.rests_until > deps.clock.now()) view.rests_until = standing.rests_until;
  return view;
}

// For the audit log, which many may read.
std::string audited(WhatsAppView view) {
  view.verify_token.clear();
  return json::write(view);
}

Result<Graph> graph_of(const ApiDeps& deps, TenantId tenant) {
  return deps.db.read(tenant, [&](db::Tx& tx) -> Result<Graph> {
    const WhatsAppAccount account = messaging::load_whatsapp_account(tx);
    const auto company = company::read_company(tx);
    const bool demo = company && company->demo;
    if (account.phone_number_id.empty() || (demo && !deps.house.twin)) {
      return fail(ErrorKind::conflict, "whatsapp.missing",
                  "Salve primeiro os dados da conta do WhatsApp.");
    }
    return Graph(demo ? *deps.house.twin : deps.house.meta, account,
                 messaging::load_whatsapp_secrets(tx, deps.key).access_token);
  });
}

tl::unexpected<Error> trouble(const GraphError& error) {
  return fail(ErrorKind::conflict, "whatsapp.refused", explain(error));
}
tl::unexpected<Error> trouble(const NoAnswer& none) {
  return fail(ErrorKind::conflict, "whatsapp.no_answer", none.words);
}
template <class T>
Result<T> answered(Asked<T> asked) {
  if (const auto* error = std::get_if<GraphError>(&asked)) return trouble(*error);
  if (const auto* none = std::get_if<NoAnswer>(&asked)) return trouble(*none);
  return std::get<T>(std::move(asked));
}

// Asks Meta how the number stands and which templates there are.
Result<WhatsAppView> look(const ApiDeps& deps, TenantId tenant) {
  Graph graph = TRY(graph_of(deps, tenant));
  const auto number = TRY(answered(graph.number()));
  const auto templates = TRY(answered(graph.templates()));
  return deps.db.write(tenant, [&](db::Tx& tx) -> Result<WhatsAppView> {
    const Instant now = deps.clock.now();
    WhatsAppStanding standing = messaging::load_whatsapp_standing(tx);
    standing.number = number.display_phone_number;
    standing.name = number.verified_name;
    standing.quality = number.quality;
    standing.messaging_limit = number.messaging_limit;
    // Meta answers this token and this number again: what stood in the way is over.
    standing.problem.clear();
    standing.rests_until = Instant();
    messaging::save_whatsapp_standing(tx, now, standing);
    replace_templates(tx, templates, now);
    return view_of(tx, deps);
  });
}

// The message as an invented customer would get it.
Result<WhatsAppTestView> send_test(const ApiDeps& deps, TenantId tenant, const WhatsAppTestIn& in) {
  const Phone to = TRY(parse_phone(in.to));
  Graph graph = TRY(graph_of(deps, tenant));
  const auto body = TRY(deps.db.read(tenant, [&](db::Tx& tx) -> Result<std::string> {
    const auto form = load_form(tx, in.template_);
    const auto approved = form ? find_template(tx, form->name, form->language) : std::nullopt;
    if (!approved) {
      return fail(ErrorKind::conflict, "whatsapp.form",
                  "Escolha uma mensagem que tenha modelo de WhatsApp.", "template");
    }
    if (approved->header_format == "DOCUMENT") {
      return fail(ErrorKind::conflict, "whatsapp.document",
                  "Este modelo leva um boleto; teste com um cliente de verdade.", "template");
    }
    const auto head = messaging::load_letter_head(tx);
    const Date today = business_date(deps.clock.now(), head.time_zone);
    Filled filled =
        TRY(fill_form(*form, *approved, messaging::sample_facts(head.creditor, today), "exemplo"));
    filled.message.to = whatsapp::wa_id_of(to);
    return whatsapp::write_template_message(filled.message);
  }));
  const auto asked = graph.send(body);
  if (const auto* error = std::get_if<GraphError>(&asked)) {
    return WhatsAppTestView{false, explain(*error)};
  }
  if (const auto* none = std::get_if<NoAnswer>(&asked)) return WhatsAppTestView{false, none->words};
  return WhatsAppTestView{true, "O WhatsApp aceitou a mensagem para " + to.formatted() + "."};
}

}  // namespace

void add_account_routes(http::Routes& routes, const ApiDeps& deps) {
  routes.get<WhatsAppView>("/v1/settings/whatsapp", "Shows the WhatsApp account", "settings:read",
                           [deps](Context& c) -> Result<WhatsAppView> {
                             return deps.db.read(c.caller.tenant,
                                                 [&](db::Tx& tx) { return view_of(tx, deps); });
                           });

  routes.add<WhatsAppIn, WhatsAppView>(
      Method::put, "/v1/settings/whatsapp",
      "Sets the WhatsApp account; a secret that is left out stays", "settings:write",
      [deps](Context& c, const WhatsAppIn& in) -> Result<WhatsAppView> {
        return deps.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<WhatsAppView> {
          const Act act = party::act_of(tx, c, deps.clock.now());
          const std::string before = audited(view_of(tx, deps));
          TRY_STATUS(messaging::save_whatsapp_account(
              tx, act.now,
              {{in.phone_number_id, in.business_account_id, in.on}, in.access_token, in.app_secret},
              deps.key));
          WhatsAppView after = view_of(tx, deps);
          company::audit(tx, actor_of(act), "settings.whatsapp", {"setting", std::nullopt}, before,
                         audited(after));
          return after;
        });
      });

  routes.add<void, WhatsAppView>(
      Method::post, "/v1/settings/whatsapp/look",
      "Asks Meta how the number stands and which templates there are", "settings:write",
      [deps](Context& c) -> Result<WhatsAppView> { return look(deps, c.caller.tenant); });

  routes.add<WhatsAppTestIn, WhatsAppTestView>(
      Method::post, "/v1/settings/whatsapp/test",
      "Sends a message of ours, with an invented customer's facts, to a telephone",
      "settings:write", [deps](Context& c, const WhatsAppTestIn& in) -> Result<WhatsAppTestView> {
        return send_test(deps, c.caller.tenant, in);
      });
}

}  // namespace quita::conversation
