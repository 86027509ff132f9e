#include "brazil/tracking_code.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace quita {
namespace {

constexpr std::size_t length = 13, digits_at = 2, serial_digits = 8, check_at = 10;

bool letters(std::string_view text) {
  for (const char c : text) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

// S10: weights 8 6 4 2 3 5 9 7, 11 minus the sum's remainder by 11; 10 is written 0, and 11 as 5.
char check_digit(std::string_view serial) {
  constexpr std::array<int, serial_digits> weights = {8, 6, 4, 2, 3, 5, 9, 7};
  int sum = 0;
  for (std::size_t i = 0; i < serial_digits; ++i) sum += weights[i] * (serial[i] - '0');
  const int check = 11 - sum % 11;
  if (check == 10) return '0';
  if (check == 11) return '5';
  return static_cast<char>('0' + check);
}

}  // namespace

Result<std::string> parse_tracking_code(std::string_view text) {
  std::string code;
  for (const char c : upper_ascii(text)) {
    if (c != ' ' && c != '\t') code += c;
  }
  const std::string_view all(code);
  if (all.size() != length || !letters(all.substr(0, 2)) || !letters(all.substr(11)) ||
      !all_digits(all.substr(digits_at, serial_digits + 1))) {
    return invalid("tracking_code.format",
                   "O código de rastreio tem duas letras, nove algarismos e duas letras, como "
                   "BR123456785BR.",
                   "tracking_code");
  }
  const char expected = check_digit(all.substr(digits_at, serial_digits));
  if (all[check_at] != expected) {
    return invalid("tracking_code.check_digit",
                   fmt::format("O código de rastreio {} tem um algarismo errado: o último deles "
                               "deveria ser {}.",
                               code, expected),
                   "tracking_code");
  }
  return code;
}

}  // namespace quita
