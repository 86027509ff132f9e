#include "messaging/messaging_api.h"

#include "company/audit.h"
#include "company/company.h"
#include "http/route.h"
#include "messaging/creditor.h"
#include "messaging/delivery_fact.h"
#include "messaging/demo_mail.h"
#include "messaging/mail_trace.h"
#include "messaging/outbox_view.h"
#include "messaging/slip_of.h"
#include "messaging/template_store.h"
#include "party/party_api.h"
#include "party/party_store.h"
#include "receivable/receivable_store.h"

namespace quita::messaging {

BOOST_DESCRIBE_ENUM(MessageState, queued, sending, sent, failed, cancelled, unsure)
BOOST_DESCRIBE_ENUM(Security, none, starttls, tls)
BOOST_DESCRIBE_ENUM(Channel, email, sms, whatsapp, letter)
BOOST_DESCRIBE_ENUM(Fact, delivered, read, undelivered)
BOOST_DESCRIBE_STRUCT(OutboxTitle, (), (id, number))
BOOST_DESCRIBE_STRUCT(Letter, (), (subject, html, text))

namespace {

using http::Context;
using http::Method;
using http::Page;

struct FactView {
  Fact fact = Fact::delivered;
  Instant at;
  std::string words;  // the carrier's
};
BOOST_DESCRIBE_STRUCT(FactView, (), (fact, at, words))

struct TraceView {
  bool clicked = false;  // a link was followed; otherwise it was opened
  bool machine = false;  // by a proxy or a filter, perhaps before anybody looked
  Instant first_at, last_at;
  int times = 0;
};
BOOST_DESCRIBE_STRUCT(TraceView, (), (clicked, machine, first_at, last_at, times))

struct OutboxView {
  MessageId id;
  std::optional<PartyId> party_id;
  std::optional<std::string> party_name;
  Channel channel = Channel::email;
  std::string recipient, template_, subject, state;
  int attempts = 0;
  std::string answer;
  Date business_date;
  Instant not_before, created_at;
  std::optional<Instant> finished_at, delivered_at, read_at;
  std::optional<MessageId> follows_id;  // says again what that one said
  std::optional<Instant> fallback_at;   // when the next channel has its turn unless it is proven
  std::vector<Channel> fallback;        // the channels left
  int segments = 0;                     // of an SMS
  Money price_per_thousand;
  std::vector<OutboxTitle> titles;
  std::vector<FactView> facts;    // of a single message
  std::vector<TraceView> traces;  // of a single e-mail whose opening is followed
  std::optional<std::string> body_html, body_text, attachment_name;
};
BOOST_DESCRIBE_STRUCT(OutboxView, (),
                      (id, party_id, party_name, channel, recipient, template_, subject, state,
                       attempts, answer, business_date, not_before, created_at, finished_at,
                       delivered_at, read_at, follows_id, fallback_at, fallback, segments,
                       price_per_thousand, titles, facts, traces, body_html, body_text,
                       attachment_name))

struct AfterMessage {
  MessageId id;
};
BOOST_DESCRIBE_STRUCT(AfterMessage, (), (id))

struct TemplateView {
  std::string name, label, subject, body;
  int version = 1;
  bool own = false;  // the company has written its own; otherwise it follows the library
};
BOOST_DESCRIBE_STRUCT(TemplateView, (), (name, label, subject, body, version, own))

struct TemplateViews {
  std::vector<TemplateView> items;
};
BOOST_DESCRIBE_STRUCT(TemplateViews, (), (items))

struct TemplateText {
  std::string subject, body;
};
BOOST_DESCRIBE_STRUCT(TemplateText, (), (subject, body))

struct PreviewIn {
  std::string subject, body;
  std::optional<PartyId> party_id;
};
BOOST_DESCRIBE_STRUCT(PreviewIn, (), (subject, body, party_id))

struct VariableView {
  std::string name, description, example;
  bool section = false, within_titles = false;
};
BOOST_DESCRIBE_STRUCT(VariableView, (), (name, description, example, section, within_titles))

struct VariableViews {
  std::vector<VariableView> items;
};
BOOST_DESCRIBE_STRUCT(VariableViews, (), (items))

struct LinkView {
  std::string url;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (url))

struct SmtpView {
  std::string host;
  int port = 587;
  Security security = Security::starttls;
  std::string user, from_name, from_address, reply_to;
  bool has_password = false;
};
BOOST_DESCRIBE_STRUCT(SmtpView, (),
                      (host, port, security, user, from_name, from_address, reply_to, has_password))

struct SmtpIn {
  std::string host;
  int port = 587;
  Security security = Security::starttls;
  std::optional<std::string> user, password, from_name;
  std::string from_address;
  std::optional<std::string> reply_to;
};
BOOST_DESCRIBE_STRUCT(SmtpIn, (),
                      (host, port, security, user, password, from_name, from_address, reply_to))

struct TestIn {
  std::string to;
};
BOOST_DESCRIBE_STRUCT(TestIn, (), (to))

struct TestView {
  bool sent = false;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(TestView, (), (sent, answer))

struct DemoMailView {
  DemoMailId id;
  Instant at;
  std::string recipient, subject, attachment_name;
  std::optional<std::string> body_html, body_text;
};
BOOST_DESCRIBE_STRUCT(DemoMailView, (),
                      (id, at, recipient, subject, attachment_name, body_html, body_text))

struct AfterMail {
  DemoMailId id;
};
BOOST_DESCRIBE_STRUCT(AfterMail, (), (id))

OutboxView view_of(OutboxItem item) {
  OutboxView view;
  view.id = item.id;
  view.party_id = item.party_id;
  view.party_name = std::move(item.party_name);
  view.recipient = std::move(item.recipient);
  view.template_ = std::move(item.template_name);
  view.subject = std::move(item.subject);
  view.state = std::move(item.state);
  view.attempts = item.attempts;
  view.answer = std::move(item.answer);
  view.business_date = item.business_date;
  view.not_before = item.not_before;
  view.created_at = item.created_at;
  view.finished_at = item.finished_at;
  view.channel = item.channel;
  view.delivered_at = item.delivered_at;
  view.read_at = item.read_at;
  view.follows_id = item.follows;
  view.fallback_at = item.fallback_at;
  view.fallback = std::move(item.fallback);
  view.segments = item.segments;
  view.price_per_thousand = item.price_per_thousand;
  view.titles = std::move(item.titles);
  return view;
}

TemplateView view_of(const Template& form) {
  return {form.name, form.label, form.subject, form.body, form.version, is_own(form)};
}

DemoMailView view_of(const DemoMail& mail, bool whole) {
  DemoMailView view{mail.id, mail.at, mail.recipient, mail.subject, mail.attachment_name, {}, {}};
  if (whole) {
    view.body_html = mail.html;
    view.body_text = mail.text;
  }
  return view;
}

Result<OutboxView> whole_message(db::Tx& tx, MessageId id) {
  OutboxView view = view_of(TRY(show_message(tx, id)));
  for (ToldFact& told : facts_of(tx, id))
    view.facts.push_back({told.fact, told.at, std::move(told.words)});
  for (const MailTrace& each : traces_of(tx, id))
    view.traces.push_back({each.clicked, each.machine, each.first_at, each.last_at, each.times});
  const auto row = load_message(tx, id);
  if (!row->cause.starts_with(secret_cause)) {
    view.body_html = row->html;
    view.body_text = row->text;
    view.attachment_name = row->attachment_name;
  }
  return view;
}

SmtpView smtp_view(db::Tx& tx, const SecretKey& password_key) {
  const SmtpSettings s = load_smtp_settings(tx);
  const bool has_password = !load_smtp_password(tx, password_key).value_or("").empty();
  return {s.host,      s.port,         s.security, s.user,
          s.from_name, s.from_address, s.reply_to, has_password};
}

tl::unexpected<Error> no_mail() {
  return fail(ErrorKind::not_found, "mail.not_found", "Esta mensagem não existe.", "id");
}

void add_outbox_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;

