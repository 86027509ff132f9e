#include "company/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"
#include "http/message.h"

namespace quita::company {

namespace {
constexpr std::int64_t step_ms = 30'000;
constexpr std::string_view base32_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string without_blanks(std::string_view text) {
  std::string bare;
  for (const char c : text) {
    if (c != ' ' && c != '-') bare += c;
  }
  return bare;
}
}  // namespace

std::string make_totp_secret() { return random_bytes(20); }

std::string base32(std::string_view bytes) {
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += base32_alphabet[bits >> held & 31];
    }
  }
  if (held > 0) text += base32_alphabet[bits << (5 - held) & 31];
  return text;
}

std::string totp_uri(std::string_view secret, std::string_view email) {
  return "otpauth://totp/Quita:" + http::percent_encode(email) + "?secret=" + base32(secret) +
         "&issuer=Quita";
}

std::int64_t totp_step(Instant now) { return now.ms / step_ms; }

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (int i = 0; i < 8; ++i) counter[7 - i] = static_cast<unsigned char>(step >> (8 * i));
  std::array<unsigned char, 20> mac{};
  unsigned size = 0;
  if (!HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
            counter.size(), mac.data(), &size) ||
      size != mac.size()) {
    throw std::runtime_error("OpenSSL has no HMAC-SHA-1");
  }
  // Dynamic truncation, RFC 4226 §5.3.
  const auto at = static_cast<std::size_t>(mac[19] & 15);
  const std::uint32_t number =
      (mac[at] & 0x7Fu) << 24 | mac[at + 1] << 16 | mac[at + 2] << 8 | mac[at + 3];
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return pad_left(std::to_string(number % modulus), static_cast<std::size_t>(digits), '0');
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t used_step) {
  const auto bare = without_blanks(code);
  std::optional<std::int64_t> matched;
  for (const int neighbour : {-1, 0, 1}) {
    const auto step = totp_step(now) + neighbour;
    if (equal_constant_time(totp_code(secret, step), bare) && step > used_step) matched = step;
  }
  return matched;
}

std::vector<std::string> make_recovery_codes() {
  std::vector<std::string> codes;
  for (int i = 0; i < 10; ++i) {
    auto code = lower_ascii(base32(random_bytes(10)));
    for (const std::size_t at : {12u, 8u, 4u}) code.insert(at, "-");
    codes.push_back(std::move(code));
  }
  return codes;
}

std::string hash_recovery_code(std::string_view code) {
  return hex(sha256(lower_ascii(without_blanks(code))));
}

}  // namespace quita::company
