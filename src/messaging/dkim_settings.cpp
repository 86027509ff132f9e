#include "messaging/dkim_settings.h"

#include "company/setting.h"
#include "json/bind.h"
#include "mail/dkim.h"

namespace quita::messaging {

BOOST_DESCRIBE_STRUCT(DkimSettings, (), (domain, selector, enabled))

namespace {

constexpr std::string_view setting = "dkim";
constexpr std::string_view key_setting = "dkim_key";

}  // namespace

SecretKey dkim_sealing_key(const SecretKey& installation) {
  return derive_key(installation, "dkim");
}

DkimSettings load_dkim_settings(db::Tx& tx) {
  const auto stored = company::read_setting(tx, setting);
  if (!stored) return {};
  return json::read<DkimSettings>(*stored).value_or(DkimSettings());
}

std::optional<std::string> load_dkim_private_key(db::Tx& tx, const SecretKey& sealing_key) {
  return company::read_secret_setting(tx, sealing_key, key_setting);
}

Status save_dkim_settings(db::Tx& tx, Instant now, const DkimSettings& settings,
                          const SecretKey& sealing_key) {
  if (settings.domain.empty()) {
    company::write_setting(tx, now, setting, json::write(DkimSettings()));
    company::write_secret_setting(tx, now, sealing_key, key_setting, "");
    return {};
  }
  TRY_STATUS(mail::check_dkim_name(settings.domain, settings.selector));
  const bool renewed = load_dkim_settings(tx).selector != settings.selector ||
                       !load_dkim_private_key(tx, sealing_key);
  if (renewed) {
    company::write_secret_setting(tx, now, sealing_key, key_setting, mail::make_dkim_key());
  }
  company::write_setting(tx, now, setting, json::write(settings));
  return {};
}

}  // namespace quita::messaging
