#include "messaging/smtp_transport.h"

#include <algorithm>
#include <tuple>
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
  config.public_only = house.public_only;
  return config;
}

bool same(const mail::SmtpConfig& a, const mail::SmtpConfig& b) {
  return a.host == b.host && a.port == b.port && a.tls == b.tls && a.user == b.user &&
         a.password == b.password;
}

mail::Message message_of(const Mail& letter, const SmtpSettings& sender, Instant now) {
  mail::Message message;
  message.from = {sender.from_name.empty() ? letter.from_name : sender.from_name,
                  sender.from_address};
  message.to = {letter.to_name, letter.to_address};
  if (!sender.reply_to.empty()) message.reply_to = mail::Mailbox{"", sender.reply_to};
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
      if (outcome.private_address) {
        return {Outcome::later, outcome.answer, "", true, std::nullopt, "smtp.private_address"};
      }
      return {outcome.maybe_delivered ? Outcome::unsure : Outcome::later,
              "O servidor de e-mail não respondeu: " + outcome.answer, "",
              !outcome.maybe_delivered};
  }
  return {Outcome::later, outcome.answer};
}

// `returns_to`: the envelope's sender, to whom servers write when they cannot deliver. `signer` may
// be null.
Delivery hand_over(mail::SmtpSender& sender, const mail::DkimSigner* signer,
                   const std::string& returns_to, const Mail& letter, const SmtpSettings& from,
                   Instant now) {
  auto bytes = mail::write_mime(message_of(letter, from, now));
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
  db_.read(tenant, [&](db::Tx& tx) {
    read->accounts = load_smtp_accounts(tx);
    read->returns_to = load_returns_mailbox(tx).address;
    for (const SmtpAccount& account : read->accounts) {
      Settings::Account& how = read->how[account.id];
      how.config = config_of(
          account.server,
          account.has_password ? account_password(tx, account.id, password_key_) : "", house_);
      if (!account.dkim.enabled) continue;
      auto signer = mail::DkimSigner::make(account.dkim.domain, account.dkim.selector,
                                           account_dkim_key(tx, account.id, dkim_key_));
      if (signer) how.signer = *std::move(signer);
    }
  });
  return read;
}

std::shared_ptr<const SmtpTransport::Settings> SmtpTransport::settings_of(TenantId tenant) {
  const Lock lock(mutex_);
  return settings_under(lock, tenant);
}

std::shared_ptr<const SmtpTransport::Settings> SmtpTransport::settings_under(const Lock&,
                                                                             TenantId tenant) {
  Open& open = open_[tenant];
  const Instant now = clock_.now();
  const auto& known = open.settings;
  if (known && now - known->read_at < settings_kept && now >= known->read_at) return known;
  open.settings = read_settings(tenant);
  for (const SmtpAccount& account : open.settings->accounts) {
    Lane& lane = open.lanes[account.id];
    lane.troubled = !account.trouble.empty();
    if (lane.per_minute != account.per_minute || lane.per_hour != account.per_hour) {
      lane.per_minute = account.per_minute;
      lane.per_hour = account.per_hour;
      lane.spent_until.reset();
    }
    const mail::SmtpConfig& config = open.settings->how.at(account.id).config;
    if (same(lane.config, config)) continue;
    // Another server: what was known of the old one says nothing of it.
    lane.config = config;
    lane.idle.clear();
    lane.down_since.reset();
  }
  return open.settings;
}

std::optional<Instant> SmtpTransport::rests_until(const Lane& lane, Instant now) const {
  if (lane.down_since && now >= *lane.down_since && now - *lane.down_since < down_time)
    return *lane.down_since + down_time;
  if (lane.spent_until && now < *lane.spent_until) return lane.spent_until;
  return std::nullopt;
}

