#include "messaging/whatsapp_account.h"

#include <algorithm>

#include "base/text.h"
#include "company/setting.h"
#include "json/bind.h"

namespace quita::messaging {

BOOST_DESCRIBE_STRUCT(WhatsAppAccount, (), (phone_number_id, business_account_id, on))
BOOST_DESCRIBE_STRUCT(WhatsAppStanding, (),
                      (number, name, quality, messaging_limit, problem, problem_at, rests_until))

namespace {

constexpr std::string_view account_setting = "whatsapp";
constexpr std::string_view standing_setting = "whatsapp_standing";
constexpr std::string_view token_setting = "whatsapp_token";
constexpr std::string_view app_setting = "whatsapp_app_secret";
constexpr std::string_view verify_setting = "whatsapp_verify_token";
constexpr std::size_t id_digits_max = 30, secret_max = 1'000;

Status check_id(std::string_view id, std::string code, std::string_view what) {
  if (all_digits(id) && id.size() <= id_digits_max) return {};
  const std::string field = code.substr(code.find('.') + 1);
  return invalid(std::move(code),
                 std::string(what) +
                     " é um número como 106540352242922, que a Meta mostra na "
                     "configuração da API do WhatsApp.",
                 field);
}

Status check_secret(std::string_view secret, std::string code, std::string_view what) {
  const bool plain = !secret.empty() && secret.size() <= secret_max &&
                     std::all_of(secret.begin(), secret.end(),
                                 [](unsigned char c) { return c > 0x20 && c < 0x7F; });
  if (plain) return {};
  const std::string field = code.substr(code.find('.') + 1);
  return invalid(std::move(code), std::string(what) + " deve ser colado inteiro, sem espaços.",
                 field);
}

template <class T>
T load(db::Tx& tx, std::string_view setting) {
  const auto stored = company::read_setting(tx, setting);
  return stored ? json::read<T>(*stored).value_or(T()) : T();
}

}  // namespace

SecretKey whatsapp_key(const SecretKey& installation) {
  return derive_key(installation, "whatsapp");
}

WhatsAppAccount load_whatsapp_account(db::Tx& tx) {
  return load<WhatsAppAccount>(tx, account_setting);
}

WhatsAppSecrets load_whatsapp_secrets(db::Tx& tx, const SecretKey& key) {
  const auto secret = [&](std::string_view name) {
    return company::read_secret_setting(tx, key, name).value_or("");
  };
  return {secret(token_setting), secret(app_setting), secret(verify_setting)};
}

bool whatsapp_is_on(db::Tx& tx) { return load_whatsapp_account(tx).on; }

Status save_whatsapp_account(db::Tx& tx, Instant now, const WhatsAppAccountIn& in,
                             const SecretKey& key) {
  TRY_STATUS(check_id(in.account.phone_number_id, "whatsapp.phone_number_id",
                      "O ID do número de telefone"));
  TRY_STATUS(check_id(in.account.business_account_id, "whatsapp.business_account_id",
                      "O ID da conta do WhatsApp Business"));
  const WhatsAppSecrets before = load_whatsapp_secrets(tx, key);
  const std::string token = in.access_token.value_or(before.access_token);
  const std::string secret = in.app_secret.value_or(before.app_secret);
  TRY_STATUS(check_secret(token, "whatsapp.access_token", "O token de acesso"));
  TRY_STATUS(check_secret(secret, "whatsapp.app_secret", "A chave secreta do aplicativo"));
  company::write_setting(tx, now, account_setting, json::write(in.account));
  company::write_secret_setting(tx, now, key, token_setting, token);
  company::write_secret_setting(tx, now, key, app_setting, secret);
  if (before.verify_token.empty()) {
    company::write_secret_setting(tx, now, key, verify_setting, random_token());
  }
  // A new number or token is a new beginning.
  save_whatsapp_standing(tx, now, {});
  return {};
}

WhatsAppStanding load_whatsapp_standing(db::Tx& tx) {
  return load<WhatsAppStanding>(tx, standing_setting);
}

void save_whatsapp_standing(db::Tx& tx, Instant now, const WhatsAppStanding& standing) {
  company::write_setting(tx, now, standing_setting, json::write(standing));
}

}  // namespace quita::messaging
