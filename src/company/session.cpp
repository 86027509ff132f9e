#include "company/session.h"

#include "base/secret.h"
#include "base/text.h"
#include "company/json_text.h"

namespace quita::company {

namespace {

constexpr std::string_view insert_session =
    "INSERT INTO user_session (tenant_id, id, token_hash, user_id, created_at, seen_at, "
    "expires_at, ip, user_agent) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)";
constexpr std::string_view select_sessions =
    "SELECT s.id, s.user_id, u.name, s.ip, s.user_agent, s.created_at, s.seen_at "
    "FROM user_session s JOIN app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id "
    "WHERE s.tenant_id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 "
    "ORDER BY s.seen_at DESC, s.id";
constexpr std::string_view select_session =
    "SELECT s.id, s.seen_at, u.id, u.email, u.name, u.role, u.totp_confirmed_at, u.created_at, "
    "t.time_zone FROM user_session s "
    "JOIN app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id "
    "JOIN tenant t ON t.id = s.tenant_id "
    "WHERE s.tenant_id = $1 AND s.token_hash = $2 AND s.revoked_at IS NULL AND s.expires_at > $3 "
    "AND s.seen_at > $4 AND u.disabled_at IS NULL";
constexpr std::string_view update_seen =
    "UPDATE user_session SET seen_at = $3 WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view revoke_one =
    "UPDATE user_session SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 "
    "AND revoked_at IS NULL RETURNING user_id";
constexpr std::string_view revoke_all =
    "UPDATE user_session SET revoked_at = $3 WHERE tenant_id = $1 AND user_id = $2 "
    "AND revoked_at IS NULL AND id <> $4";

}  // namespace

std::string make_token(TokenKind kind, TenantId tenant) {
  const std::string_view prefix = kind == TokenKind::session   ? "qs_"
                                  : kind == TokenKind::api_key ? "qk_"
                                                               : "qr_";
  const auto& bytes = tenant.uuid.bytes;
  return std::string(prefix) +
         base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) + random_token();
}

std::string hash_token(std::string_view token) { return sha256(token); }

std::optional<Token> parse_token(std::string_view text) {
  constexpr std::size_t tenant_size = 22;  // 16 bytes in base64url
  constexpr std::size_t secret_size = 43;  // 32 bytes
  if (text.size() != 3 + tenant_size + secret_size) return std::nullopt;
  Token token;
  const auto prefix = text.substr(0, 3);
  if (prefix == "qs_") {
    token.kind = TokenKind::session;
  } else if (prefix == "qk_") {
    token.kind = TokenKind::api_key;
  } else if (prefix == "qr_") {
    token.kind = TokenKind::password_reset;
  } else {
    return std::nullopt;
  }
  std::string bytes;
  auto& uuid = token.tenant.uuid.bytes;
  if (!from_base64url(text.substr(3, tenant_size), bytes) || bytes.size() != uuid.size()) {
    return std::nullopt;
  }
  std::copy(bytes.begin(), bytes.end(), uuid.begin());
  // The nil tenant is the database's word for "across tenants"; no token may speak it.
  if (token.tenant.nil()) return std::nullopt;
  token.hash = hash_token(text);
  return token;
}

OpenedSession open_session(db::Tx& tx, const Actor& actor, UserId user,
                           std::string_view user_agent) {
  OpenedSession opened{SessionId::make(actor.now), make_token(TokenKind::session, tx.tenant())};
  tx.execute(insert_session, tx.tenant(), opened.id, db::Blob{hash_token(opened.token)}, user,
             actor.now, actor.now + std::chrono::milliseconds(session_ms_max), actor.ip,
             prefix_utf8(user_agent, 200));
  audit(tx, actor, "session.open", {"session", opened.id.uuid});
  return opened;
}

std::vector<Session> list_sessions(db::Tx& tx, Instant now, std::optional<UserId> only_of) {
  std::vector<Session> sessions;
  tx.each(
      select_sessions,
      [&](db::Row& row) {
        const auto user = row.id<UserId>(1);
        if (only_of && *only_of != user) return;
        sessions.push_back({row.id<SessionId>(0), user, row.text(2), row.text(3), row.text(4),
                            row.instant(5), row.instant(6)});
      },
      tx.tenant(), now, now - std::chrono::milliseconds(session_idle_ms_max));
  return sessions;
}

Status revoke_session(db::Tx& tx, const Actor& actor, SessionId id, std::optional<UserId> only_of) {
  const auto user = tx.one(
      revoke_one, [](db::Row& row) { return row.id<UserId>(0); }, tx.tenant(), id, actor.now);
  if (!user || (only_of && *only_of != *user)) {
    return fail(ErrorKind::not_found, "session.not_found", "Esta sessão não existe ou já terminou");
  }
  audit(tx, actor, "session.end", {"session", id.uuid});
  return {};
}

void revoke_sessions_of(db::Tx& tx, Instant now, UserId user, std::optional<SessionId> keep) {
  tx.execute(revoke_all, tx.tenant(), user, now, keep.value_or(SessionId{}));
}

std::optional<KnownSession> find_session(db::Tx& tx, std::string_view token_hash, Instant now) {
  return tx.one(
      select_session,
      [&](db::Row& row) {
        KnownSession known;
        known.id = row.id<SessionId>(0);
        known.seen_is_old = row.integer(1) + seen_ms_step < now.ms;
        known.user = {
            row.id<UserId>(2), row.text(3),    row.text(4), parse_role(row.view(5)).value(),
            !row.null(6),      row.instant(7), std::nullopt};
        known.time_zone = row.text(8);
        return known;
      },
      tx.tenant(), db::Blob{token_hash}, now, now - std::chrono::milliseconds(session_idle_ms_max));
}

void touch_session(db::Tx& tx, SessionId id, Instant now) {
  tx.execute(update_seen, tx.tenant(), id, now);
}

}  // namespace quita::company
