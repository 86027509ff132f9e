#include "company/user.h"

#include <fmt/format.h>

#include "base/text.h"
#include "company/company.h"
#include "company/json_text.h"
#include "company/session.h"

namespace quita::company {

namespace {

constexpr std::string_view insert_user =
    "INSERT INTO app_user (tenant_id, id, email, name, role, password_hash, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, email) DO NOTHING";
constexpr std::string_view insert_login =
    "INSERT INTO login (email, tenant_id, user_id) VALUES ($1, $2, $3)";
constexpr std::string_view update_user =
    "UPDATE app_user SET name = $3, role = $4, disabled_at = $5 WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view update_password =
    "UPDATE app_user SET password_hash = $3, failures = 0, locked_until = NULL "
    "WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view select_user =
    "SELECT id, email, name, role, totp_confirmed_at, created_at, disabled_at FROM app_user "
    "WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view select_user_by_email =
    "SELECT id, email, name, role, totp_confirmed_at, created_at, disabled_at FROM app_user "
    "WHERE tenant_id = $1 AND email = $2";
constexpr std::string_view select_users =
    "SELECT id, email, name, role, totp_confirmed_at, created_at, disabled_at FROM app_user "
    "WHERE tenant_id = $1 ORDER BY name, id";

User user_of(db::Row& row) {
  return {row.id<UserId>(0),
          row.text(1),
          row.text(2),
          parse_role(row.view(3)).value(),
          !row.null(4),
          row.instant(5),
          row.optional_instant(6)};
}

std::string json_of(const User& user) {
  return json_text({{"email", user.email},
                    {"name", user.name},
                    {"role", name(user.role)},
                    {"disabled", user.disabled_at.has_value()}});
}

Result<std::string> check_name(std::string_view given) {
  const auto text = trim(given);
  const auto length = length_utf8(text);
  if (length < 2 || length > 80) {
    return invalid("user.name", "O nome tem de 2 a 80 caracteres", "name");
  }
  return std::string(text);
}

}  // namespace

Result<User> create_user(db::Tx& tx, const Actor& actor, const UserDraft& draft,
                         std::string_view password_hash) {
  User user;
  auto email = parse_email(draft.email);
  if (!email) return tl::make_unexpected(std::move(email).error().at("email"));
  user.email = *std::move(email);
  user.name = TRY(check_name(draft.name));
  user.role = draft.role;
  user.id = UserId::make(actor.now);
  user.created_at = actor.now;
  if (tx.execute(insert_user, tx.tenant(), user.id, user.email, user.name, name(user.role),
                 password_hash, user.created_at) == 0) {
    return fail(ErrorKind::conflict, "user.exists",
                fmt::format("{} já é usuário desta empresa", user.email), "email");
  }
  tx.execute(insert_login, user.email, tx.tenant(), user.id);
  audit(tx, actor, "user.create", {"user", user.id.uuid}, {}, json_of(user));
  return user;
}

Result<User> patch_user(db::Tx& tx, const Actor& actor, UserId id, const UserPatch& patch) {
  // All of them held, so that two owners cannot take each other's role at the same moment.
  const auto users =
      tx.all(std::string(select_users).append(tx.for_update()), user_of, tx.tenant());
  const User* found = nullptr;
  int other_owners = 0;
  for (const auto& user : users) {
    if (user.id == id) {
      found = &user;
    } else if (user.role == Role::owner && !user.disabled_at) {
      ++other_owners;
    }
  }
  if (!found) {
    return fail(ErrorKind::not_found, "user.not_found", "Este usuário não existe nesta empresa");
  }
  User user = *found;
  if (patch.name) user.name = TRY(check_name(*patch.name));
  if (patch.role) user.role = *patch.role;
  if (patch.disabled && *patch.disabled != user.disabled_at.has_value()) {
    user.disabled_at = *patch.disabled ? std::optional(actor.now) : std::nullopt;
  }
  const bool was_owner = found->role == Role::owner && !found->disabled_at;
  const bool stays_owner = user.role == Role::owner && !user.disabled_at;
  if (was_owner && !stays_owner && other_owners == 0) {
    return fail(ErrorKind::conflict, "user.last_owner",
                "A empresa precisa de ao menos um proprietário ativo",
                patch.role ? "role" : "disabled",
                "Dê antes o papel de proprietário a outra pessoa.");
  }
  const auto before = json_of(*found);
  const auto after = json_of(user);
  if (before == after) return user;
  tx.execute(update_user, tx.tenant(), id, user.name, name(user.role), user.disabled_at);
  if (user.disabled_at && !found->disabled_at) {
    revoke_sessions_of(tx, actor.now, id, std::nullopt);
  }
  audit(tx, actor, "user.change", {"user", id.uuid}, before, after);
  return user;
}

void set_password(db::Tx& tx, const Actor& actor, UserId id, std::string_view password_hash,
                  std::optional<SessionId> keep) {
  tx.execute(update_password, tx.tenant(), id, password_hash);
  revoke_sessions_of(tx, actor.now, id, keep);
  audit(tx, actor, "user.password", {"user", id.uuid});
}

std::optional<User> find_user(db::Tx& tx, UserId id) {
  return tx.one(select_user, user_of, tx.tenant(), id);
}

std::optional<User> find_user_by_email(db::Tx& tx, std::string_view email) {
  return tx.one(select_user_by_email, user_of, tx.tenant(), email);
}

std::vector<User> list_users(db::Tx& tx) { return tx.all(select_users, user_of, tx.tenant()); }

}  // namespace quita::company
