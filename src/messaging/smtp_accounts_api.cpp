// The routes of a company's accounts for e-mail.
#include "company/audit.h"
#include "json/bind.h"
#include "mail/dkim.h"
#include "messaging/creditor.h"
#include "messaging/messaging_api.h"
#include "messaging/smtp_account.h"
#include "party/party.h"
#include "party/party_api.h"

namespace quita::messaging {

BOOST_DESCRIBE_ENUM(Security, none, starttls, tls)
BOOST_DESCRIBE_ENUM(Purpose, demand, transactional, campaign)

namespace {

using http::Context;
using http::Method;

struct SmtpAccountView {
  SmtpAccountId id;
  std::string name, host;
  int port = 587;
  Security security = Security::starttls;
  std::string user, from_name, from_address, reply_to;
  bool has_password = false;
  std::vector<Purpose> purposes;  // empty: any
  bool paused = false;
  int per_minute = 0, per_hour = 0;  // 0: as many as it takes
  int connections = 4;
  std::string dkim_domain, dkim_selector;
  bool dkim_on = false;
  std::string dkim_record_name, dkim_record_value;  // of the TXT record to publish
  std::string trouble;                              // why it did not take the last letter
  std::optional<Instant> trouble_at;
};
BOOST_DESCRIBE_STRUCT(SmtpAccountView, (),
                      (id, name, host, port, security, user, from_name, from_address, reply_to,
                       has_password, purposes, paused, per_minute, per_hour, connections,
                       dkim_domain, dkim_selector, dkim_on, dkim_record_name, dkim_record_value,
                       trouble, trouble_at))

struct SmtpAccountViews {
  std::vector<SmtpAccountView> items;  // in order; the first is the default one
};
BOOST_DESCRIBE_STRUCT(SmtpAccountViews, (), (items))

struct SmtpAccountIn {
  std::string name, host;
  int port = 587;
  Security security = Security::starttls;
  std::optional<std::string> user, password, from_name;
  std::string from_address;
  std::optional<std::string> reply_to;
  std::optional<std::vector<Purpose>> purposes;
  std::optional<bool> paused;
  std::optional<int> per_minute, per_hour, connections;
  std::optional<std::string> dkim_domain, dkim_selector;
  std::optional<bool> dkim_on;
};
BOOST_DESCRIBE_STRUCT(SmtpAccountIn, (),
                      (name, host, port, security, user, password, from_name, from_address,
                       reply_to, purposes, paused, per_minute, per_hour, connections, dkim_domain,
                       dkim_selector, dkim_on))

struct SmtpOrderIn {
  std::vector<SmtpAccountId> ids;
};
BOOST_DESCRIBE_STRUCT(SmtpOrderIn, (), (ids))

struct SmtpAccountTestIn {
  std::string to;
};
BOOST_DESCRIBE_STRUCT(SmtpAccountTestIn, (), (to))

struct SmtpAccountTestView {
  bool sent = false;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(SmtpAccountTestView, (), (sent, answer))

SmtpAccountView view_of(db::Tx& tx, const SmtpAccount& account, const AccountKeys& keys) {
  SmtpAccountView view;
  view.id = account.id;
  view.name = account.name;
  view.host = account.server.host;
  view.port = account.server.port;
  view.security = account.server.security;
  view.user = account.server.user;
  view.from_name = account.server.from_name;
  view.from_address = account.server.from_address;
  view.reply_to = account.server.reply_to;
  view.has_password = account.has_password;
  view.purposes = account.purposes;
  view.paused = account.paused;
  view.per_minute = account.per_minute;
  view.per_hour = account.per_hour;
  view.connections = account.connections;
  view.dkim_domain = account.dkim.domain;
  view.dkim_selector = account.dkim.selector;
  view.dkim_on = account.dkim.enabled;
  view.trouble = account.trouble;
  view.trouble_at = account.trouble_at;
  if (account.dkim.domain.empty()) return view;
  view.dkim_record_name = mail::dkim_record_name(account.dkim.domain, account.dkim.selector);
  view.dkim_record_value =
      mail::dkim_record(account_dkim_key(tx, account.id, keys.dkim)).value_or(std::string());
  return view;
}

SmtpAccountViews all_views(db::Tx& tx, const AccountKeys& keys) {
  SmtpAccountViews views;
  for (const SmtpAccount& account : load_smtp_accounts(tx))
    views.items.push_back(view_of(tx, account, keys));
  return views;
}

// What is absent stays as it is.
SmtpAccount changed(SmtpAccount account, const SmtpAccountIn& in) {
  account.name = in.name;
  SmtpSettings& server = account.server;
  server.host = in.host;
  server.port = in.port;
  server.security = in.security;
  server.user = in.user.value_or(server.user);
  server.from_name = in.from_name.value_or(server.from_name);
  server.from_address = in.from_address;
  server.reply_to = in.reply_to.value_or(server.reply_to);
  account.purposes = in.purposes.value_or(account.purposes);
  account.paused = in.paused.value_or(account.paused);
  account.per_minute = in.per_minute.value_or(account.per_minute);
  account.per_hour = in.per_hour.value_or(account.per_hour);
  account.connections = in.connections.value_or(account.connections);
  account.dkim.domain = in.dkim_domain.value_or(account.dkim.domain);
  account.dkim.selector = in.dkim_selector.value_or(account.dkim.selector);
  account.dkim.enabled = in.dkim_on.value_or(account.dkim.enabled);
  return account;
}

void add_changing_routes(http::Routes& routes, const ApiDeps& deps, const AccountKeys& keys) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;

