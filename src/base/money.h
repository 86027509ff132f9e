// Money is int64 centavos: exact, never a floating number. Arithmetic that would overflow is a bug
// and stops the process (an assertion beats a wrong figure); amounts from outside are bounded by
// `parse` and `checked`, far from the limit.
#pragma once

#include <compare>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita {

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money centavos(std::int64_t value) { return Money(value); }

  constexpr std::int64_t centavos() const { return centavos_; }
  constexpr bool zero() const { return centavos_ == 0; }
  constexpr bool positive() const { return centavos_ > 0; }
  constexpr bool negative() const { return centavos_ < 0; }

  constexpr auto operator<=>(const Money&) const = default;
  friend constexpr Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.centavos_, b.centavos_, &sum)) std::abort();
    return Money(sum);
  }
  friend constexpr Money operator-(Money a, Money b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.centavos_, b.centavos_, &difference)) std::abort();
    return Money(difference);
  }
  friend constexpr Money operator*(Money a, std::int64_t times) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.centavos_, times, &product)) std::abort();
    return Money(product);
  }
  constexpr Money operator-() const { return Money() - *this; }
  constexpr Money& operator+=(Money other) { return *this = *this + other; }
  constexpr Money& operator-=(Money other) { return *this = *this - other; }

  // The largest amount taken from outside: R$ 9.999.999.999,99, what Pix (valor.original
  // \d{1,10}\.\d{2}) can carry; a barcode carries less, and says so.
  static constexpr std::int64_t outside_max = 999'999'999'999;

 private:
  explicit constexpr Money(std::int64_t value) : centavos_(value) {}
  std::int64_t centavos_ = 0;
};

// "1.299,90", "1299,90", "1299.90", "R$ 1.299,90", "1299" -> centavos. The last separator followed
// by one or two digits at the end is the decimal one. Errors: money.format, money.range.
Result<Money> parse_money(std::string_view text);
// "R$ 1.299,90"; negative as "-R$ 1.299,90". The space is a no-break space.
std::string format_brl(Money);
// "1299.90", as XML and Pix write it.
std::string format_decimal(Money);

// How a fraction of a centavo is treated; every rounding of the system names one of these.
enum class Rounding { half_up, half_even, down };

// An exact non-negative decimal in millionths: 2 % is 20'000 ppm; 1 % a month is 10'000 ppm.
class Rate {
 public:
  constexpr Rate() = default;
  static constexpr Rate ppm(std::int64_t value) { return Rate(value); }
  static constexpr Rate percent(std::int64_t whole) { return Rate(whole * 10'000); }
  constexpr std::int64_t ppm() const { return ppm_; }
  constexpr bool zero() const { return ppm_ == 0; }
  constexpr auto operator<=>(const Rate&) const = default;

 private:
  explicit constexpr Rate(std::int64_t value) : ppm_(value) {}
  std::int64_t ppm_ = 0;
};

// "2", "2,5", "0.0333" (percent) -> Rate, at most four decimals. Errors: rate.format, rate.range.
Result<Rate> parse_percent(std::string_view text);
// "2%", "2,5%", "0,0333%".
std::string format_percent(Rate);

// amount × numerator ÷ denominator with 128-bit intermediates, rounded once as named.
Money multiply_divide(Money amount, std::int64_t numerator, std::int64_t denominator, Rounding);
// rate of amount: amount × ppm ÷ 1'000'000.
inline Money apply(Money amount, Rate rate, Rounding rounding) {
  return multiply_divide(amount, rate.ppm(), 1'000'000, rounding);
}

}  // namespace quita
