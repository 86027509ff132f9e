// A real mail server, for the length of a test program. It takes every mail for exemplo.test and
// aurora.test, finds that only devolucoes@aurora.test lives there, and writes back to the sender.
// Installed, it would take the place of the machine's own mail server; so ./test only unpacks it
// (scripts/setup.sh, into build/postfix), and this class starts its `master` with a configuration of
// its own, an account and a group that every Debian has, and its libraries found by
// LD_LIBRARY_PATH. What is installed is used where nothing was unpacked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace quita::testing {

class PostfixServer {
 public:
  // Delivers into `maildir` as the user nobody. Nothing where Postfix is neither unpacked nor
  // installed, or we are not root: it serves under several accounts. Throws std::runtime_error with its own words when it does not start.
  static std::unique_ptr<PostfixServer> start(const std::filesystem::path& maildir);
  std::uint16_t port() const { return port_; }

 private:
  PostfixServer() = default;
  std::uint16_t port_ = 0;
};

}  // namespace quita::testing