// Under the lock: takes one of what it may send, from the database by the ten.
std::optional<Instant> SmtpTransport::spent_until(TenantId tenant, const SmtpAccount& account,
                                                  Lane& lane, Instant now) {
  if (account.per_minute == 0 && account.per_hour == 0) return std::nullopt;
  constexpr std::int64_t minute_ms = 60'000;
  if (lane.taken_at.ms / minute_ms != now.ms / minute_ms) lane.allowance = 0;
  if (lane.allowance == 0) {
    db_.write(tenant, [&](db::Tx& tx) {
      lane.allowance = take_allowance(tx, account, allowance_at_once, now);
      lane.spent_until =
          lane.allowance > 0 ? std::nullopt : std::optional(next_allowance(tx, account, now));
    });
    lane.taken_at = now;
  }
  if (lane.allowance == 0) return lane.spent_until;
  --lane.allowance;
  return std::nullopt;
}

std::unique_ptr<mail::SmtpSender> SmtpTransport::take(TenantId tenant, const Settings& settings,
                                                      const SmtpAccount& account) {
  const mail::SmtpConfig& config = settings.how.at(account.id).config;
  {
    Lock lock(mutex_);
    Lane& lane = open_[tenant].lanes[account.id];
    freed_.wait(lock, [&] { return lane.busy < account.connections; });
    ++lane.busy;
    if (!lane.idle.empty() && same(lane.config, config)) {
      auto sender = std::move(lane.idle.back());
      lane.idle.pop_back();
      return sender;
    }
  }
  return std::make_unique<mail::SmtpSender>(config);
}

void SmtpTransport::give_back(TenantId tenant, const Settings& settings, const SmtpAccount& account,
                              std::unique_ptr<mail::SmtpSender> sender, const Delivery& delivery) {
  bool tell = false;
  {
    const Lock lock(mutex_);
    Lane& lane = open_[tenant].lanes[account.id];
    --lane.busy;
    lane.used_at = clock_.now();
    lane.down_since = delivery.down ? std::optional(clock_.now()) : std::nullopt;
    tell = lane.troubled != delivery.down;
    lane.troubled = delivery.down;
    if (sender && !delivery.down && same(lane.config, settings.how.at(account.id).config))
      lane.idle.push_back(std::move(sender));
  }
  freed_.notify_one();
  if (!tell) return;
  db_.write(tenant, [&](db::Tx& tx) {
    note_trouble(tx, account.id, delivery.down ? delivery.answer : "", clock_.now());
  });
}

Delivery SmtpTransport::send_by(TenantId tenant, const Settings& settings,
                                const SmtpAccount& account, const Mail& letter) {
  const Settings::Account& how = settings.how.at(account.id);
  if (const auto good = mail::check(how.config); !good) {
    return {Outcome::later, good.error().message};
  }
  // Unsigned it would be taken for a forgery, and the domain's name would suffer.
  if (account.dkim.enabled && !how.signer) {
    return {Outcome::later,
            "A assinatura DKIM está ligada, e a sua chave não pode ser lida. Gere outra em "
            "Configurações, E-mail, ou desligue a assinatura."};
  }
  const std::string& returns_to =
      settings.returns_to.empty() ? account.server.from_address : settings.returns_to;
  auto sender = take(tenant, settings, account);
  Delivery delivery;
  try {
    delivery = hand_over(*sender, how.signer ? &*how.signer : nullptr, returns_to, letter,
                         account.server, clock_.now());
  } catch (...) {
    // Our own trouble (a slip that cannot be drawn): the connection's place is free again.
    give_back(tenant, settings, account, nullptr, delivery);
    throw;
  }
  give_back(tenant, settings, account, std::move(sender), delivery);
  if (settings.accounts.size() > 1) delivery.answer = account.name + ": " + delivery.answer;
  return delivery;
}

// Whether any account of the company may carry anything now.
bool SmtpTransport::others_work(TenantId tenant, const Settings& settings, Instant now) {
  const Lock lock(mutex_);
  auto& lanes = open_[tenant].lanes;
  return std::any_of(settings.accounts.begin(), settings.accounts.end(),
                     [&](const SmtpAccount& account) {
                       return !account.paused && !account.server.host.empty() &&
                              !rests_until(lanes[account.id], now);
                     });
}

