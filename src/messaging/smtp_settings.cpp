#include "messaging/smtp_settings.h"

#include <algorithm>
#include <cctype>

#include "company/setting.h"
#include "json/bind.h"
#include "party/party.h"

namespace quita::messaging {

BOOST_DESCRIBE_ENUM(Security, none, starttls, tls)
BOOST_DESCRIBE_STRUCT(SmtpSettings, (),
                      (host, port, security, user, from_name, from_address, reply_to))

namespace {

constexpr std::string_view setting = "smtp";
constexpr std::string_view password_setting = "smtp_password";
constexpr std::size_t text_max = 200;

bool host_name(std::string_view host) {
  return !host.empty() && host.size() <= 253 &&
         std::all_of(host.begin(), host.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
         });
}

bool plain_line(std::string_view text) {
  return text.size() <= text_max && std::none_of(text.begin(), text.end(), [](unsigned char c) {
           return c < 0x20 || c == 0x7F;
         });
}

}  // namespace

mail::Tls tls_of(Security security) {
  switch (security) {
    case Security::none:
      return mail::Tls::none;
    case Security::starttls:
      return mail::Tls::starttls_required;
    case Security::tls:
      return mail::Tls::implicit;
  }
  return mail::Tls::starttls_required;
}

SecretKey smtp_password_key(const SecretKey& installation) {
  return derive_key(installation, "smtp-password");
}

SmtpSettings load_smtp_settings(db::Tx& tx) {
  const auto stored = company::read_setting(tx, setting);
  if (!stored) return {};
  return json::read<SmtpSettings>(*stored).value_or(SmtpSettings());
}

std::optional<std::string> load_smtp_password(db::Tx& tx, const SecretKey& password_key) {
  return company::read_secret_setting(tx, password_key, password_setting);
}

Status check_smtp_settings(const SmtpSettings& settings) {
  if (!host_name(settings.host)) {
    return invalid("smtp.host", "O servidor deve ser um nome como smtp.empresa.com.br.", "host");
  }
  if (settings.port < 1 || settings.port > 65535) {
    return invalid("smtp.port", "A porta deve ser de 1 a 65535; as usuais são 587 e 465.", "port");
  }
  if (!plain_line(settings.user)) {
    return invalid("smtp.user", "O usuário deve ter uma linha, de até 200 letras.", "user");
  }
  if (!plain_line(settings.from_name)) {
    return invalid("smtp.from_name", "O nome do remetente deve ter uma linha, de até 200 letras.",
                   "from_name");
  }
  if (!party::parse_email(settings.from_address)) {
    return invalid("smtp.from_address",
                   "O remetente deve ser um e-mail como financeiro@empresa.com.br.",
                   "from_address");
  }
  if (!settings.reply_to.empty() && !party::parse_email(settings.reply_to)) {
    return invalid("smtp.reply_to",
                   "O endereço de resposta deve ser um e-mail, ou ficar em branco.", "reply_to");
  }
  return {};
}

Status save_smtp_settings(db::Tx& tx, Instant now, const SmtpSettings& settings,
                          const std::optional<std::string>& password,
                          const SecretKey& password_key) {
  TRY_STATUS(check_smtp_settings(settings));
  company::write_setting(tx, now, setting, json::write(settings));
  if (password) {
    company::write_secret_setting(tx, now, password_key, password_setting, *password);
  }
  return {};
}

}  // namespace quita::messaging
