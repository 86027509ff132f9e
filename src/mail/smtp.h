// Hands a message to an SMTP server (RFC 5321), by libcurl.
//
// One Sender keeps one connection and uses it for one message after the other; it is not shared
// between threads. Time for one message ≤ connect_timeout_ms + timeout_ms.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::mail {

enum class Tls {
  none,               // plain text; with a password only to this machine itself
  starttls_optional,  // when offered; never with a password, which it might tell in the clear
  starttls_required,  // port 587
  implicit,           // SMTPS, port 465
};

struct SmtpConfig {
  std::string host;
  std::uint16_t port = 587;
  Tls tls = Tls::starttls_required;
  std::string user;  // empty: no AUTH
  std::string password;
  std::string helo_name = "localhost";  // this machine's own name
  std::string ca_file;                  // PEM; empty: the system's authorities
  int connect_timeout_ms = 10'000;
  int timeout_ms = 60'000;
  // Ends a conversation that waits: within a second, or, once the whole text was sent, when the
  // server has had stop_grace_ms to say that it has it.
  std::stop_token stop;
  // Whatever name was given, no connection to a private address (http/public_address.h).
  bool public_only = false;
  static constexpr int stop_grace_ms = 5'000;
};
// Errors: smtp.host, smtp.helo, smtp.plain_password.
Status check(const SmtpConfig&);

// How far the conversation came.
enum class SmtpStage { connect, hello, login, sender, recipient, data };

struct SmtpOutcome {
  enum class Kind {
    accepted,      // 250 after the data: the server took it over
    rejected,      // 5xx to this sender, recipient or text: trying again is useless
    deferred,      // 4xx: try again later
    not_admitted,  // the server does not serve us (login, TLS, certificate, 5xx greeting): a person
                   // must act; says nothing about the recipient
    unreachable,   // no connection, or it broke, or it took too long
  };
  Kind kind = Kind::unreachable;
  SmtpStage stage = SmtpStage::connect;
  int code = 0;        // the server's last reply code; 0 when it said nothing
  std::string answer;  // the server's last reply, all its lines; or what went wrong
  // Unreachable after the whole text was sent: the server may have taken it. Repeat with the same
  // Message-ID, by which receivers know a twin.
  bool maybe_delivered = false;
  bool private_address = false;  // unreachable because only public ones are allowed
};

class SmtpSender {
 public:
  // The configuration must pass `check`; otherwise std::invalid_argument.
  explicit SmtpSender(SmtpConfig);
  ~SmtpSender();
  SmtpSender(SmtpSender&&) noexcept;

  // `from` is the envelope's sender, where bounces go; `message` is what write_mime made. Addresses
  // that check_address refuses are rejected without asking the server.
  SmtpOutcome send(std::string_view from, std::string_view to, std::string_view message);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quita::mail
