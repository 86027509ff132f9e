// A real IMAP server over one Maildir, for the length of a test program.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace quita::testing {

class DovecotServer {
 public:
  // Nothing where Dovecot is not installed. Throws std::runtime_error with its own words when it
  // does not start.
  static std::unique_ptr<DovecotServer> start();

  std::uint16_t port() const { return port_; }          // plain, with STARTTLS
  std::uint16_t tls_port() const { return tls_port_; }  // TLS from the first byte
  std::string ca_file() const { return (folder_ / "cert.pem").string(); }
  static constexpr const char* user = "devolucoes@empresa.example";
  static constexpr const char* password = "segredo-da-caixa";

  std::filesystem::path maildir() const { return folder_ / "Maildir"; }

  // A mail arrives in the INBOX.
  void deliver(std::string_view mail);
  // How many mails of the INBOX have been read.
  int read_mails() const;

 private:
  DovecotServer() = default;
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::uint16_t tls_port_ = 0;
  int delivered_ = 0;
};

}  // namespace quita::testing
