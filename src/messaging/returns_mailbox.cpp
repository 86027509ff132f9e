#include "messaging/returns_mailbox.h"

#include <algorithm>

#include "company/company.h"
#include "company/setting.h"
#include "json/bind.h"
#include "mail/imap.h"
#include "party/acting.h"
#include "party/party.h"

namespace quita::messaging {

BOOST_DESCRIBE_ENUM(Security, none, starttls, tls)
BOOST_DESCRIBE_STRUCT(ReturnsMailbox, (), (host, port, security, user, folder, address))
BOOST_DESCRIBE_STRUCT(MailboxState, (),
                      (uid_validity, last_uid, looked_at, error, taken, unmatched))

namespace {

constexpr std::string_view setting = "returns_mailbox";
constexpr std::string_view password_setting = "returns_mailbox_password";
constexpr std::string_view state_setting = "returns_mailbox_state";
constexpr std::size_t mails_a_look = 500;
constexpr std::string_view actor = "caixa de devoluções";

mail::ImapConfig config_of(const ReturnsMailbox& mailbox, std::string password,
                           const SmtpHouse& house) {
  mail::ImapConfig config;
  config.host = mailbox.host;
  config.port = static_cast<std::uint16_t>(mailbox.port);
  config.tls = tls_of(mailbox.security);
  config.user = mailbox.user;
  config.password = std::move(password);
  config.folder = mailbox.folder;
  config.ca_file = house.ca_file;
  config.public_only = house.public_only;
  return config;
}

void save_state(db::Tx& tx, Instant now, const MailboxState& state) {
  company::write_setting(tx, now, state_setting, json::write(state));
}

// One look. The state that was reached is stored mail by mail, together with what the mail did.
class Look {
 public:
  Look(const MailboxDeps& deps, TenantId tenant, const mail::ImapConfig& config, MailboxState state)
      : deps_(deps), tenant_(tenant), mailbox_(config), state_(std::move(state)) {}

  Status run() {
    const auto now = TRY(mailbox_.state());
    if (now.uid_validity != state_.uid_validity) {
      // Another mailbox, or one that was made anew: all of it is news, and taking it again
      // harmless.
      state_.uid_validity = now.uid_validity;
      state_.last_uid = 0;
    }
    auto uids = TRY(mailbox_.uids_after(static_cast<std::uint32_t>(state_.last_uid)));
    if (uids.size() > mails_a_look) uids.resize(mails_a_look);
    for (const auto uid : uids) TRY_STATUS(take(uid));
    return {};
  }
  const MailboxState& state() const { return state_; }

 private:
  Status take(std::uint32_t uid) {
    const auto mail = mailbox_.fetch(uid);
    if (!mail && mail.error().code != "imap.gone" && mail.error().code != "imap.size") {
      return tl::make_unexpected(mail.error());
    }
    ReturnsTaken taken;
    MailboxState reached = state_;
    reached.last_uid = uid;
    deps_.db.write(tenant_, [&](db::Tx& tx) {
      const Act act = act_of(tx, std::string(actor), deps_.clock);
      taken = mail ? take_returned_mail(tx, act, deps_.gate, *mail) : ReturnsTaken{};
      MailboxState stored = reached;
      stored.taken += taken.taken;
      stored.unmatched += taken.unmatched;
      save_state(tx, act.now, stored);
    });
    reached.taken += taken.taken;
    reached.unmatched += taken.unmatched;
    state_ = reached;
    if (taken.for_people) TRY_STATUS(mailbox_.mark_unread(uid));
    return {};
  }

  const MailboxDeps& deps_;
  TenantId tenant_;
  mail::ImapMailbox mailbox_;
  MailboxState state_;
};

}  // namespace

SecretKey returns_mailbox_key(const SecretKey& installation) {
  return derive_key(installation, "returns-mailbox");
}

ReturnsMailbox load_returns_mailbox(db::Tx& tx) {
  const auto stored = company::read_setting(tx, setting);
  if (!stored) return {};
  return json::read<ReturnsMailbox>(*stored).value_or(ReturnsMailbox());
}

MailboxState load_mailbox_state(db::Tx& tx) {
  const auto stored = company::read_setting(tx, state_setting);
  if (!stored) return {};
  return json::read<MailboxState>(*stored).value_or(MailboxState());
}

bool has_mailbox_password(db::Tx& tx, const SecretKey& mailbox_key) {
  return company::read_secret_setting(tx, mailbox_key, password_setting).has_value();
}

Status save_returns_mailbox(db::Tx& tx, Instant now, const ReturnsMailbox& mailbox,
                            const std::optional<std::string>& password,
                            const SecretKey& mailbox_key) {
  if (!mailbox.host.empty()) {
    if (mailbox.port < 1 || mailbox.port > 65535) {
      return invalid("imap.port", "A porta deve ser de 1 a 65535; as usuais são 993 e 143.",
                     "port");
    }
    TRY_STATUS(mail::check(config_of(mailbox, "", {})));
    if (!mailbox.address.empty() && !party::parse_email(mailbox.address)) {
      return invalid("imap.address",
                     "O endereço deve ser um e-mail como devolucoes@empresa.com.br, ou ficar em "
                     "branco.",
                     "address");
    }
  }
  company::write_setting(tx, now, setting, json::write(mailbox));
  if (password || mailbox.host.empty()) {
    company::write_secret_setting(tx, now, mailbox_key, password_setting,
                                  mailbox.host.empty() ? "" : *password);
  }
  MailboxState state = load_mailbox_state(tx);
  state.error.clear();
  state.looked_at.reset();  // the next look is due at once
  save_state(tx, now, state);
  return {};
}

std::optional<MailboxState> look_into_mailbox(const MailboxDeps& deps, TenantId tenant) {
  ReturnsMailbox mailbox;
  MailboxState state;
  std::string password;
  deps.db.read(tenant, [&](db::Tx& tx) {
    mailbox = load_returns_mailbox(tx);
    state = load_mailbox_state(tx);
    password = company::read_secret_setting(tx, deps.mailbox_key, password_setting).value_or("");
  });
  if (mailbox.host.empty()) return std::nullopt;
  const auto config = config_of(mailbox, std::move(password), deps.house);
  Status good = mail::check(config);
  if (good) {
    Look look(deps, tenant, config, std::move(state));
    good = look.run();
    state = look.state();
  }
  state.error = good ? "" : good.error().message;
  state.looked_at = deps.clock.now();
  deps.db.write(tenant, [&](db::Tx& tx) { save_state(tx, *state.looked_at, state); });
  return state;
}

void look_into_mailboxes(const MailboxDeps& deps, const std::function<bool()>& keep_going) {
  const auto companies = deps.db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) return;
    const bool due = deps.db.read(company.id, [&](db::Tx& tx) {
      if (load_returns_mailbox(tx).host.empty()) return false;
      const auto looked = load_mailbox_state(tx).looked_at;
      return !looked || deps.clock.now() - *looked >= look_every;
    });
    if (due) look_into_mailbox(deps, company.id);
  }
}

}  // namespace quita::messaging
