// How the changing routes that are about who works here, and the company itself are asked.
#include "app/testing_audit.h"

namespace quita::app {

void AuditWalk::add_company_cases(Cases& cases) {
  cases.insert({
      {"POST /v1/login",
       [this] {
         return Ask{"/v1/login", login_body()};
       }},
      {"POST /v1/logout",
       [this] {
         token_ = member(call(Method::post, {"/v1/login", login_body()}), "token");
         return Ask{"/v1/logout"};
       }},
      {"POST /v1/me/password",
       [] {
         return Ask{"/v1/me/password", std::string(R"({"current":")") + password +
                                           R"(","password":")" + password + R"("})"};
       }},
      {"POST /v1/password-reset/confirm",
       [this] {
         return Ask{"/v1/password-reset/confirm",
                    R"({"token":")" + reset_token() + R"(","password":")" + password + R"("})"};
       }},
      {"POST /v1/totp/confirm",
       [this] {
         return Ask{"/v1/totp/confirm", R"({"code":")" + set_up_totp() + R"("})"};
       }},
      {"POST /v1/totp/disable",
       [this] {
         // In force since the case of confirm, which the table has before.
         return Ask{"/v1/totp/disable", R"({"code":")" + totp_now() + R"("})"};
       }},
      {"PATCH /v1/company",
       [] {
         return Ask{"/v1/company", changed_company};
       }},
      {"POST /v1/company/renew-links",
       [this] {
         ++link_generation_;
         return Ask{"/v1/company/renew-links"};
       }},
      {"PUT /v1/company/logo",
       [] {
         return Ask{"/v1/company/logo", "<svg viewBox='0 0 2 1'><path d='M0 0h2v1z'/></svg>",
                    "image/svg+xml"};
       }},
      {"DELETE /v1/company/logo", [] { return Ask{"/v1/company/logo"}; }},
      {"POST /v1/users",
       [] {
         return Ask{"/v1/users",
                    R"({"email":"rui@exemplo.com.br","name":"Rui Lima","role":"analyst"})"};
       }},
      {"PATCH /v1/users/{id}",
       [this] {
         const auto id =
             made("/v1/users", R"({"email":"bia@exemplo.com.br","name":"Bia","role":"viewer"})");
         return Ask{"/v1/users/" + id, R"({"role":"manager"})"};
       }},
      {"DELETE /v1/sessions/{id}", [this] { return Ask{"/v1/sessions/" + other_session()}; }},
      {"POST /v1/api-keys",
       [] {
         return Ask{"/v1/api-keys", R"({"name":"ERP","scopes":["titles:read"]})"};
       }},
      {"DELETE /v1/api-keys/{id}",
       [this] {
         const auto id = made("/v1/api-keys", R"({"name":"X","scopes":["titles:read"]})");
         return Ask{"/v1/api-keys/" + id};
       }},
  });
}

}  // namespace quita::app
