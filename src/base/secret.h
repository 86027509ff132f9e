// Random bytes, digests, keyed digests and sealed secrets, all by libsodium.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita {

// A 256-bit key that the installation keeps in a file of mode 0600.
struct SecretKey {
  std::array<unsigned char, 32> bytes{};
};
// Reads the key file, or makes one. Throws std::runtime_error with path and reason.
SecretKey load_or_create_key(const std::string& path);
// A key for one purpose, so that a link's signature never fits a webhook's.
SecretKey derive_key(const SecretKey&, std::string_view purpose);

std::string random_bytes(std::size_t count);
std::string random_token();                       // 256 bits, base64url, 43 characters
std::string sha256(std::string_view bytes);       // 32 raw bytes
std::string hmac_sha256(const SecretKey&, std::string_view message);  // 32 raw bytes
bool equal_constant_time(std::string_view, std::string_view);

// Authenticated encryption (XSalsa20-Poly1305), nonce in front.
std::string seal(const SecretKey&, std::string_view plain);
Result<std::string> unseal(const SecretKey&, std::string_view sealed);  // error: secret.tampered

}  // namespace quita