  routes
      .add<SmtpAccountIn, SmtpAccountView>(
          Method::post, "/v1/settings/smtp-accounts", "Adds an account for e-mail",
          "settings:write",
          [&db, &clock, keys](Context& c, const SmtpAccountIn& in) -> Result<SmtpAccountView> {
            return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmtpAccountView> {
              const Act act = party::act_of(tx, c, clock.now());
              const auto id = TRY(
                  save_smtp_account(tx, act.now, changed(SmtpAccount(), in), in.password, keys));
              const auto view = view_of(tx, TRY(find_smtp_account(tx, id)), keys);
              company::audit(tx, actor_of(act), "settings.smtp_account_add",
                             {"smtp_account", id.uuid}, {}, json::write(view));
              return view;
            });
          })
      .created();

  routes.add<SmtpAccountIn, SmtpAccountView>(
      Method::put, "/v1/settings/smtp-accounts/{id}", "Changes an account for e-mail",
      "settings:write",
      [&db, &clock, keys](Context& c, const SmtpAccountIn& in) -> Result<SmtpAccountView> {
        const auto id = TRY(c.param_as<SmtpAccountId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmtpAccountView> {
          const Act act = party::act_of(tx, c, clock.now());
          const SmtpAccount account = TRY(find_smtp_account(tx, id));
          const std::string before = json::write(view_of(tx, account, keys));
          TRY(save_smtp_account(tx, act.now, changed(account, in), in.password, keys));
          const auto view = view_of(tx, TRY(find_smtp_account(tx, id)), keys);
          company::audit(tx, actor_of(act), "settings.smtp_account", {"smtp_account", id.uuid},
                         before, json::write(view));
          return view;
        });
      });

  routes.add<void, SmtpAccountViews>(
      Method::del, "/v1/settings/smtp-accounts/{id}", "Deletes an account for e-mail",
      "settings:write", [&db, &clock, keys](Context& c) -> Result<SmtpAccountViews> {
        const auto id = TRY(c.param_as<SmtpAccountId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmtpAccountViews> {
          const Act act = party::act_of(tx, c, clock.now());
          const SmtpAccount account = TRY(find_smtp_account(tx, id));
          const std::string before = json::write(view_of(tx, account, keys));
          TRY_STATUS(delete_smtp_account(tx, id));
          company::audit(tx, actor_of(act), "settings.smtp_account_delete",
                         {"smtp_account", id.uuid}, before, {});
          return all_views(tx, keys);
        });
      });

  routes.add<SmtpOrderIn, SmtpAccountViews>(
      Method::put, "/v1/settings/smtp-order", "Puts the accounts for e-mail in order",
      "settings:write",
      [&db, &clock, keys](Context& c, const SmtpOrderIn& in) -> Result<SmtpAccountViews> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<SmtpAccountViews> {
          const Act act = party::act_of(tx, c, clock.now());
          SmtpOrderIn before;
          for (const SmtpAccount& account : load_smtp_accounts(tx))
            before.ids.push_back(account.id);
          TRY_STATUS(order_smtp_accounts(tx, in.ids));
          company::audit(tx, actor_of(act), "settings.smtp_order", {"setting", std::nullopt},
                         json::write(before), json::write(in));
          return all_views(tx, keys);
        });
      });
}

}  // namespace

void add_smtp_account_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;
  const AccountKeys keys{deps.password_key, deps.dkim_key};

  routes.get<SmtpAccountViews>(
      "/v1/settings/smtp-accounts", "Lists the accounts for e-mail, in order", "settings:read",
      [&db, keys](Context& c) -> Result<SmtpAccountViews> {
        return db.read(c.caller.tenant, [&](db::Tx& tx) { return all_views(tx, keys); });
      });

  add_changing_routes(routes, deps, keys);

  routes.add<SmtpAccountTestIn, SmtpAccountTestView>(
      Method::post, "/v1/settings/smtp-accounts/{id}/test", "Sends a test mail by an account",
      "settings:write",
      [&db, &clock, keys, house = deps.house](
          Context& c, const SmtpAccountTestIn& in) -> Result<SmtpAccountTestView> {
        const auto id = TRY(c.param_as<SmtpAccountId>("id"));
        const std::string to = TRY(party::parse_email(in.to));
        std::string password, company;
        const SmtpAccount account =
            TRY(db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<SmtpAccount> {
              password = account_password(tx, id, keys.password);
              company = load_letter_head(tx).creditor.trade_name;
              return find_smtp_account(tx, id);
            }));
        const Delivery delivery =
            TRY(send_test_mail(account.server, password, house, to, company, clock.now()));
        return SmtpAccountTestView{delivery.outcome == Outcome::taken, delivery.answer};
      });
}

}  // namespace quita::messaging
