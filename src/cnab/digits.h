// Digits to numbers and back, eight at a time: this is most of what CNAB is made of.
#pragma once

#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "base/date.h"

namespace quita::cnab {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The value of `count` ASCII digits; false, and nothing in `into`, when one of them is none. Wraps
// past 18 digits.
inline bool parse_digits(const char* at, std::size_t count, std::int64_t& into) {
  std::uint64_t value = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; count >= 8; count -= 8, at += 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, at, 8);
      // Each byte's upper half is 3, and stays so when 6 is added: 0x30 … 0x39.
      if (((eight & 0xF0F0F0F0F0F0F0F0U) |
           ((eight + 0x0606060606060606U) & 0xF0F0F0F0F0F0F0F0U) >> 4) != 0x3333333333333333U)
        return false;
      eight = (eight & 0x0F0F0F0F0F0F0F0FU) * 2561 >> 8;      // pairs
      eight = (eight & 0x00FF00FF00FF00FFU) * 6553601 >> 16;  // fours
      eight = (eight & 0x0000FFFF0000FFFFU) * 42949672960001 >> 32;
      value = value * 100'000'000 + eight;
    }
  }
  for (; count > 0; --count, ++at) {
    const auto digit = static_cast<unsigned char>(*at - '0');
    if (digit > 9) return false;
    value = value * 10 + digit;
  }
  into = static_cast<std::int64_t>(value);
  return true;
}

// DDMMAA or DDMMAAAA. Of six digits the years 70 … 99 are 19xx. Absent when they name no day
// between 1900 and 2199.
inline std::optional<Date> parse_cnab_date(std::string_view digits) {
  std::int64_t number = 0;
  const auto size = digits.size();
  if ((size != 6 && size != 8) || !parse_digits(digits.data(), size, number)) return std::nullopt;
  const int years = size == 6 ? 100 : 10'000;
  int year = static_cast<int>(number % years);
  if (size == 6) year += year < 70 ? 2000 : 1900;
  if (year < 1900 || year > 2199) return std::nullopt;
  const auto month = static_cast<unsigned>(number / years % 100);
  const auto day = static_cast<unsigned>(number / years / 100);
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month),
                                        std::chrono::day(day)};
  if (!ymd.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(ymd));
}

// The number in `count` columns, zeros in front; false when it does not fit.
inline bool write_digits(char* at, std::size_t count, std::uint64_t value) {
  for (; count > 0; --count) {
    at[count - 1] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return value == 0;
}

}  // namespace quita::cnab
