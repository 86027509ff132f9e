// How a company's mail leaves: a server and the address that it writes from. What is loaded and
// saved here is the default account's (smtp_account.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/secret.h"
#include "db/db.h"
#include "mail/smtp.h"

namespace quita::messaging {

enum class Security { none, starttls, tls };
std::string_view word(Security);  // "starttls", as stored and in the API
std::optional<Security> parse_security(std::string_view word);
mail::Tls tls_of(Security);

struct SmtpSettings {
  std::string host;  // empty: not set up
  int port = 587;
  Security security = Security::starttls;
  std::string user;  // empty: no authentication
  std::string from_name;
  std::string from_address;
  std::string reply_to;  // empty: the from address
};

// The key under which the password is sealed: derive_key(installation key, "smtp-password").
SecretKey smtp_password_key(const SecretKey& installation);

// What is not set up has an empty host.
SmtpSettings load_smtp_settings(db::Tx&);
std::optional<std::string> load_smtp_password(db::Tx&, const SecretKey& password_key);

// Errors: smtp.host, smtp.port, smtp.from_address, smtp.reply_to, smtp.from_name.
Status check_smtp_settings(const SmtpSettings&);
// `password`: absent keeps the old one, empty clears it. Errors: those of check_smtp_settings.
Status save_smtp_settings(db::Tx&, Instant now, const SmtpSettings&,
                          const std::optional<std::string>& password,
                          const SecretKey& password_key);

}  // namespace quita::messaging