  routes
      .get<Page<OutboxView>>(
          "/v1/outbox", "Lists messages, newest first", "messages:read",
          [&db](Context& c) -> Result<Page<OutboxView>> {
            OutboxFilter filter;
            filter.state = TRY(c.query_as<MessageState>("state"));
            filter.party = TRY(c.query_as<PartyId>("party_id"));
            filter.title = TRY(c.query_as<TitleId>("title_id"));
            const auto after = TRY(c.cursor<AfterMessage>());
            if (after) filter.before = after->id;
            const int limit = TRY(c.limit());
            filter.limit = limit + 1;
            std::vector<OutboxView> items;
            for (OutboxItem& item :
                 db.read(c.caller.tenant, [&](db::Tx& tx) { return list_outbox(tx, filter); })) {
              items.push_back(view_of(std::move(item)));
            }
            return http::page_of(std::move(items), limit,
                                 [](const OutboxView& last) { return AfterMessage{last.id}; });
          })
      .query<MessageState>("state", "Estado")
      .query<PartyId>("party_id", "Cliente")
      .query<TitleId>("title_id", "Título")
      .paged();

  routes.get<OutboxView>("/v1/outbox/{id}", "Shows a message", "messages:read",
                         [&db](Context& c) -> Result<OutboxView> {
                           const auto id = TRY(c.param_as<MessageId>("id"));
                           return db.read(c.caller.tenant,
                                          [&](db::Tx& tx) { return whole_message(tx, id); });
                         });

