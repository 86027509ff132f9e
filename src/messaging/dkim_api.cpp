// The routes of the signature of a company's mail.
#include <algorithm>

#include "company/audit.h"
#include "json/bind.h"
#include "mail/dkim.h"
#include "mail/dns_txt.h"
#include "messaging/dkim_settings.h"
#include "messaging/messaging_api.h"
#include "party/party_api.h"

namespace quita::messaging {
namespace {

using http::Context;
using http::Method;

struct DkimView {
  std::string domain, selector;
  bool enabled = false;
  std::string record_name, record_value;  // of the TXT record; empty before the first saving
};
BOOST_DESCRIBE_STRUCT(DkimView, (), (domain, selector, enabled, record_name, record_value))

struct DkimIn {
  std::string domain;
  std::optional<std::string> selector;
  bool enabled = false;
};
BOOST_DESCRIBE_STRUCT(DkimIn, (), (domain, selector, enabled))

struct DkimCheckView {
  bool published = false;
  std::vector<std::string> found;  // the TXT records that stand there now
};
BOOST_DESCRIBE_STRUCT(DkimCheckView, (), (published, found))

DkimView view_of(db::Tx& tx, const SecretKey& key) {
  const DkimSettings settings = load_dkim_settings(tx);
  DkimView view{settings.domain, settings.selector, settings.enabled, "", ""};
  if (settings.domain.empty()) return view;
  view.record_name = mail::dkim_record_name(settings.domain, settings.selector);
  view.record_value =
      mail::dkim_record(load_dkim_private_key(tx, key).value_or("")).value_or(std::string());
  return view;
}

// DNS panels cut and space a record as they like; what counts is the public key.
std::string key_of(std::string_view record) {
  std::string key;
  const auto at = record.find("p=");
  if (at == std::string_view::npos) return key;
  for (const char c : record.substr(at + 2)) {
    if (c == ';') break;
    if (c != ' ' && c != '"') key += c;
  }
  return key;
}

}  // namespace

void add_dkim_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;
  const SecretKey key = deps.dkim_key;

  routes.get<DkimView>("/v1/settings/dkim", "Shows how mails are signed, and what to publish",
                       "settings:read", [&db, key](Context& c) -> Result<DkimView> {
                         return db.read(c.caller.tenant,
                                        [&](db::Tx& tx) { return view_of(tx, key); });
                       });

  routes.add<DkimIn, DkimView>(
      Method::put, "/v1/settings/dkim",
      "Sets the domain that signs mails; another selector makes another key", "settings:write",
      [&db, &clock, key](Context& c, const DkimIn& in) -> Result<DkimView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<DkimView> {
          const Act act = party::act_of(tx, c, clock.now());
          const std::string before = json::write(view_of(tx, key));
          TRY_STATUS(save_dkim_settings(
              tx, act.now, {in.domain, in.selector.value_or("quita"), in.enabled}, key));
          const DkimView after = view_of(tx, key);
          company::audit(tx, actor_of(act), "settings.dkim", {"setting", std::nullopt}, before,
                         json::write(after));
          return after;
        });
      });

  routes.add<void, DkimCheckView>(
      Method::post, "/v1/settings/dkim/check", "Asks the DNS whether the key is published",
      "settings:write", [&db, key](Context& c) -> Result<DkimCheckView> {
        const DkimView view =
            db.read(c.caller.tenant, [&](db::Tx& tx) { return view_of(tx, key); });
        if (view.record_name.empty()) {
          return fail(ErrorKind::conflict, "dkim.missing", "Salve primeiro o domínio.");
        }
        DkimCheckView check;
        check.found = TRY(mail::look_up_txt(view.record_name));
        check.published = std::any_of(check.found.begin(), check.found.end(), [&](const auto& one) {
          return key_of(one) == key_of(view.record_value);
        });
        return check;
      });
}

}  // namespace quita::messaging
