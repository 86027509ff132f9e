// Sessions and API keys: opaque tokens of 256 random bits that carry their company; the database
// holds their hashes only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "company/audit.h"
#include "company/user.h"
#include "db/db.h"

namespace quita::company {

// "qs_" session, "qk_" API key, "qr_" password reset; then the tenant and the secret, base64url.
enum class TokenKind { session, api_key, password_reset };
struct Token {
  TokenKind kind = TokenKind::session;
  TenantId tenant;
  std::string hash;  // SHA-256 of the whole text: what the database holds
};
std::string make_token(TokenKind, TenantId);
std::string hash_token(std::string_view token);
// Nothing when it cannot be a token of ours.
std::optional<Token> parse_token(std::string_view text);

// A session ends 30 days after its login, or 7 days after it was last seen.
inline constexpr std::int64_t session_ms_max = 30ll * 86'400'000;
inline constexpr std::int64_t session_idle_ms_max = 7ll * 86'400'000;
// How old "last seen" may get before it is written again.
inline constexpr std::int64_t seen_ms_step = 5ll * 60'000;

struct Session {
  SessionId id;
  UserId user;
  std::string user_name;
  std::string ip;
  std::string user_agent;
  Instant created_at;
  Instant seen_at;
};
struct OpenedSession {
  SessionId id;
  std::string token;  // shown once
};
OpenedSession open_session(db::Tx&, const Actor&, UserId, std::string_view user_agent);
// Those in force, of one user or of all, latest first.
std::vector<Session> list_sessions(db::Tx&, Instant now, std::optional<UserId>);
// Of `only_of` when given. Error: session.not_found.
Status revoke_session(db::Tx&, const Actor&, SessionId, std::optional<UserId> only_of);
void revoke_sessions_of(db::Tx&, Instant now, UserId, std::optional<SessionId> keep);

struct KnownSession {
  SessionId id;
  User user;
  std::string time_zone;     // of the company
  bool seen_is_old = false;  // touch_session is due
};
// Nothing when the session ended or its user was disabled.
std::optional<KnownSession> find_session(db::Tx&, std::string_view token_hash, Instant now);
void touch_session(db::Tx&, SessionId, Instant now);

struct ApiKey {
  ApiKeyId id;
  std::string name;
  std::vector<std::string> scopes;
  Instant created_at;
  std::optional<Instant> used_at;
};
struct KnownApiKey {
  ApiKey key;
  std::string time_zone;  // of its company
};
struct CreatedApiKey {
  ApiKey key;
  std::string token;  // shown once
};
// Errors: api_key.name, api_key.scopes (none), api_key.scope (unknown, not grantable, or more than
// `creator` may do).
Result<CreatedApiKey> create_api_key(db::Tx&, const Actor&, Role creator, std::string name,
                                     std::vector<std::string> scopes);
std::vector<ApiKey> list_api_keys(db::Tx&);              // in force, newest first
Status revoke_api_key(db::Tx&, const Actor&, ApiKeyId);  // error: api_key.not_found
std::optional<KnownApiKey> find_api_key(db::Tx&, std::string_view token_hash);
void touch_api_key(db::Tx&, ApiKeyId, Instant now);

}  // namespace quita::company
