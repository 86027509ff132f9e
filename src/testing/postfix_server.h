// A real mail server, for the length of a test program. It takes every mail for exemplo.test and
// aurora.test, finds that only devolucoes@aurora.test lives there, and writes back to the sender.
// Not among the packages that ./test installs: it would take the place of the machine's own mail
// server. Where it is installed already, and the tests run as root, it is used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace quita::testing {

class PostfixServer {
 public:
  // Delivers into `maildir` as the user nobody. Nothing where Postfix is not installed or we are
  // not root. Throws std::runtime_error with its own words when it does not start.
  static std::unique_ptr<PostfixServer> start(const std::filesystem::path& maildir);
  std::uint16_t port() const { return port_; }

 private:
  PostfixServer() = default;
  std::uint16_t port_ = 0;
};

}  // namespace quita::testing