  const auto act_on = [&db, &clock](Status (*change)(db::Tx&, const Act&, MessageId)) {
    return [&db, &clock, change](Context& c) -> Result<OutboxView> {
      const auto id = TRY(c.param_as<MessageId>("id"));
      return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<OutboxView> {
        const Act act = party::act_of(tx, c, clock.now());
        TRY_STATUS(change(tx, act, id));
        return whole_message(tx, id);
      });
    };
  };
  routes.add<void, OutboxView>(Method::post, "/v1/outbox/{id}/retry", "Tries a message again",
                               "messages:write", act_on(retry_message));
  routes.add<void, OutboxView>(Method::post, "/v1/outbox/{id}/cancel",
                               "Takes a message back before it leaves", "messages:write",
                               act_on(cancel_message));
}

void add_template_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;

  routes.get<TemplateViews>("/v1/templates", "Lists the message templates", "templates:read",
                            [&db](Context& c) -> Result<TemplateViews> {
                              TemplateViews views;
                              for (const Template& form : db.read(c.caller.tenant, [](db::Tx& tx) {
                                     return load_templates(tx);
                                   })) {
                                views.items.push_back(view_of(form));
                              }
                              return views;
                            });

  routes.get<VariableViews>(
      "/v1/templates/variables", "Lists what templates may tell", "templates:read",
      [](Context&) -> Result<VariableViews> {
        VariableViews views;
        const auto add = [&](const Variable& each, bool within) {
          views.items.push_back({std::string(each.name), std::string(each.description),
                                 std::string(each.example), each.section, within});
        };
        for (const Variable& each : variables()) add(each, false);
        for (const Variable& each : title_variables()) add(each, true);
        return views;
      });

