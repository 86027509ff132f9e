// Passwords: argon2id, as many at a time as memory allows.
#pragma once

#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::company {

struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = 64 * 1024 * 1024;  // ≈ 85 ms
};

// Thread-safe. At most `at_once` run, each in memory_bytes; others wait up to five seconds and then
// get a retryable db::Failure (503), so that a storm of logins cannot eat the machine's memory.
class PasswordHasher {
 public:
  explicit PasswordHasher(int at_once = 2, PasswordCost cost = {});

  std::string hash(std::string_view password) const;
  bool matches(const std::string& hash, std::string_view password) const;
  // Takes as long as matches() and is false: for who does not exist.
  bool matches_nobody(std::string_view password) const;

 private:
  class Turn;
  mutable std::counting_semaphore<> turns_;
  PasswordCost cost_;
  std::string nobody_;
};

// What a hash never matches, for users who have not chosen a password yet.
inline constexpr std::string_view no_password = "*";

// 10 to 128 characters, not one character all over, not the person's own e-mail: length is what
// counts (NIST SP 800-63B §5.1.1.2), so nothing is asked of capitals or signs. Errors:
// password.short, password.long, password.simple.
Status check_new_password(std::string_view password, std::string_view email);

}  // namespace quita::company
