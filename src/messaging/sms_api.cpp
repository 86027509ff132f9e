// The routes of SMS: the provider's settings, the addresses that it calls, the short link, the
// texts and what they cost.
#include "company/audit.h"
#include "http/route.h"
#include "json/bind.h"
#include "messaging/creditor.h"
#include "messaging/messaging_api.h"
#include "messaging/short_link.h"
#include "messaging/sms_hooks.h"
#include "messaging/sms_settings.h"
#include "messaging/sms_transport.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"
#include "party/party_api.h"
#include "receivable/receivable_store.h"
#include "sms/gsm7.h"

namespace quita::sms {
BOOST_DESCRIBE_ENUM(Provider, kannel, twilio, zenvia, generic)
BOOST_DESCRIBE_ENUM(Encoding, gsm7, ucs2)
}  // namespace quita::sms

namespace quita::messaging {
namespace {

using http::Context;
using http::Method;

struct SmsHeaderView {
  std::string name, value;
};
BOOST_DESCRIBE_STRUCT(SmsHeaderView, (), (name, value))

struct SmsFormView {
  std::string method, body, content_type;
  std::vector<SmsHeaderView> headers;
  std::string answer_id, report_id, report_status, delivered, undelivered;
};
BOOST_DESCRIBE_STRUCT(SmsFormView, (),
                      (method, body, content_type, headers, answer_id, report_id, report_status,
                       delivered, undelivered))

struct SmsView {
  bool enabled = false;
  bool sandbox = false;  // of a demo company: nothing leaves the house
  sms::Provider provider = sms::Provider::kannel;
  std::string url, user, from;
  bool has_secret = false;
  SmsFormView form;
  int messages_per_second = 10;
  Money price_per_thousand;
  bool plain_letters = true;
  std::string status_url, reply_url;  // what the provider calls; empty until first saved
};
BOOST_DESCRIBE_STRUCT(SmsView, (),
                      (enabled, sandbox, provider, url, user, from, has_secret, form,
                       messages_per_second, price_per_thousand, plain_letters, status_url,
                       reply_url))

struct SmsIn {
  bool enabled = false;
  sms::Provider provider = sms::Provider::kannel;
  std::optional<std::string> url, user, secret, from;
  std::optional<SmsFormView> form;
  std::optional<int> messages_per_second;
  std::optional<Money> price_per_thousand;
  std::optional<bool> plain_letters;
};
BOOST_DESCRIBE_STRUCT(SmsIn, (),
                      (enabled, provider, url, user, secret, from, form, messages_per_second,
                       price_per_thousand, plain_letters))

struct TestIn {
  std::string to;
};
BOOST_DESCRIBE_STRUCT(TestIn, (), (to))

struct TestView {
  bool sent = false;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(TestView, (), (sent, answer))

struct SmsCostView {
  std::string text;
  sms::Encoding encoding = sms::Encoding::gsm7;
  int letters = 0, segments = 0, letters_left = 0;
  std::vector<std::string> foreign;  // letters that make it UCS-2
  Money price_per_thousand;          // of segments; the message costs segments × it ÷ 1000
};
BOOST_DESCRIBE_STRUCT(SmsCostView, (),
                      (text, encoding, letters, segments, letters_left, foreign,
                       price_per_thousand))

struct SmsTextView {
  std::string template_, body;
  bool own = false;  // the company's own words, not ours
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(SmsTextView, (), (template_, body, own, version))

struct SmsTextIn {
  std::string body;
};
BOOST_DESCRIBE_STRUCT(SmsTextIn, (), (body))

struct SmsPreviewIn {
  std::string body;
  std::optional<PartyId> party_id;
};
BOOST_DESCRIBE_STRUCT(SmsPreviewIn, (), (body, party_id))

struct SmsPreview {
  SmsCostView sent;                  // as it would leave
  std::optional<SmsCostView> plain;  // with plain letters, where that saves segments
};
BOOST_DESCRIBE_STRUCT(SmsPreview, (), (sent, plain))

SmsCostView cost_of(const std::string& text, Money price) {
  const auto segments = sms::segments_of(text);
  return {text,           segments.encoding,   segments.units,
          segments.count, segments.units_left, segments.foreign,
          price};
}

SmsFormView view_of(const sms::GenericForm& form) {
  SmsFormView view{std::string(name(form.method)),
                   form.body,
                   form.content_type,
                   {},
                   form.answer_id,
                   form.report_id,
                   form.report_status,
                   form.delivered,
                   form.undelivered};
  for (const auto& [name, value] : form.headers) view.headers.push_back({name, value});
  return view;
}

sms::GenericForm form_of(const SmsFormView& view) {
  sms::GenericForm form;
  form.method = http::parse_method(view.method).value_or(http::Method::post);
  form.body = view.body;
  if (!view.content_type.empty()) form.content_type = view.content_type;
  for (const auto& header : view.headers) form.headers.emplace_back(header.name, header.value);
  form.answer_id = view.answer_id;
  form.report_id = view.report_id;
  form.report_status = view.report_status;
  form.delivered = view.delivered;
  form.undelivered = view.undelivered;
  return form;
}

SmsView sms_view(db::Tx& tx, const SecretKey& key, const std::string& public_url) {
  const SmsSettings settings = load_sms_settings(tx);
  SmsView view;
  view.enabled = settings.enabled;
  view.sandbox = !settings.enabled && sms_is_on(tx);
  view.provider = settings.provider;
  view.url = settings.url;
  view.user = settings.user;
  view.from = settings.from;
  view.has_secret = !load_sms_secret(tx, key).value_or("").empty();
  view.form = view_of(settings.form);
  view.messages_per_second = settings.messages_per_second;
  view.price_per_thousand = settings.price_per_thousand;
  view.plain_letters = settings.plain_letters;
  if (const auto token = find_hook_token(tx, key)) {
    const auto address = hook_address(public_url, tx.tenant(), *token);
    view.status_url = address + "/status";
    view.reply_url = address + "/reply";
  }
  return view;
}

// For the audit log: the addresses hold a secret.
std::string audited(SmsView view) {
  view.status_url.clear();
  view.reply_url.clear();
  return json::write(view);
}

void add_settings_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;
  const SecretKey key = deps.sms_key;
  const std::string public_url = deps.links.public_url;

