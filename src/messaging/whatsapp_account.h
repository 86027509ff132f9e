// A company's account at the WhatsApp Cloud API: whose number it writes from, its secrets, and how
// the account stands at Meta.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "base/secret.h"
#include "db/db.h"

namespace quita::messaging {

struct WhatsAppAccount {
  std::string phone_number_id;      // Meta's id of the number, not the number
  std::string business_account_id;  // WABA
  bool on = false;                  // the régua may use the channel
};
struct WhatsAppSecrets {
  std::string access_token;
  std::string app_secret;    // signs Meta's webhooks
  std::string verify_token;  // ours, which Meta repeats when the webhook is set up
};

// The key under which the secrets are sealed: derive_key(installation key, "whatsapp").
SecretKey whatsapp_key(const SecretKey& installation);

// What is not set up has an empty phone_number_id.
WhatsAppAccount load_whatsapp_account(db::Tx&);
WhatsAppSecrets load_whatsapp_secrets(db::Tx&, const SecretKey& whatsapp_key);
bool whatsapp_is_on(db::Tx&);

struct WhatsAppAccountIn {
  WhatsAppAccount account;
  std::optional<std::string> access_token, app_secret;  // absent keeps the old one
};
// The verify token is made with the first saving. Errors: whatsapp.phone_number_id,
// whatsapp.business_account_id (digits), whatsapp.access_token, whatsapp.app_secret (missing, or
// with blanks in it).
Status save_whatsapp_account(db::Tx&, Instant now, const WhatsAppAccountIn&,
                             const SecretKey& whatsapp_key);

// How the account stands: what Meta tells by webhook, in its answers and when it is asked.
struct WhatsAppStanding {
  std::string number;           // as Meta shows it
  std::string name;             // the verified one
  std::string quality;          // "GREEN", "YELLOW", "RED"; empty: not told
  std::string messaging_limit;  // "TIER_2K"; empty: not told
  std::string problem;          // Portuguese, for people; empty: none
  Instant problem_at;
  Instant rests_until;  // nothing is handed over before
};
WhatsAppStanding load_whatsapp_standing(db::Tx&);
void save_whatsapp_standing(db::Tx&, Instant now, const WhatsAppStanding&);

}  // namespace quita::messaging
