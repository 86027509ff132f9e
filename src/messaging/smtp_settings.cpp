#include "messaging/smtp_settings.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "messaging/smtp_account.h"
#include "party/party.h"

namespace quita::messaging {

namespace {

constexpr std::array<std::string_view, 3> security_words = {"none", "starttls", "tls"};
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

std::string_view word(Security security) {
  return security_words[static_cast<std::size_t>(security)];
}

std::optional<Security> parse_security(std::string_view text) {
  for (std::size_t i = 0; i < security_words.size(); ++i) {
    if (security_words[i] == text) return static_cast<Security>(i);
  }
  return std::nullopt;
}

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
  const auto accounts = load_smtp_accounts(tx);
  return accounts.empty() ? SmtpSettings() : accounts.front().server;
}

std::optional<std::string> load_smtp_password(db::Tx& tx, const SecretKey& password_key) {
  const auto accounts = load_smtp_accounts(tx);
  if (accounts.empty() || !accounts.front().has_password) return std::nullopt;
  return account_password(tx, accounts.front().id, password_key);
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
  SmtpAccount account = TRY(find_smtp_account(tx, default_smtp_account(tx, now)));
  account.server = settings;
  // The signature stays as it is, so that its key is not asked for.
  TRY(save_smtp_account(tx, now, account, password, {password_key, SecretKey()}));
  return {};
}

}  // namespace quita::messaging