  routes.get<SmsView>("/v1/settings/sms", "Shows the settings of SMS", "settings:read",
                      [&db, key, public_url](Context& c) -> Result<SmsView> {
                        return db.read(c.caller.tenant,
                                       [&](db::Tx& tx) { return sms_view(tx, key, public_url); });
                      });

  routes.add<SmsIn, SmsView>(
      Method::put, "/v1/settings/sms", "Sets the provider of SMS", "settings:write",
      [&db, &clock, key, public_url](Context& c, const SmsIn& in) -> Result<SmsView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmsView> {
          const Act act = party::act_of(tx, c, clock.now());
          const std::string before = audited(sms_view(tx, key, public_url));
          SmsSettings settings = load_sms_settings(tx);
          settings.enabled = in.enabled;
          settings.provider = in.provider;
          settings.url = in.url.value_or("");
          settings.user = in.user.value_or("");
          settings.from = in.from.value_or("");
          if (in.form) settings.form = form_of(*in.form);
          settings.messages_per_second =
              in.messages_per_second.value_or(settings.messages_per_second);
          settings.price_per_thousand = in.price_per_thousand.value_or(settings.price_per_thousand);
          settings.plain_letters = in.plain_letters.value_or(settings.plain_letters);
          TRY_STATUS(save_sms_settings(tx, act.now, settings, in.secret, key));
          hook_token(tx, act.now, key);
          SmsView after = sms_view(tx, key, public_url);
          company::audit(tx, actor_of(act), "settings.sms", {"setting", std::nullopt}, before,
                         audited(after));
          return after;
        });
      });

  routes.add<void, SmsView>(Method::post, "/v1/settings/sms/new-addresses",
                            "Makes the addresses that the provider calls anew; the old ones end",
                            "settings:write",
                            [&db, &clock, key, public_url](Context& c) -> Result<SmsView> {
                              return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmsView> {
                                const Act act = party::act_of(tx, c, clock.now());
                                renew_hook_token(tx, act.now, key);
                                company::audit(tx, actor_of(act), "settings.sms_addresses",
                                               {"setting", std::nullopt}, "", "");
                                return sms_view(tx, key, public_url);
                              });
                            });

  routes.add<TestIn, TestView>(
      Method::post, "/v1/settings/sms/test", "Sends a test SMS with the stored settings",
      "settings:write",
      [&db, key, house = deps.house](Context& c, const TestIn& in) -> Result<TestView> {
        const auto to = TRY(party::contact_value(party::Channel::phone, in.to));
        SmsSettings settings;
        std::string secret;
        std::string company;
        db.read(c.caller.tenant, [&](db::Tx& tx) {
          settings = load_sms_settings(tx);
          secret = load_sms_secret(tx, key).value_or("");
          company = load_letter_head(tx).creditor.trade_name;
        });
        if (!settings.enabled) {
          return fail(ErrorKind::conflict, "sms.missing",
                      "Salve primeiro os dados do provedor de SMS.");
        }
        http::ClientConfig config;
        config.ca_file = house.ca_file;
        if (house.public_only) config.reach = http::Reach::public_only;
        http::Client client(std::move(config));
        const std::string text = "Teste de envio do Quita para " + company + ".";
        const auto delivery = hand_over(client, account_of(settings, secret),
                                        {to, sms::plain_letters(text), "teste", ""});
        if (!delivery.code.empty())
          return fail(ErrorKind::forbidden, delivery.code, delivery.answer, "url");
        return TestView{delivery.outcome == Outcome::taken, delivery.answer};
      });
}

