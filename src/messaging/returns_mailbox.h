// The mailbox to which mails come back, and the look into it.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "base/secret.h"
#include "db/db.h"
#include "messaging/returned_mail.h"
#include "messaging/smtp_settings.h"
#include "messaging/smtp_transport.h"

namespace quita::messaging {

struct ReturnsMailbox {
  std::string host;  // empty: not set up
  int port = 993;
  Security security = Security::tls;
  std::string user;
  std::string folder = "INBOX";
  // Where mails come back to (the sender of the SMTP envelope); empty: the from address.
  std::string address;
};

// The last look, for people and for the next look.
struct MailboxState {
  std::int64_t uid_validity = 0;
  std::int64_t last_uid = 0;  // dealt with
  std::optional<Instant> looked_at;
  std::string error;           // Portuguese; empty: the last look went well
  std::int64_t taken = 0;      // returns of our messages so far
  std::int64_t unmatched = 0;  // returns of other mails so far
};

// The key under which the password is sealed: derive_key(installation key, "returns-mailbox").
SecretKey returns_mailbox_key(const SecretKey& installation);

// What is not set up has an empty host.
ReturnsMailbox load_returns_mailbox(db::Tx&);
MailboxState load_mailbox_state(db::Tx&);
bool has_mailbox_password(db::Tx&, const SecretKey& mailbox_key);

// An empty host takes the mailbox away. `password`: absent keeps the old one. Errors: imap.host,
// imap.port, imap.user, imap.folder, imap.plain_password, imap.address.
Status save_returns_mailbox(db::Tx&, Instant now, const ReturnsMailbox&,
                            const std::optional<std::string>& password,
                            const SecretKey& mailbox_key);

// Deals with what has arrived since the last look, at most 500 mails; what a person wrote stays
// unread in the mailbox. A process that dies goes on after the last mail that was dealt with.
// Answers the state after it, whose `error` tells what went wrong; nothing when there is no
// mailbox.
struct MailboxDeps {
  db::Db& db;
  const Clock& clock;
  Gate& gate;
  SecretKey mailbox_key;
  SmtpHouse house;
};
std::optional<MailboxState> look_into_mailbox(const MailboxDeps&, TenantId);

// Looks into every company's mailbox whose last look is this old.
inline constexpr std::chrono::minutes look_every{2};
void look_into_mailboxes(const MailboxDeps&, const std::function<bool()>& keep_going);

}  // namespace quita::messaging
