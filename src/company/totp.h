// The second factor: time-based one-time passwords (RFC 6238: SHA-1, 30 seconds, six digits, as
// every authenticator app has them) and recovery codes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace quita::company {

// 160 random bits (RFC 4226 §4, R6).
std::string make_totp_secret();
std::string base32(std::string_view bytes);  // RFC 4648, no padding, as apps take it
// "otpauth://totp/Quita:ana%40exemplo.com.br?secret=…&issuer=Quita": what the QR code holds.
std::string totp_uri(std::string_view secret, std::string_view email);

std::int64_t totp_step(Instant);  // 30-second steps since 1970
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
// The step whose code this is: the current one or a neighbour (a clock may be 30 s off), and later
// than `used_step`, since a code counts once (RFC 6238 §5.2). Blanks in `code` do not count.
std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t used_step);

// Ten codes "xxxx-xxxx-xxxx-xxxx" of 80 bits, each good once.
std::vector<std::string> make_recovery_codes();
std::string hash_recovery_code(std::string_view code);  // hex; blanks, dashes and case do not count

}  // namespace quita::company
