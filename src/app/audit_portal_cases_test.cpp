// How the routes behind a customer's link are asked.
#include "app/testing_audit.h"

namespace quita::app {

void AuditWalk::add_portal_cases(Cases& cases) {
  cases.insert({
      {"POST /p/{token}/agreements",
       [this] {
         const Offered offered = offered_instalments();
         return by_customer(
             portal_of(offered.party, "/agreements"),
             R"({"offer_id":")" + offered.offer.text() + R"(","instalments":3,"total":90000})");
       }},
      {"POST /p/{token}/titles/{id}/told-paid",
       [this] { return by_customer(portal("/titles/" + title() + "/told-paid"), "{}"); }},
      {"POST /p/{token}/titles/{id}/promise",
       [this] {
         const auto path = portal("/titles/" + title() + "/promise");
         return by_customer(path, R"({"on":")" + format_iso(Date(2026, 11, 23) + 40) + R"("})");
       }},
      {"POST /p/{token}/titles/{id}/dispute",
       [this] {
         return by_customer(portal("/titles/" + title() + "/dispute"),
                            R"({"text":"não reconheço"})");
       }},
      {"PATCH /p/{token}/contacts",
       [this] { return by_customer(portal("/contacts"), R"({"email":"novo@exemplo.com.br"})"); }},
      {"POST /p/{token}/opt-out",
       [this] { return by_customer(portal("/opt-out"), R"({"channel":"phone"})"); }},
      {"POST /p/{token}/unsubscribe",
       [this] {
         contact();
         auto ask = by_customer(portal("/unsubscribe"), "List-Unsubscribe=One-Click");
         ask.type = "application/x-www-form-urlencoded";
         return ask;
       }},
  });
}

}  // namespace quita::app
