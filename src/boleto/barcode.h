// The 44 digits under the bars and the 47 that people type (FEBRABAN's layout of bank slips).
//
//   barcode  bank 3 | currency 9 | check digit 1 | due factor 4 | amount in centavos 10 | free 25
//   line     bank+9+free[1–5] d10 | free[6–15] d10 | free[16–25] d10 | check digit | factor+amount
//
// Both say the same; each is made from the other without loss.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::boleto {

using FreeField = std::array<char, 25>;

// What the barcode can carry: R$ 99.999.999,99.
inline constexpr std::int64_t barcode_centavos_max = 9'999'999'999;

struct DigitableLine;

// 44 digits whose check digit holds, when made by the functions below.
struct Barcode {
  std::array<char, 44> digits;

  std::string_view text() const { return {digits.data(), digits.size()}; }
  std::string_view bank() const { return text().substr(0, 3); }
  int due_factor() const;
  std::int64_t centavos() const;  // 0 = no amount in the barcode
  std::string_view free_field() const { return text().substr(19, 25); }
  DigitableLine line() const;
  bool operator==(const Barcode&) const = default;
};

struct DigitableLine {
  std::array<char, 47> digits;

  std::string_view text() const { return {digits.data(), digits.size()}; }
  // "AAAAA.AAAAA BBBBB.BBBBBB CCCCC.CCCCCC D EEEEEEEEEEEEEE"
  std::string formatted() const;
  bool operator==(const DigitableLine&) const = default;
};

// `bank`: 3 digits; factor 0 … 9999; centavos 0 … barcode_centavos_max. Anything else is a bug of
// the caller, who has checked what came from outside.
Barcode make_barcode(std::string_view bank, int factor, std::int64_t centavos, const FreeField&);

// Exactly 44 digits of a bank slip. Errors: boleto.length, boleto.character, boleto.currency,
// boleto.utility (starts with 8: read_utility_slip reads it), boleto.check_digit.
Result<Barcode> parse_barcode(std::string_view text);
// 47 digits; dots, dashes and blanks are dropped. Errors as above, and boleto.field_check_digit,
// which names the one field of the line that was mistyped.
Result<Barcode> parse_line(std::string_view text);

}  // namespace quita::boleto
