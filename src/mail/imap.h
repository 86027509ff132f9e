// Reads a mailbox over IMAP4rev1 (RFC 3501), by libcurl. Mails are known by their UID, which a
// mailbox gives once and in ascending order for as long as its UIDVALIDITY stays the same: whoever
// keeps the last UID that he has dealt with, loses no mail and takes none twice.
//
// One ImapMailbox keeps one connection, over which a server may hide what arrives after its first
// question: make a new one for each look. It is not shared between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "mail/smtp.h"

namespace quita::mail {

struct ImapConfig {
  std::string host;
  std::uint16_t port = 993;
  Tls tls = Tls::implicit;
  std::string user;
  std::string password;
  std::string folder = "INBOX";  // ASCII
  std::string ca_file;           // PEM; empty: the system's authorities
  int connect_timeout_ms = 10'000;
  int timeout_ms = 60'000;
  std::size_t mail_bytes_max = 30 * 1024 * 1024;
  bool public_only = false;  // as of SmtpConfig
};
// Errors: imap.host, imap.user, imap.folder, imap.plain_password.
Status check(const ImapConfig&);

class ImapMailbox {
 public:
  // The configuration must pass `check`; otherwise std::invalid_argument.
  explicit ImapMailbox(ImapConfig);
  ~ImapMailbox();

  // Errors of all: imap.login, imap.folder, imap.tls, imap.unreachable, imap.private_address.
  struct State {
    std::uint32_t uid_validity = 0;
    std::uint32_t uid_next = 0;  // no mail has it yet
  };
  Result<State> state();
  // The UIDs above `uid`, ascending.
  Result<std::vector<std::uint32_t>> uids_after(std::uint32_t uid);
  // The mail as it stands, CRLF. Asking marks it as read. Error too: imap.size; and imap.gone, when
  // somebody deleted it meanwhile.
  Result<std::string> fetch(std::uint32_t uid);
  Status mark_unread(std::uint32_t uid);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quita::mail
