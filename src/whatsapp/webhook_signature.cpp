#include "whatsapp/webhook_signature.h"

#include <sodium.h>

#include <array>

#include "base/secret.h"
#include "base/text.h"

namespace quita::whatsapp {
namespace {

constexpr std::string_view scheme = "sha256=";
constexpr std::size_t challenge_max = 200;

std::string hmac(std::string_view key, std::string_view bytes) {
  const auto unsigned_bytes = [](std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, unsigned_bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, unsigned_bytes(bytes), bytes.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
  crypto_auth_hmacsha256_final(&state, digest.data());
  return {digest.begin(), digest.end()};
}

}  // namespace

bool signed_by(std::string_view app_secret, std::string_view header, std::string_view body) {
  if (app_secret.empty() || !header.starts_with(scheme)) return false;
  std::string given;
  if (!from_hex(header.substr(scheme.size()), given)) return false;
  return equal_constant_time(given, hmac(app_secret, body));
}

std::string signature_header(std::string_view app_secret, std::string_view body) {
  return std::string(scheme) + hex(hmac(app_secret, body));
}

Result<std::string> answer_challenge(std::string_view mode, std::string_view token,
                                     std::string_view challenge, std::string_view own_token) {
  const bool ours = !own_token.empty() && equal_constant_time(token, own_token);
  // Meta's challenge is a number; what is echoed to whoever asks must not be a page.
  if (mode != "subscribe" || !ours || challenge.size() > challenge_max || !all_digits(challenge)) {
    return fail(ErrorKind::forbidden, "whatsapp.challenge",
                "A verificação do webhook não confere com o token configurado.");
  }
  return std::string(challenge);
}

}  // namespace quita::whatsapp
