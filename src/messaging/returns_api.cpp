// The routes of mails that come back.
#include "company/audit.h"
#include "json/bind.h"
#include "mail/bounce.h"
#include "messaging/messaging_api.h"
#include "messaging/returns_mailbox.h"
#include "party/party_api.h"

namespace quita::messaging {

BOOST_DESCRIBE_ENUM(Security, none, starttls, tls)

namespace {

using http::Context;
using http::Method;

struct ReturnsMailboxView {
  std::string host;
  int port = 993;
  Security security = Security::tls;
  std::string user, folder, address;
  bool has_password = false;
  std::optional<Instant> looked_at;
  std::string error;
  std::int64_t taken = 0, unmatched = 0;
};
BOOST_DESCRIBE_STRUCT(ReturnsMailboxView, (),
                      (host, port, security, user, folder, address, has_password, looked_at, error,
                       taken, unmatched))

struct ReturnsMailboxIn {
  std::string host;
  int port = 993;
  Security security = Security::tls;
  std::string user;
  std::optional<std::string> password, folder, address;
};
BOOST_DESCRIBE_STRUCT(ReturnsMailboxIn, (), (host, port, security, user, password, folder, address))

struct ReturnsTakenView {
  int taken = 0, unmatched = 0;
  bool for_people = false;
};
BOOST_DESCRIBE_STRUCT(ReturnsTakenView, (), (taken, unmatched, for_people))

ReturnsMailboxView view_of(db::Tx& tx, const SecretKey& key) {
  const ReturnsMailbox mailbox = load_returns_mailbox(tx);
  const MailboxState state = load_mailbox_state(tx);
  return {mailbox.host,
          mailbox.port,
          mailbox.security,
          mailbox.user,
          mailbox.folder,
          mailbox.address,
          has_mailbox_password(tx, key),
          state.looked_at,
          state.error,
          state.taken,
          state.unmatched};
}

}  // namespace

void add_returns_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;
  const SecretKey key = deps.mailbox_key;

  routes.get<ReturnsMailboxView>(
      "/v1/settings/returns-mailbox", "Shows the mailbox to which mails come back", "settings:read",
      [&db, key](Context& c) -> Result<ReturnsMailboxView> {
        return db.read(c.caller.tenant, [&](db::Tx& tx) { return view_of(tx, key); });
      });

  routes.add<ReturnsMailboxIn, ReturnsMailboxView>(
      Method::put, "/v1/settings/returns-mailbox",
      "Sets the mailbox to which mails come back (IMAP); an empty host takes it away",
      "settings:write",
      [&db, &clock, key](Context& c, const ReturnsMailboxIn& in) -> Result<ReturnsMailboxView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ReturnsMailboxView> {
          const Act act = party::act_of(tx, c, clock.now());
          const ReturnsMailbox mailbox{in.host,
                                       in.port,
                                       in.security,
                                       in.user,
                                       in.folder.value_or("INBOX"),
                                       in.address.value_or("")};
          const std::string before = json::write(view_of(tx, key));
          TRY_STATUS(save_returns_mailbox(tx, act.now, mailbox, in.password, key));
          const ReturnsMailboxView after = view_of(tx, key);
          company::audit(tx, actor_of(act), "settings.returns_mailbox", {"setting", std::nullopt},
                         before, json::write(after));
          return after;
        });
      });

  routes.add<void, ReturnsMailboxView>(
      Method::post, "/v1/settings/returns-mailbox/look", "Looks into the mailbox now",
      "settings:write", [deps, key](Context& c) -> Result<ReturnsMailboxView> {
        const MailboxDeps mailbox{deps.db, deps.clock, deps.gate, key, deps.house};
        if (!look_into_mailbox(mailbox, c.caller.tenant)) {
          return fail(ErrorKind::conflict, "imap.missing",
                      "Salve primeiro os dados da caixa de devoluções.");
        }
        return deps.db.read(c.caller.tenant, [&](db::Tx& tx) { return view_of(tx, key); });
      });

  routes
      .raw(Method::post, "/v1/returned-mail",
           "Takes a mail that came back, as a mail server hands it on (RFC 3464, RFC 5965)",
           "messages:write",
           [&db, &clock, &gate = deps.gate](Context& c) -> Result<http::Response> {
             const auto taken = db.write(c.caller.tenant, [&](db::Tx& tx) {
               return take_returned_mail(tx, party::act_of(tx, c, clock.now()), gate,
                                         c.request.body);
             });
             return http::Response::json(
                 json::write(ReturnsTakenView{taken.taken, taken.unmatched, taken.for_people}));
           })
      .upload("message/rfc822", mail::returned_mail_bytes_max)
      .returns<ReturnsTakenView>();
}

}  // namespace quita::messaging
