#include "messaging/smtp_transport.h"

#include <utility>

#include "mail/mime.h"
#include "messaging/dkim_settings.h"
#include "messaging/returns_mailbox.h"

namespace quita::messaging {
namespace {

using mail::SmtpOutcome;
using mail::SmtpStage;

mail::SmtpConfig config_of(const SmtpSettings& settings, const std::string& password,
                           const SmtpHouse& house) {
  mail::SmtpConfig config;
  config.host = settings.host;
  config.port = static_cast<std::uint16_t>(settings.port);
  config.tls = tls_of(settings.security);
  config.user = settings.user;
  config.password = password;
  config.helo_name = house.helo_name;
  config.ca_file = house.ca_file;
  config.stop = house.stop;
  return config;
}

bool same(const mail::SmtpConfig& a, const mail::SmtpConfig& b) {
  return a.host == b.host && a.port == b.port && a.tls == b.tls && a.user == b.user &&
         a.password == b.password;
}

mail::Message message_of(const Mail& letter, Instant now) {
  mail::Message message;
  message.from = {letter.from_name, letter.from_address};
  message.to = {letter.to_name, letter.to_address};
  if (!letter.reply_to.empty()) message.reply_to = mail::Mailbox{"", letter.reply_to};
  message.subject = letter.subject;
  message.text = letter.text;
  message.html = letter.html;
  message.date = now;
  message.message_id = letter.message_id;
  if (letter.unsubscribe_url.starts_with("https://")) {
    message.unsubscribe_url = letter.unsubscribe_url;  // RFC 8058 knows https only
  }
  if (letter.attachment) {
    message.attachments.push_back(
        {letter.attachment->name, letter.attachment->media_type, letter.attachment->render()});
  }
  return message;
}

// RFC 3463: 5.7.x is the server's policy (relaying, reputation), and says nothing of the address.
bool about_the_address(const SmtpOutcome& outcome) {
  return outcome.stage == SmtpStage::recipient && outcome.answer.find("5.7.") == std::string::npos;
}

Delivery delivery_of(const SmtpOutcome& outcome) {
  switch (outcome.kind) {
    case SmtpOutcome::Kind::accepted:
      return {Outcome::taken, outcome.answer};
    case SmtpOutcome::Kind::rejected:
      return {about_the_address(outcome) ? Outcome::refused : Outcome::rejected, outcome.answer};
    case SmtpOutcome::Kind::deferred:
      return {Outcome::later, outcome.answer};
    case SmtpOutcome::Kind::not_admitted:
      return {Outcome::later, "O servidor de e-mail não nos aceita: " + outcome.answer, "", true};
    case SmtpOutcome::Kind::unreachable:
      return {outcome.maybe_delivered ? Outcome::unsure : Outcome::later,
              "O servidor de e-mail não respondeu: " + outcome.answer, "",
              !outcome.maybe_delivered};
  }
  return {Outcome::later, outcome.answer};
}

// `returns_to`: the envelope's sender, to whom servers write when they cannot deliver. `signer` may
// be null.
Delivery hand_over(mail::SmtpSender& sender, const mail::DkimSigner* signer,
                   const std::string& returns_to, const Mail& letter, Instant now) {
  auto bytes = mail::write_mime(message_of(letter, now));
  if (!bytes) {
    const bool address = bytes.error().code == "mail.address" && bytes.error().field == "to";
    return {address ? Outcome::refused : Outcome::rejected, bytes.error().message};
  }
  if (signer != nullptr) *bytes = signer->sign(*bytes, now);
  return delivery_of(sender.send(returns_to, letter.to_address, *bytes));
}

}  // namespace

SmtpTransport::SmtpTransport(db::Db& db, const Clock& clock, const SecretKey& password_key,
                             const SecretKey& dkim_key, SmtpHouse house)
    : db_(db),
      clock_(clock),
      password_key_(password_key),
      dkim_key_(dkim_key),
      house_(std::move(house)) {}

std::shared_ptr<const SmtpTransport::Settings> SmtpTransport::read_settings(TenantId tenant) const {
  auto read = std::make_shared<Settings>();
  read->read_at = clock_.now();
  SmtpSettings settings;
  std::string password;
  DkimSettings dkim;
  std::string dkim_private_key;
  db_.read(tenant, [&](db::Tx& tx) {
    settings = load_smtp_settings(tx);
    password = load_smtp_password(tx, password_key_).value_or("");
    read->returns_to = load_returns_mailbox(tx).address;
    dkim = load_dkim_settings(tx);
    if (dkim.enabled) dkim_private_key = load_dkim_private_key(tx, dkim_key_).value_or("");
  });
  read->config = config_of(settings, password, house_);
  read->must_sign = dkim.enabled;
  if (dkim.enabled) {
    auto signer = mail::DkimSigner::make(dkim.domain, dkim.selector, dkim_private_key);
    if (signer) read->signer = *std::move(signer);
  }
  return read;
}

std::shared_ptr<const SmtpTransport::Settings> SmtpTransport::settings_of(TenantId tenant) {
  const std::lock_guard lock(mutex_);
  Open& open = open_[tenant];
  const Instant now = clock_.now();
  const auto& known = open.settings;
  if (!known || now - known->read_at >= settings_kept || now < known->read_at) {
    auto fresh = read_settings(tenant);
    if (known && !same(known->config, fresh->config)) open.idle.clear();
    open.settings = std::move(fresh);
  }
  return open.settings;
}

std::unique_ptr<mail::SmtpSender> SmtpTransport::take(TenantId tenant, const Settings& settings) {
  {
    const std::lock_guard lock(mutex_);
    Open& open = open_[tenant];
    if (!open.idle.empty() && same(open.settings->config, settings.config)) {
      auto sender = std::move(open.idle.back());
      open.idle.pop_back();
      return sender;
    }
  }
  return std::make_unique<mail::SmtpSender>(settings.config);
}

void SmtpTransport::give_back(TenantId tenant, const Settings& settings,
                              std::unique_ptr<mail::SmtpSender> sender, bool down) {
  const std::lock_guard lock(mutex_);
  Open& open = open_[tenant];
  open.used_at = clock_.now();
  open.down_since = down ? std::optional(clock_.now()) : std::nullopt;
  if (!down && same(open.settings->config, settings.config)) open.idle.push_back(std::move(sender));
}

Delivery SmtpTransport::send(TenantId tenant, const Mail& letter) {
  const auto settings = settings_of(tenant);
  if (settings->config.host.empty()) {
    return {Outcome::later, "O servidor de e-mail ainda não foi configurado."};
  }
  if (const auto good = mail::check(settings->config); !good) {
    return {Outcome::later, good.error().message};
  }
  // Unsigned it would be taken for a forgery, and the domain's name would suffer.
  if (settings->must_sign && !settings->signer) {
    return {Outcome::later,
            "A assinatura DKIM está ligada, e a sua chave não pode ser lida. Gere outra em "
            "Configurações, E-mail, ou desligue a assinatura."};
  }
  auto sender = take(tenant, *settings);
  const Delivery delivery =
      hand_over(*sender, settings->signer ? &*settings->signer : nullptr,
                settings->returns_to.empty() ? letter.from_address : settings->returns_to, letter,
                clock_.now());
  give_back(tenant, *settings, std::move(sender), delivery.down);
  return delivery;
}

int SmtpTransport::room(TenantId tenant) {
  const std::lock_guard lock(mutex_);
  const auto& down = open_[tenant].down_since;
  const Instant now = clock_.now();
  return down && now >= *down && now - *down < down_time ? 0 : letters_at_once;
}

void SmtpTransport::rest() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  for (auto& [tenant, open] : open_) {
    if (now < open.used_at || now - open.used_at >= idle_time) open.idle.clear();
  }
}

Delivery send_test_mail(const SmtpSettings& settings, const std::string& password,
                        const SmtpHouse& house, const std::string& to, const std::string& company,
                        Instant now) {
  const mail::SmtpConfig config = config_of(settings, password, house);
  if (const auto good = mail::check(config); !good) return {Outcome::later, good.error().message};
  Mail letter;
  letter.from_name = settings.from_name.empty() ? company : settings.from_name;
  letter.from_address = settings.from_address;
  letter.reply_to = settings.reply_to;
  letter.to_address = to;
  letter.subject = "Teste de envio do Quita";
  letter.text = "Se esta mensagem chegou, o envio de e-mails de " + company + " funciona.\n";
  letter.message_id = MessageId::make(now).text() + "@" +
                      settings.from_address.substr(settings.from_address.rfind('@') + 1);
  mail::SmtpSender sender(config);
  return hand_over(sender, nullptr, settings.from_address, letter, now);
}

}  // namespace quita::messaging
