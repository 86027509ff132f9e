#include "base/secret.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "base/text.h"

namespace quita {

namespace {
const bool sodium_ready = sodium_init() >= 0;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

[[noreturn]] void key_failed(const std::string& path) {
  throw std::runtime_error(fmt::format("chave do sistema em {}: {}", path, std::strerror(errno)));
}
}  // namespace

SecretKey load_or_create_key(const std::string& path) {
  SecretKey key;
  int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) {
    randombytes_buf(key.bytes.data(), key.bytes.size());
    const bool written = ::write(file, key.bytes.data(), key.bytes.size()) ==
                             static_cast<ssize_t>(key.bytes.size()) &&
                         ::fsync(file) == 0;
    ::close(file);
    if (!written) key_failed(path);
    return key;
  }
  file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) key_failed(path);
  const auto got = ::read(file, key.bytes.data(), key.bytes.size());
  ::close(file);
  if (got != static_cast<ssize_t>(key.bytes.size())) {
    throw std::runtime_error(fmt::format("chave do sistema em {}: esperados 32 bytes", path));
  }
  return key;
}

SecretKey derive_key(const SecretKey& key, std::string_view purpose) {
  SecretKey derived;
  crypto_generichash(derived.bytes.data(), derived.bytes.size(), bytes_of(purpose), purpose.size(),
                     key.bytes.data(), key.bytes.size());
  return derived;
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), count);
  return bytes;
}

std::string random_token() { return base64url(random_bytes(32)); }

std::string sha256(std::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes_of(digest), bytes_of(bytes), bytes.size());
  return digest;
}

std::string hmac_sha256(const SecretKey& key, std::string_view message) {
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(bytes_of(mac), bytes_of(message), message.size(), key.bytes.data());
  return mac;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string seal(const SecretKey& key, std::string_view plain) {
  std::string sealed = random_bytes(crypto_secretbox_NONCEBYTES);
  sealed.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size());
  crypto_secretbox_easy(bytes_of(sealed) + crypto_secretbox_NONCEBYTES, bytes_of(plain),
                        plain.size(), bytes_of(sealed), key.bytes.data());
  return sealed;
}

Result<std::string> unseal(const SecretKey& key, std::string_view sealed) {
  constexpr std::size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  std::string plain(sealed.size() >= overhead ? sealed.size() - overhead : 0, '\0');
  if (sealed.size() < overhead ||
      crypto_secretbox_open_easy(bytes_of(plain), bytes_of(sealed) + crypto_secretbox_NONCEBYTES,
                                 sealed.size() - crypto_secretbox_NONCEBYTES, bytes_of(sealed),
                                 key.bytes.data()) != 0) {
    return fail(ErrorKind::forbidden, "secret.tampered",
                "segredo cifrado com outra chave ou alterado");
  }
  return plain;
}

}  // namespace quita
