// A small SMTP server that takes every message and delivers none: the demo's mailbox, and the other
// side of the tests. It speaks EHLO, STARTTLS (with a certificate of its own making), AUTH PLAIN
// and LOGIN, MAIL, RCPT, DATA, RSET, NOOP and QUIT over real sockets, and fails on command.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quita::mail {

struct ReceivedMail {
  std::string from;             // the envelope's, without < >
  std::vector<std::string> to;  // the envelope's
  std::string data;             // as sent, dots unstuffed, lines end in CRLF
  std::string user;             // who logged in; empty when nobody did
  bool encrypted = false;
};

struct SmtpSinkConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  std::string user;        // with a user: AUTH is demanded before MAIL
  std::string password;
  bool starttls = false;
  bool implicit_tls = false;  // SMTPS: encrypted from the first byte
  std::size_t message_bytes_max = 30 * 1024 * 1024;
  // Takes each message, from the connection's thread, before it is answered 250. Without it the
  // messages are kept for mails().
  std::function<void(ReceivedMail)> on_mail;
};

class SmtpSink {
 public:
  // Binds and listens; throws std::runtime_error naming address and reason when it cannot.
  explicit SmtpSink(SmtpSinkConfig = {});
  ~SmtpSink();
  SmtpSink(const SmtpSink&) = delete;
  SmtpSink& operator=(const SmtpSink&) = delete;

  std::uint16_t port() const;
  std::vector<ReceivedMail> mails() const;
  // Connections taken so far.
  std::size_t connections() const;
  // The certificate that STARTTLS shows, for localhost and 127.0.0.1, as PEM.
  std::string certificate_pem() const;

  // The next `times` of a command ("CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"; "." for the
  // end of the data) are answered with `answer`, such as "451 4.3.0 try later"; an empty answer
  // closes the connection without a word.
  void fail_next(std::string command, std::string answer, int times = 1);
  // RCPT of this address is always answered so.
  void fail_recipient(std::string address, std::string answer);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quita::mail
