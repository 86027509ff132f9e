#include "messaging/dkim_settings.h"

#include "messaging/smtp_account.h"

namespace quita::messaging {

SecretKey dkim_sealing_key(const SecretKey& installation) {
  return derive_key(installation, "dkim");
}

DkimSettings load_dkim_settings(db::Tx& tx) {
  const auto accounts = load_smtp_accounts(tx);
  return accounts.empty() ? DkimSettings() : accounts.front().dkim;
}

std::optional<std::string> load_dkim_private_key(db::Tx& tx, const SecretKey& sealing_key) {
  const auto accounts = load_smtp_accounts(tx);
  if (accounts.empty()) return std::nullopt;
  std::string key = account_dkim_key(tx, accounts.front().id, sealing_key);
  return key.empty() ? std::nullopt : std::optional(std::move(key));
}

Status save_dkim_settings(db::Tx& tx, Instant now, const DkimSettings& settings,
                          const SecretKey& sealing_key) {
  return save_account_dkim(tx, default_smtp_account(tx, now), settings, sealing_key);
}

}  // namespace quita::messaging