  routes.get<TemplateView>(
      "/v1/templates/{name}", "Shows a message template", "templates:read",
      [&db](Context& c) -> Result<TemplateView> {
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<TemplateView> {
          return view_of(TRY(load_template(tx, c.param("name"), {load_tone(tx), ""})));
        });
      });

  routes.add<TemplateText, TemplateView>(
      Method::put, "/v1/templates/{name}", "Changes a message template", "templates:write",
      [&db, &clock](Context& c, const TemplateText& in) -> Result<TemplateView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TemplateView> {
          const Act act = party::act_of(tx, c, clock.now());
          const Template before = TRY(load_template(tx, c.param("name"), {load_tone(tx), ""}));
          const Template after = TRY(save_template(tx, before.name, in.subject, in.body, act.now));
          company::audit(tx, actor_of(act), "template.change", {"template", std::nullopt},
                         json::write(view_of(before)), json::write(view_of(after)));
          return view_of(after);
        });
      });

  routes.add<void, TemplateView>(
      Method::del, "/v1/templates/{name}", "Goes back to the library's text of a template",
      "templates:write", [&db, &clock](Context& c) -> Result<TemplateView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TemplateView> {
          const Act act = party::act_of(tx, c, clock.now());
          const Template before = TRY(load_template(tx, c.param("name"), {load_tone(tx), ""}));
          const Template after = TRY(restore_template(tx, before.name, act.now));
          company::audit(tx, actor_of(act), "template.restore", {"template", std::nullopt},
                         json::write(view_of(before)), json::write(view_of(after)));
          return view_of(after);
        });
      });

  routes.add<PreviewIn, Letter>(
      Method::post, "/v1/templates/{name}/preview", "Shows what a template would send",
      "templates:read", [&db, &clock, links = deps.links](Context& c, const PreviewIn& in) {
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Letter> {
          const LetterHead head = load_letter_head(tx);
          const Date today = business_date(clock.now(), head.time_zone);
          return render(in.subject, in.body, preview_facts(tx, head, in.party_id, today, links));
        });
      });
}

void add_smtp_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;
  const SecretKey key = deps.password_key;

  routes.get<SmtpView>("/v1/settings/smtp", "Shows the mail server's settings", "settings:read",
                       [&db, key](Context& c) -> Result<SmtpView> {
                         return db.read(c.caller.tenant,
                                        [&](db::Tx& tx) { return smtp_view(tx, key); });
                       });

  routes.add<SmtpIn, SmtpView>(
      Method::put, "/v1/settings/smtp", "Sets the mail server", "settings:write",
      [&db, &clock, key](Context& c, const SmtpIn& in) -> Result<SmtpView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmtpView> {
          const Act act = party::act_of(tx, c, clock.now());
          const SmtpSettings settings{in.host,
                                      in.port,
                                      in.security,
                                      in.user.value_or(""),
                                      in.from_name.value_or(""),
                                      in.from_address,
                                      in.reply_to.value_or("")};
          const std::string before = json::write(smtp_view(tx, key));
          TRY_STATUS(save_smtp_settings(tx, act.now, settings, in.password, key));
          const SmtpView after = smtp_view(tx, key);
          company::audit(tx, actor_of(act), "settings.smtp", {"setting", std::nullopt}, before,
                         json::write(after));
          return after;
        });
      });

  routes.add<TestIn, TestView>(
      Method::post, "/v1/settings/smtp/test", "Sends a test mail with the stored settings",
      "settings:write",
      [&db, &clock, key, house = deps.house](Context& c, const TestIn& in) -> Result<TestView> {
        const std::string to = TRY(party::parse_email(in.to));
        SmtpSettings settings;
        std::string password;
        std::string company;
        db.read(c.caller.tenant, [&](db::Tx& tx) {
          settings = load_smtp_settings(tx);
          password = load_smtp_password(tx, key).value_or("");
          company = load_letter_head(tx).creditor.trade_name;
        });
        if (settings.host.empty()) {
          return fail(ErrorKind::conflict, "smtp.missing",
                      "Salve primeiro os dados do servidor de e-mail.");
        }
        const Delivery delivery =
            TRY(send_test_mail(settings, password, house, to, company, clock.now()));
        return TestView{delivery.outcome == Outcome::taken, delivery.answer};
      });
}

