#include "company/password.h"

#include <sodium.h>

#include <chrono>
#include <new>

#include "base/text.h"
#include "db/db.h"

namespace quita::company {

class PasswordHasher::Turn {
 public:
  explicit Turn(std::counting_semaphore<>& turns) : turns_(turns) {
    if (!turns_.try_acquire_for(std::chrono::seconds(5))) {
      throw db::Failure("too many logins at once", true);
    }
  }
  ~Turn() { turns_.release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  std::counting_semaphore<>& turns_;
};

PasswordHasher::PasswordHasher(int at_once, PasswordCost cost)
    : turns_(at_once), cost_(cost), nobody_(hash("nobody has this password")) {}

std::string PasswordHasher::hash(std::string_view password) const {
  const Turn turn(turns_);
  char text[crypto_pwhash_STRBYTES] = {};
  if (crypto_pwhash_str_alg(text, password.data(), password.size(), cost_.passes,
                            cost_.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return text;
}

bool PasswordHasher::matches(const std::string& hash, std::string_view password) const {
  if (hash == no_password) return matches_nobody(password);
  const Turn turn(turns_);
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::matches_nobody(std::string_view password) const {
  const Turn turn(turns_);
  const int verified = crypto_pwhash_str_verify(nobody_.c_str(), password.data(), password.size());
  static_cast<void>(verified);  // the work is what counts
  return false;
}

Status check_new_password(std::string_view password, std::string_view email) {
  constexpr std::size_t characters_min = 10;
  constexpr std::size_t characters_max = 128;
  const auto length = length_utf8(password);
  if (length < characters_min) {
    return invalid("password.short", "A senha precisa de ao menos 10 caracteres", "password",
                   "Uma frase curta é fácil de lembrar e difícil de adivinhar.");
  }
  if (length > characters_max) {
    return invalid("password.long", "A senha tem no máximo 128 caracteres", "password");
  }
  const bool one_character = password.find_first_not_of(password[0]) == std::string_view::npos;
  if (one_character || lower_ascii(password) == email) {
    return invalid("password.simple",
                   "A senha não pode ser um só caractere repetido nem o próprio e-mail",
                   "password");
  }
  return {};
}

}  // namespace quita::company
