#include "messaging/sms_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "company/company.h"
#include "company/setting.h"
#include "json/bind.h"

namespace quita::sms {
BOOST_DESCRIBE_ENUM(Provider, kannel, twilio, zenvia, generic)
}  // namespace quita::sms

namespace quita::messaging {
namespace {

constexpr std::string_view setting = "sms";
constexpr std::string_view secret_setting = "sms_secret";
constexpr std::string_view hook_setting = "sms_hook";
constexpr std::size_t text_max = 500;
constexpr std::size_t body_max = 5'000;
constexpr int rate_max = 100;
constexpr std::size_t headers_max = 20;

struct StoredHeader {
  std::string name, value;
};
BOOST_DESCRIBE_STRUCT(StoredHeader, (), (name, value))

// As the database keeps it.
struct Stored {
  bool enabled = false;
  sms::Provider provider = sms::Provider::kannel;
  std::string url, user, from, method, body, content_type;
  std::vector<StoredHeader> headers;
  std::string answer_id, report_id, report_status, delivered, undelivered;
  int messages_per_second = 10;
  Money price_per_thousand;
  bool plain_letters = false;
};
BOOST_DESCRIBE_STRUCT(Stored, (),
                      (enabled, provider, url, user, from, method, body, content_type, headers,
                       answer_id, report_id, report_status, delivered, undelivered,
                       messages_per_second, price_per_thousand, plain_letters))

bool plain_line(std::string_view text) {
  return text.size() <= text_max && std::none_of(text.begin(), text.end(), [](unsigned char c) {
           return c < 0x20 || c == 0x7F;
         });
}

bool web_address(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) && plain_line(url) &&
         url.find(' ') == std::string_view::npos && url.find('@') == std::string_view::npos;
}

Status check_form(const sms::GenericForm& form) {
  const bool method = form.method == http::Method::get || form.method == http::Method::post ||
                      form.method == http::Method::put;
  if (!method) return invalid("sms.form", "O método deve ser GET, POST ou PUT.", "method");
  if (form.body.size() > body_max)
    return invalid("sms.form", fmt::format("O corpo passa de {} letras.", body_max), "body");
  if (form.headers.size() > headers_max)
    return invalid("sms.form", fmt::format("São no máximo {} cabeçalhos.", headers_max), "headers");
  for (const auto& [name, value] : form.headers) {
    if (name.empty() || !plain_line(name) || !plain_line(value) ||
        name.find_first_of(": \t") != std::string::npos)
      return invalid("sms.form", "Um cabeçalho tem nome e valor, cada um em uma linha.", "headers");
  }
  return {};
}

}  // namespace

SecretKey sms_secret_key(const SecretKey& installation) {
  return derive_key(installation, "sms-secret");
}

SmsSettings load_sms_settings(db::Tx& tx) {
  const auto text = company::read_setting(tx, setting);
  if (!text) return {};
  const Stored stored = json::read<Stored>(*text).value_or(Stored());
  SmsSettings settings;
  settings.enabled = stored.enabled;
  settings.provider = stored.provider;
  settings.url = stored.url;
  settings.user = stored.user;
  settings.from = stored.from;
  settings.form.method = http::parse_method(stored.method).value_or(http::Method::post);
  settings.form.body = stored.body;
  settings.form.content_type = stored.content_type;
  for (const auto& header : stored.headers) {
    settings.form.headers.emplace_back(header.name, header.value);
  }
  settings.form.answer_id = stored.answer_id;
  settings.form.report_id = stored.report_id;
  settings.form.report_status = stored.report_status;
  settings.form.delivered = stored.delivered;
  settings.form.undelivered = stored.undelivered;
  settings.messages_per_second = stored.messages_per_second;
  settings.price_per_thousand = stored.price_per_thousand;
  settings.plain_letters = stored.plain_letters;
  return settings;
}

std::optional<std::string> load_sms_secret(db::Tx& tx, const SecretKey& key) {
  return company::read_secret_setting(tx, key, secret_setting);
}

