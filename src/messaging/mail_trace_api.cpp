// The routes by which a letter tells that it was opened, and the company's word on whether it may.
#include <array>

#include "company/audit.h"
#include "company/company_api.h"
#include "json/bind.h"
#include "messaging/creditor.h"
#include "messaging/mail_trace.h"
#include "messaging/messaging_api.h"
#include "party/party_api.h"

namespace quita::messaging {
namespace {

using http::Context;
using http::Method;

struct MailTraceSetting {
  bool on = false;
};
BOOST_DESCRIBE_STRUCT(MailTraceSetting, (), (on))

// A transparent GIF of one pixel (GIF89a).
constexpr std::array<unsigned char, 43> pixel = {
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00,
    0x00, 0xFF, 0xFF, 0xFF, 0x21, 0xF9, 0x04, 0x01, 0x00, 0x00, 0x00, 0x00, 0x2C, 0x00, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3B};

bool prefetch(const http::Request& request) {
  if (request.method == Method::head) return true;
  for (const char* name : {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"}) {
    const auto value = request.headers.get(name);
    if (value && (value->find("prefetch") != std::string_view::npos ||
                  value->find("preview") != std::string_view::npos))
      return true;
  }
  return false;
}

// Our own people look at letters in the console; that is no customer's opening.
bool one_of_us(const http::Request& request) {
  return request.cookie(company::session_cookie).has_value();
}

void record(const ApiDeps& deps, const http::Request& request, const TraceMark& mark) {
  if (one_of_us(request)) return;
  deps.db.write(mark.tenant, [&](db::Tx& tx) {
    const Instant now = deps.clock.now();
    const Act act{"e-mail", now, business_date(now, load_letter_head(tx).time_zone)};
    record_trace(tx, act, deps.gate, mark, request.headers.get("User-Agent").value_or(""),
                 prefetch(request));
  });
}

void add_public_routes(http::Routes& routes, const ApiDeps& deps) {
  routes
      .raw(Method::get, "/o/{token}", "The image by which a letter tells that it was opened",
           http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const TraceMark mark = TRY(verify_trace(deps.links.key, c.param("token")));
             if (mark.link == 0) record(deps, c.request, mark);
             auto image = http::Response::bytes(
                 "image/gif",
                 std::string(reinterpret_cast<const char*>(pixel.data()), pixel.size()));
             image.headers.add("Cache-Control", "no-store");
             image.headers.add("X-Robots-Tag", "noindex");
             return image;
           })
      .produces("image/gif");

  routes.raw(Method::get, "/l/{token}", "A letter's link leads to where it would have led",
             http::open_to_all, [deps](Context& c) -> Result<http::Response> {
               const TraceMark mark = TRY(verify_trace(deps.links.key, c.param("token")));
               auto target =
                   deps.db.read(mark.tenant, [&](db::Tx& tx) { return find_target(tx, mark); });
               if (!target)
                 return fail(ErrorKind::not_found, "link.invalid", "Este link não existe.");
               record(deps, c.request, mark);
               auto answer = http::Response::redirect(*std::move(target));
               answer.headers.add("Cache-Control", "no-store");
               answer.headers.add("Referrer-Policy", "no-referrer");
               return answer;
             });
}

}  // namespace

void add_mail_trace_routes(http::Routes& routes, const ApiDeps& deps) {
  add_public_routes(routes, deps);
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;

  routes.get<MailTraceSetting>(
      "/v1/settings/mail-trace", "Shows whether openings of e-mails are followed", "settings:read",
      [&db](Context& c) -> Result<MailTraceSetting> {
        return db.read(c.caller.tenant,
                       [](db::Tx& tx) { return MailTraceSetting{mail_trace_on(tx)}; });
      });

  routes.add<MailTraceSetting, MailTraceSetting>(
      Method::put, "/v1/settings/mail-trace", "Says whether openings of e-mails are followed",
      "settings:write",
      [&db, &clock](Context& c, const MailTraceSetting& in) -> Result<MailTraceSetting> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<MailTraceSetting> {
          const Act act = party::act_of(tx, c, clock.now());
          const MailTraceSetting before{mail_trace_on(tx)};
          save_mail_trace(tx, act.now, in.on);
          company::audit(tx, actor_of(act), "settings.mail_trace", {"setting", std::nullopt},
                         json::write(before), json::write(in));
          return in;
        });
      });
}

}  // namespace quita::messaging