LetterFacts facts_for(db::Tx& tx, const LetterHead& head, std::optional<PartyId> party, Date today,
                      const LinkMaker& links) {
  const std::string link = short_url(links, std::string(16, 'x'));
  LetterFacts facts = sample_facts(head.creditor, today);
  if (party && party::find_name(tx, *party)) {
    std::vector<TitleId> titles;
    for (const auto& record : receivable::open_titles_of(tx, *party))
      titles.push_back(record.title.id);
    facts = gather_facts(tx, head, party, titles, today, links);
  }
  facts.portal_url = link;
  return facts;
}

SmsTextView view_of(std::string_view name, const TemplateText& text) {
  return {std::string(name), text.body, text.version > 0, text.version};
}

void add_text_of_sms_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;

  routes.get<SmsTextView>(
      "/v1/templates/{name}/sms", "Shows a template's SMS", "templates:read",
      [&db](Context& c) -> Result<SmsTextView> {
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<SmsTextView> {
          const Template form = TRY(load_template(tx, c.param("name")));
          const auto text = load_text(tx, form.name, Channel::sms, {load_tone(tx), ""});
          return view_of(form.name, text.value_or(TemplateText()));
        });
      });

  routes.add<SmsTextIn, SmsTextView>(
      Method::put, "/v1/templates/{name}/sms", "Changes a template's SMS", "templates:write",
      [&db, &clock](Context& c, const SmsTextIn& in) -> Result<SmsTextView> {
        TRY_STATUS(check_short_text(in.body));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmsTextView> {
          const Act act = party::act_of(tx, c, clock.now());
          const Template form = TRY(load_template(tx, c.param("name")));
          const auto before =
              load_text(tx, form.name, Channel::sms, {load_tone(tx), ""}).value_or(TemplateText());
          const auto after =
              TRY(save_text(tx, form.name, {Channel::sms, in.body, "{}", 0}, act.now));
          company::audit(tx, actor_of(act), "template.sms", {"template", std::nullopt},
                         json::write(view_of(form.name, before)),
                         json::write(view_of(form.name, after)));
          return view_of(form.name, after);
        });
      });

  routes.add<SmsPreviewIn, SmsPreview>(
      Method::post, "/v1/templates/{name}/sms/preview",
      "Shows what an SMS would say and what it would cost", "templates:read",
      [&db, &clock, links = deps.links](Context& c, const SmsPreviewIn& in) {
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<SmsPreview> {
          const LetterHead head = load_letter_head(tx);
          const Date today = business_date(clock.now(), head.time_zone);
          const SmsSettings settings = load_sms_settings(tx);
          std::string text =
              TRY(render_short(in.body, facts_for(tx, head, in.party_id, today, links)));
          if (settings.plain_letters) text = sms::plain_letters(text);
          SmsPreview preview{cost_of(text, settings.price_per_thousand), std::nullopt};
          if (sms::segments_saved(text) > 0)
            preview.plain = cost_of(sms::plain_letters(text), settings.price_per_thousand);
          return preview;
        });
      });
}

// A provider's call: whatever is wrong with the address looks the same from outside.
template <class F>
http::Route::Handler hook(const ApiDeps& deps, F take) {
  return [&db = deps.db, &clock = deps.clock, key = deps.sms_key,
          public_url = deps.links.public_url, take](Context& c) -> Result<http::Response> {
    const auto tenant = TenantId::parse(c.param("company"));
    if (!tenant) return fail(ErrorKind::not_found, "hook.unknown", "Este endereço não existe.");
    const std::string token(c.param("token"));
    TRY_STATUS(db.write(*tenant, [&](db::Tx& tx) -> Status {
      TRY_STATUS(check_hook(tx, key, token, public_url, c.request));
      const Instant now = clock.now();
      const Act act{"provedor de SMS", now, business_date(now, load_letter_head(tx).time_zone)};
      return take(tx, act, c.request);
    }));
    return http::Response::empty();
  };
}

void add_hook_routes(http::Routes& routes, const ApiDeps& deps) {
  const SecretKey key = deps.sms_key;
  const auto report = hook(
      deps, [key, &gate = deps.gate](db::Tx& tx, const Act& act, const http::Request& request) {
        return take_sms_report(tx, act, gate, key, request);
      });
  const auto reply = hook(deps, [key](db::Tx& tx, const Act& act, const http::Request& request) {
    return take_sms_reply(tx, act, key, request);
  });
  for (const Method method : {Method::get, Method::post}) {
    routes.raw(method, "/hooks/sms/{company}/{token}/status", "An SMS provider reports a delivery",
               http::open_to_all, report);
    routes.raw(method, "/hooks/sms/{company}/{token}/reply",
               "An SMS provider hands on what a person answered", http::open_to_all, reply);
  }
  routes.raw(Method::get, "/s/{code}", "A short link leads to the customer's page",
             http::open_to_all,
             [&db = deps.db, links = deps.links](Context& c) -> Result<http::Response> {
               auto address = TRY(resolve_short_link(db, links, c.param("code")));
               return http::Response::redirect(std::move(address));
             });
}

}  // namespace

void add_sms_routes(http::Routes& routes, const ApiDeps& deps) {
  add_settings_routes(routes, deps);
  add_text_of_sms_routes(routes, deps);
  add_hook_routes(routes, deps);
}

}  // namespace quita::messaging