void add_demo_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  routes
      .get<Page<DemoMailView>>(
          "/v1/demo/mailbox", "Lists what a demo company has sent", "messages:read",
          [&db](Context& c) -> Result<Page<DemoMailView>> {
            const auto after = TRY(c.cursor<AfterMail>());
            const int limit = TRY(c.limit());
            std::vector<DemoMailView> items;
            for (const DemoMail& mail : db.read(c.caller.tenant, [&](db::Tx& tx) {
                   return demo_mails(tx, after ? std::optional(after->id) : std::nullopt,
                                     limit + 1);
                 })) {
              items.push_back(view_of(mail, false));
            }
            return http::page_of(std::move(items), limit,
                                 [](const DemoMailView& last) { return AfterMail{last.id}; });
          })
      .paged();

  routes.get<DemoMailView>("/v1/demo/mailbox/{id}", "Shows a mail of a demo company",
                           "messages:read", [&db](Context& c) -> Result<DemoMailView> {
                             const auto id = TRY(c.param_as<DemoMailId>("id"));
                             const auto mail = db.read(c.caller.tenant, [&](db::Tx& tx) {
                               return find_demo_mail(tx, id);
                             });
                             if (!mail) return no_mail();
                             return view_of(*mail, true);
                           });

  routes
      .raw(Method::get, "/v1/demo/mailbox/{id}/attachment", "The file of a demo company's mail",
           "messages:read",
           [&db](Context& c) -> Result<http::Response> {
             const auto id = TRY(c.param_as<DemoMailId>("id"));
             const auto mail =
                 db.read(c.caller.tenant, [&](db::Tx& tx) { return find_demo_mail(tx, id); });
             if (!mail || mail->attachment_name.empty()) return no_mail();
             return http::Response::file("application/pdf", mail->attachment_name,
                                         mail->attachment);
           })
      .produces("application/pdf");
}

// The same slip as the customer's: the portal's route differs only in who may ask.
void add_slip_route(http::Routes& routes, const ApiDeps& deps) {
  routes
      .raw(Method::get, "/v1/titles/{id}/slip.pdf", "The slip as PDF, with today's charges",
           "titles:read",
           [&db = deps.db, &clock = deps.clock](Context& c) -> Result<http::Response> {
             const auto id = TRY(c.param_as<TitleId>("id"));
             std::string number;
             auto slip = db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<pdf::Slip> {
               const auto found = receivable::find_title(tx, id);
               if (found) number = found->title.number;
               return compose_slip(tx, id, party::act_of(tx, c, clock.now()).today);
             });
             if (!slip) return tl::make_unexpected(std::move(slip).error());
             const pdf::Slip slips[] = {*std::move(slip)};
             return http::Response::file("application/pdf", slip_file_name(number),
                                         pdf::render_slips(slips));
           })
      .produces("application/pdf");
}

}  // namespace

void add_routes(http::Routes& routes, const ApiDeps& deps) {
  add_outbox_routes(routes, deps);
  add_template_routes(routes, deps);
  add_smtp_routes(routes, deps);
  add_smtp_account_routes(routes, deps);
  add_returns_routes(routes, deps);
  add_dkim_routes(routes, deps);
  add_text_routes(routes, deps);
  add_sms_routes(routes, deps);
  add_channel_routes(routes, deps);
  add_mail_trace_routes(routes, deps);
  add_demo_routes(routes, deps);
  add_slip_route(routes, deps);
  add_statement_routes(routes, deps);

  routes.get<LinkView>(
      "/v1/parties/{id}/link", "The customer's link to the portal", "parties:read",
      [&db = deps.db, &clock = deps.clock, links = deps.links](Context& c) -> Result<LinkView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<LinkView> {
          if (!party::find_name(tx, id)) {
            return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
          }
          const LetterHead head = load_letter_head(tx);
          return LinkView{links.url_of(tx.tenant(), id, head.link_generation,
                                       business_date(clock.now(), head.time_zone))};
        });
      });
}

}  // namespace quita::messaging
