// Logging in, the second factor, and choosing a new password.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "company/company.h"
#include "company/installation.h"
#include "company/session.h"
#include "company/user.h"

namespace quita::company {

struct Credentials {
  std::string email;
  std::string password;
  std::optional<std::string> totp;  // a code of the app, or a recovery code
  std::optional<TenantId> tenant;   // needed by who belongs to several companies
};
struct LoggedIn {
  std::string token;
  User user;
  Company company;
};
struct CompanyChoice {
  TenantId id;
  std::string trade_name;
};
// The password is right, and in more than one company: ask which, and log in again.
struct ChooseCompany {
  std::vector<CompanyChoice> companies;
};

// After each fifth failure in a row the user is locked for 15 minutes, then 30, 60 … up to a day.
// An attempt is counted before it is tried, so that many at once gain nothing. Who does not exist,
// is locked or disabled gets the same answer as a wrong password, after the same work.
// Errors: login.refused (401); login.totp_required (403): the password was right, a code is needed.
inline constexpr int failures_to_lock = 5;
Result<std::variant<LoggedIn, ChooseCompany>> log_in(const Installation&, const Credentials&,
                                                     const std::string& ip,
                                                     const std::string& user_agent);
void log_out(const Installation&, const Actor&, TenantId, SessionId);

// Mails a link to every company of that e-mail, at most three an hour; tells nobody whether there
// is one.
void ask_password_reset(const Installation&, std::string_view email);
// The same for a new user who has no password yet; the link holds for three days.
void invite(const Installation&, TenantId, UserId);
// The token counts once, within an hour; every session ends. Errors: reset.token, password.*.
Status confirm_password_reset(const Installation&, std::string_view token,
                              std::string_view new_password, const std::string& ip);
// Errors: password.wrong, password.*. Every other session ends.
Status change_password(const Installation&, const Actor&, TenantId, UserId, SessionId keep,
                       std::string_view current, std::string_view next);

struct TotpSetup {
  std::string secret;  // base 32, for typing
  std::string uri;     // for the QR code
};
// In force only after confirm. Error: totp.already.
Result<TotpSetup> set_up_totp(const Installation&, TenantId, UserId);
// Returns the recovery codes, shown once. Errors: totp.not_set_up, totp.already, totp.code.
Result<std::vector<std::string>> confirm_totp(const Installation&, const Actor&, TenantId, UserId,
                                              std::string_view code);
// Takes a code of the app or a recovery code. Errors: totp.not_set_up, totp.code.
Status disable_totp(const Installation&, const Actor&, TenantId, UserId, std::string_view code);

}  // namespace quita::company
