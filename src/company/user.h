// People who log in to a company.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "company/audit.h"
#include "company/role.h"
#include "db/db.h"

namespace quita::company {

struct User {
  UserId id;
  std::string email;  // lower case
  std::string name;
  Role role = Role::viewer;
  bool totp = false;  // a second factor is in force
  Instant created_at;
  std::optional<Instant> disabled_at;
};

struct UserDraft {
  std::string email;
  std::string name;
  Role role = Role::viewer;
};
struct UserPatch {
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<bool> disabled;
};

// `password_hash` comes from PasswordHasher::hash, or is no_password for an invited user. Errors:
// user.exists, user.name, email.format.
Result<User> create_user(db::Tx&, const Actor&, const UserDraft&, std::string_view password_hash);
// Disabling ends every session. Errors: user.not_found, user.last_owner (the company would have
// nobody left who can give rights), user.name.
Result<User> patch_user(db::Tx&, const Actor&, UserId, const UserPatch&);
// Replaces the password and ends every session but `keep`.
void set_password(db::Tx&, const Actor&, UserId, std::string_view password_hash,
                  std::optional<SessionId> keep);

std::optional<User> find_user(db::Tx&, UserId);
std::optional<User> find_user_by_email(db::Tx&, std::string_view email);
std::vector<User> list_users(db::Tx&);  // by name

}  // namespace quita::company
