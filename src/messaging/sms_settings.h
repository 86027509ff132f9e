// With whom a company sends its SMS, what it pays for them and how fast they may leave.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/secret.h"
#include "db/db.h"
#include "sms/gateway.h"

namespace quita::messaging {

struct SmsSettings {
  bool enabled = false;
  sms::Provider provider = sms::Provider::kannel;
  std::string url;
  std::string user;
  std::string from;
  sms::GenericForm form;         // of provider generic
  int messages_per_second = 10;  // of the account, over all processes
  Money price_per_thousand;      // of segments; zero: nobody said
  bool plain_letters = true;     // letters outside GSM 03.38 leave as their nearest ones
};

// The key under which the password or token is sealed: derive_key(installation key, "sms-secret").
SecretKey sms_secret_key(const SecretKey& installation);

SmsSettings load_sms_settings(db::Tx&);
std::optional<std::string> load_sms_secret(db::Tx&, const SecretKey&);
// Whether SMS is a channel of the company: switched on, or of a demo company, whose SMS go to the
// sandbox.
bool sms_is_on(db::Tx&);

// Errors: sms.url, sms.user, sms.from, sms.rate (1 to 100 a second), sms.price, sms.form.
Status check_sms_settings(const SmsSettings&);
// `secret`: absent keeps the old one, empty clears it. Errors: those of check_sms_settings.
Status save_sms_settings(db::Tx&, Instant now, const SmsSettings&,
                         const std::optional<std::string>& secret, const SecretKey&);

// What stands in the addresses that the provider calls, so that nobody else does: made when first
// asked for, and renewed when somebody learned it.
std::string hook_token(db::Tx&, Instant now, const SecretKey&);
std::optional<std::string> find_hook_token(db::Tx&, const SecretKey&);
void renew_hook_token(db::Tx&, Instant now, const SecretKey&);

}  // namespace quita::messaging