bool sms_is_on(db::Tx& tx) {
  if (load_sms_settings(tx).enabled) return true;
  const auto company = company::read_company(tx);
  return company && company->demo;
}

Status check_sms_settings(const SmsSettings& settings) {
  const bool own_url =
      settings.provider == sms::Provider::kannel || settings.provider == sms::Provider::generic;
  if ((own_url || !settings.url.empty()) && !web_address(settings.url)) {
    return invalid("sms.url", "O endereço deve começar por https:// ou http://.", "url",
                   settings.provider == sms::Provider::kannel
                       ? "O do Kannel costuma ser http://servidor:13013/cgi-bin/sendsms."
                       : "");
  }
  const bool needs_user =
      settings.provider == sms::Provider::kannel || settings.provider == sms::Provider::twilio;
  if (!plain_line(settings.user) || (needs_user && settings.user.empty())) {
    return invalid(
        "sms.user",
        settings.provider == sms::Provider::twilio ? "Falta o Account SID." : "Falta o usuário.",
        "user");
  }
  const bool needs_from =
      settings.provider == sms::Provider::twilio || settings.provider == sms::Provider::zenvia;
  if (!plain_line(settings.from) || (needs_from && settings.from.empty())) {
    return invalid("sms.from", "Falta o remetente que o provedor liberou para a sua conta.",
                   "from");
  }
  if (settings.messages_per_second < 1 || settings.messages_per_second > rate_max) {
    return invalid("sms.rate", fmt::format("A velocidade vai de 1 a {} por segundo.", rate_max),
                   "messages_per_second");
  }
  if (settings.price_per_thousand < Money()) {
    return invalid("sms.price", "O preço não pode ser negativo.", "price_per_thousand");
  }
  return settings.provider == sms::Provider::generic ? check_form(settings.form) : Status();
}

Status save_sms_settings(db::Tx& tx, Instant now, const SmsSettings& settings,
                         const std::optional<std::string>& secret, const SecretKey& key) {
  TRY_STATUS(check_sms_settings(settings));
  const SmsSettings before = load_sms_settings(tx);
  const bool elsewhere = before.provider != settings.provider || before.url != settings.url;
  if (elsewhere && !secret && load_sms_secret(tx, key)) {
    // It was given for that gateway; another one would read it in the first message.
    return invalid("sms.secret", "O provedor mudou: digite de novo a senha ou o token.", "secret");
  }
  Stored stored;
  stored.enabled = settings.enabled;
  stored.provider = settings.provider;
  stored.url = settings.url;
  stored.user = settings.user;
  stored.from = settings.from;
  stored.method = name(settings.form.method);
  stored.body = settings.form.body;
  stored.content_type = settings.form.content_type;
  for (const auto& [name, value] : settings.form.headers) stored.headers.push_back({name, value});
  stored.answer_id = settings.form.answer_id;
  stored.report_id = settings.form.report_id;
  stored.report_status = settings.form.report_status;
  stored.delivered = settings.form.delivered;
  stored.undelivered = settings.form.undelivered;
  stored.messages_per_second = settings.messages_per_second;
  stored.price_per_thousand = settings.price_per_thousand;
  stored.plain_letters = settings.plain_letters;
  company::write_setting(tx, now, setting, json::write(stored));
  if (secret) company::write_secret_setting(tx, now, key, secret_setting, *secret);
  return {};
}

std::optional<std::string> find_hook_token(db::Tx& tx, const SecretKey& key) {
  return company::read_secret_setting(tx, key, hook_setting);
}

std::string hook_token(db::Tx& tx, Instant now, const SecretKey& key) {
  if (auto token = find_hook_token(tx, key)) return *token;
  renew_hook_token(tx, now, key);
  return find_hook_token(tx, key).value();
}

void renew_hook_token(db::Tx& tx, Instant now, const SecretKey& key) {
  company::write_secret_setting(tx, now, key, hook_setting, random_token());
}

}  // namespace quita::messaging