Delivery SmtpTransport::send(TenantId tenant, const Mail& letter) {
  const auto settings = settings_of(tenant);
  const auto wanted = accounts_for(letter.purpose, settings->accounts);
  if (wanted.empty()) {
    const bool paused = std::any_of(settings->accounts.begin(), settings->accounts.end(),
                                    [](const SmtpAccount& each) { return each.paused; });
    if (!paused) return {Outcome::later, "O servidor de e-mail ainda não foi configurado."};
    Delivery waits{Outcome::later, "Todas as contas de envio estão em pausa."};
    waits.held_until = clock_.now() + look_at_paused_again;
    return waits;
  }
  std::optional<Delivery> failed;
  std::optional<Instant> until;
  bool spent = false;  // one that is meant for this has sent what it may: its letters wait for it
  for (const SmtpAccount* account : wanted) {
    if (spent && account->purposes.empty()) break;
    const Instant now = clock_.now();
    std::optional<Instant> rests;
    {
      const Lock lock(mutex_);
      Lane& lane = open_[tenant].lanes[account->id];
      rests = rests_until(lane, now);
      if (!rests) rests = spent_until(tenant, *account, lane, now);
      spent = spent || (lane.spent_until && now < *lane.spent_until && !account->purposes.empty());
    }
    if (rests) {
      until = until ? std::min(*until, *rests) : *rests;
      continue;
    }
    Delivery delivery = send_by(tenant, *settings, *account, letter);
    if (!delivery.down) return delivery;
    failed = std::move(delivery);
  }
  if (failed) {
    failed->down = !others_work(tenant, *settings, clock_.now());
    return *std::move(failed);
  }
  Delivery waits{Outcome::later,
                 "Espera: a conta de envio já mandou o que pode por agora, ou o seu servidor não "
                 "responde."};
  waits.held_until = until;
  return waits;
}

int SmtpTransport::room(TenantId tenant) {
  const Lock lock(mutex_);
  Open& open = open_[tenant];
  if (!open.settings) return letters_at_once;
  const Instant now = clock_.now();
  // Another account may have come, or a pace may have been raised.
  if (now - open.settings->read_at >= settings_of_the_resting_kept) settings_under(lock, tenant);
  // One at rest takes nothing, whoever asks; a paused one's letters are held back one by one.
  const bool rests =
      !open.settings->accounts.empty() &&
      std::all_of(open.settings->accounts.begin(), open.settings->accounts.end(),
                  [&](const SmtpAccount& account) {
                    const auto lane = open.lanes.find(account.id);
                    return lane != open.lanes.end() && rests_until(lane->second, now);
                  });
  return rests ? 0 : letters_at_once;
}

void SmtpTransport::rest() {
  std::vector<std::tuple<TenantId, SmtpAccountId, int, Instant>> unused;
  {
    const Lock lock(mutex_);
    const Instant now = clock_.now();
    for (auto& [tenant, open] : open_) {
      for (auto& [id, lane] : open.lanes) {
        if (now < lane.used_at || now - lane.used_at >= idle_time) lane.idle.clear();
        if (lane.allowance > 0) unused.emplace_back(tenant, id, lane.allowance, lane.taken_at);
        lane.allowance = 0;
      }
    }
  }
  for (const auto& [tenant, id, count, at] : unused) {
    db_.write(tenant, [&, id = id, count = count, at = at](db::Tx& tx) {
      return_allowance(tx, id, count, at);
    });
  }
}

Result<Delivery> send_test_mail(const SmtpSettings& settings, const std::string& password,
                                const SmtpHouse& house, const std::string& to,
                                const std::string& company, Instant now) {
  const mail::SmtpConfig config = config_of(settings, password, house);
  if (const auto good = mail::check(config); !good)
    return Delivery{Outcome::later, good.error().message};
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
  auto delivery = hand_over(sender, nullptr, settings.from_address, letter, settings, now);
  if (!delivery.code.empty())
    return fail(ErrorKind::forbidden, delivery.code, delivery.answer, "host");
  return delivery;
}

}  // namespace quita::messaging
