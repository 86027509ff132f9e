// The signature of a company's mail with its own domain (mail/dkim.h). What is loaded and saved
// here is the default account's (smtp_account.h).
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "base/secret.h"
#include "db/db.h"

namespace quita::messaging {

struct DkimSettings {
  std::string domain;  // empty: not set up
  std::string selector = "quita";
  bool enabled = false;
};

// The key under which the private key is sealed: derive_key(installation key, "dkim").
SecretKey dkim_sealing_key(const SecretKey& installation);

DkimSettings load_dkim_settings(db::Tx&);
std::optional<std::string> load_dkim_private_key(db::Tx&, const SecretKey& sealing_key);  // PEM

// The first time, and with another selector, a fresh private key is made; the old one's record may
// stay in the DNS under its own name. An empty domain takes all of it away. Errors:
// dkim.domain, dkim.selector.
Status save_dkim_settings(db::Tx&, Instant now, const DkimSettings&, const SecretKey& sealing_key);

}  // namespace quita::messaging
