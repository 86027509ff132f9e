// Who asks, and what they may: from a request's token to the caller.
#include <algorithm>

#include "base/text.h"
#include "company/company_api.h"
#include "company/known_keys.h"
#include "company/session.h"
#include "http/route.h"

namespace quita::company {

namespace {

tl::unexpected<Error> required() {
  return fail(ErrorKind::unauthorised, "auth.required", "É preciso entrar no sistema", {},
              "Entre com e-mail e senha, ou envie Authorization: Bearer com uma chave de API.");
}

tl::unexpected<Error> expired() {
  return fail(ErrorKind::unauthorised, "auth.expired", "A sessão ou a chave não vale mais", {},
              "Entre de novo.");
}

Result<http::Caller> session_caller(const Installation& installation, const Token& token) {
  const auto now = installation.clock.now();
  const auto known = installation.db.read(
      token.tenant, [&](db::Tx& tx) { return find_session(tx, token.hash, now); });
  if (!known) return expired();
  if (known->seen_is_old) {
    installation.db.write(token.tenant, [&](db::Tx& tx) { touch_session(tx, known->id, now); });
  }
  http::Caller caller;
  caller.tenant = token.tenant;
  caller.user = known->user.id;
  caller.session = known->id;
  caller.subject = known->user.id.text();
  caller.name = known->user.name;
  caller.role = name(known->user.role);
  caller.time_zone = known->time_zone;
  return caller;
}

Result<http::Caller> key_caller(const Installation& installation, const Token& token) {
  const auto now = installation.clock.now();
  KnownKeys* const known_keys = installation.known_keys.get();
  if (known_keys != nullptr) {
    if (auto caller = known_keys->find(token.hash, now)) return *std::move(caller);
  }
  const auto known =
      installation.db.read(token.tenant, [&](db::Tx& tx) { return find_api_key(tx, token.hash); });
  if (!known) return expired();
  const ApiKey& key = known->key;
  if (!key.used_at || key.used_at->ms + seen_ms_step < now.ms) {
    installation.db.write(token.tenant, [&](db::Tx& tx) { touch_api_key(tx, key.id, now); });
  }
  http::Caller caller;
  caller.tenant = token.tenant;
  caller.api_key = key.id;
  caller.subject = key.id.text();
  caller.name = key.name;
  caller.scopes = key.scopes;
  caller.time_zone = known->time_zone;
  if (known_keys != nullptr) known_keys->keep(token.hash, caller, now);
  return caller;
}

}  // namespace

Result<http::Caller> authenticate(const Installation& installation, const http::Request& request) {
  if (const auto header = request.headers.get("Authorization")) {
    constexpr std::string_view scheme = "bearer ";
    if (lower_ascii(header->substr(0, scheme.size())) != scheme) return required();
    const auto token = parse_token(trim(header->substr(scheme.size())));
    if (!token || token->kind == TokenKind::password_reset) return expired();
    return token->kind == TokenKind::session ? session_caller(installation, *token)
                                             : key_caller(installation, *token);
  }
  const auto cookie = request.cookie(session_cookie);
  if (!cookie) return required();
  const auto token = parse_token(*cookie);
  if (!token || token->kind != TokenKind::session) return expired();
  if (!http::safe(request.method) && request.headers.get("X-Quita") != "1") {
    return fail(ErrorKind::forbidden, "auth.csrf",
                "O pedido não veio da página do sistema e não foi aceito", "X-Quita",
                "Com o cookie da sessão, envie também o cabeçalho X-Quita: 1.");
  }
  return session_caller(installation, *token);
}

bool allows(const http::Caller& caller, std::string_view permission) {
  if (caller.api_key) {
    return std::find(caller.scopes.begin(), caller.scopes.end(), permission) != caller.scopes.end();
  }
  const auto role = parse_role(caller.role);
  return role && allows(*role, permission);
}

Actor actor_of(const http::Context& c, Instant now) {
  Actor actor{"system", std::nullopt, c.caller.name, c.request.remote_address, now};
  if (c.caller.user) {
    actor.kind = "user";
    actor.id = c.caller.user->uuid;
  } else if (c.caller.api_key) {
    actor.kind = "api_key";
    actor.id = c.caller.api_key->uuid;
  }
  return actor;
}

}  // namespace quita::company
