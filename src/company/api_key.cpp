#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "company/json_text.h"
#include "company/session.h"

namespace quita::company {

namespace {

constexpr std::string_view insert_key =
    "INSERT INTO api_key (tenant_id, id, name, token_hash, scopes, created_by, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view select_keys =
    "SELECT id, name, scopes, created_at, used_at FROM api_key "
    "WHERE tenant_id = $1 AND revoked_at IS NULL ORDER BY id DESC";
constexpr std::string_view select_key =
    "SELECT k.id, k.name, k.scopes, k.created_at, k.used_at, t.time_zone "
    "FROM api_key k JOIN tenant t ON t.id = k.tenant_id "
    "WHERE k.tenant_id = $1 AND k.token_hash = $2 AND k.revoked_at IS NULL";
constexpr std::string_view update_used =
    "UPDATE api_key SET used_at = $3 WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view revoke =
    "UPDATE api_key SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL";

ApiKey key_of(db::Row& row) {
  ApiKey key{row.id<ApiKeyId>(0), row.text(1), {}, row.instant(3), row.optional_instant(4)};
  for (const auto scope : split(row.view(2), ' ')) key.scopes.emplace_back(scope);
  return key;
}

}  // namespace

Result<CreatedApiKey> create_api_key(db::Tx& tx, const Actor& actor, Role creator, std::string name,
                                     std::vector<std::string> scopes) {
  name = trim(name);
  if (name.empty() || length_utf8(name) > 80) {
    return invalid("api_key.name", "O nome da chave tem de 1 a 80 caracteres", "name");
  }
  if (scopes.empty()) {
    return invalid("api_key.scopes", "A chave precisa de ao menos uma permissão", "scopes");
  }
  std::sort(scopes.begin(), scopes.end());
  scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());
  for (const auto& scope : scopes) {
    if (!grantable_scope(scope) || !allows(creator, scope)) {
      return invalid("api_key.scope",
                     fmt::format("\"{}\" não é uma permissão que você possa dar a uma chave",
                                 prefix_utf8(scope, 40)),
                     "scopes");
    }
  }
  CreatedApiKey created;
  created.token = make_token(TokenKind::api_key, tx.tenant());
  created.key = {ApiKeyId::make(actor.now), name, scopes, actor.now, std::nullopt};
  std::string list;
  for (const auto& scope : scopes) list += (list.empty() ? "" : " ") + scope;
  tx.execute(insert_key, tx.tenant(), created.key.id, name, db::Blob{hash_token(created.token)},
             list, actor.id, actor.now);
  audit(tx, actor, "api_key.create", {"api_key", created.key.id.uuid}, {},
        json_text({{"name", name}, {"scopes", list}}));
  return created;
}

std::vector<ApiKey> list_api_keys(db::Tx& tx) { return tx.all(select_keys, key_of, tx.tenant()); }

Status revoke_api_key(db::Tx& tx, const Actor& actor, ApiKeyId id) {
  if (tx.execute(revoke, tx.tenant(), id, actor.now) == 0) {
    return fail(ErrorKind::not_found, "api_key.not_found",
                "Esta chave não existe ou já foi revogada");
  }
  audit(tx, actor, "api_key.revoke", {"api_key", id.uuid});
  return {};
}

std::optional<KnownApiKey> find_api_key(db::Tx& tx, std::string_view token_hash) {
  return tx.one(
      select_key,
      [](db::Row& row) {
        return KnownApiKey{key_of(row), row.text(5)};
      },
      tx.tenant(), db::Blob{token_hash});
}

void touch_api_key(db::Tx& tx, ApiKeyId id, Instant now) {
  tx.execute(update_used, tx.tenant(), id, now);
}

}  // namespace quita::company
