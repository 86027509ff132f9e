// The HTTP face of this room: who asks, what they may, and the routes of the company itself.
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "company/audit.h"
#include "company/installation.h"
#include "http/message.h"

namespace quita::http {
class Context;
class Routes;
struct Caller;
}  // namespace quita::http

namespace quita::company {

inline constexpr const char* session_cookie = "quita_session";

// For http::Gate::authenticate: "Authorization: Bearer qs_… | qk_…", or the session's cookie. A
// cookie counts on a changing method only together with the header "X-Quita: 1", which another
// site's form cannot send. Errors: auth.required, auth.expired (401), auth.csrf (403).
Result<http::Caller> authenticate(const Installation&, const http::Request&);
// For http::Gate::allows: the role's permissions, or the API key's scopes.
bool allows(const http::Caller&, std::string_view permission);

// For audit().
Actor actor_of(const http::Context&, Instant now);

// The logo's bytes as a picture: a drawing that somebody opens by itself runs and loads nothing.
// Error: logo.not_found, when there is none.
Result<http::Response> logo_response(std::optional<std::string> bytes);

// /v1/login, /v1/logout, /v1/me, /v1/company, /v1/users, /v1/sessions, /v1/password-reset,
// /v1/totp, /v1/api-keys, /v1/audit. `installation` must outlive the routes.
void add_routes(http::Routes&, const Installation& installation);

}  // namespace quita::company
