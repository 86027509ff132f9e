#include "base/money.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace quita {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string grouped(std::uint64_t whole) {
  std::string digits = std::to_string(whole);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, '.');
  }
  return digits;
}

std::uint64_t magnitude(Money money) {
  const auto value = money.centavos();
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

tl::unexpected<Error> bad_money(std::string_view text) {
  return invalid("money.format",
                 fmt::format("\"{}\" não é um valor em reais; esperado algo como 1.299,90",
                             text.substr(0, 40)));
}

// Digits with thousands marks ("1.299" or "1299"); groups after a mark must have three digits.
bool read_whole(std::string_view text, char mark, std::int64_t& out) {
  out = 0;
  int since_mark = -1;
  if (text.empty()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == mark && mark != 0) {
      if (i == 0 || (since_mark != -1 && since_mark != 3) || (since_mark == -1 && i > 3)) {
        return false;
      }
      since_mark = 0;
      continue;
    }
    if (!digit(c)) return false;
    if (since_mark >= 0) ++since_mark;
    out = out * 10 + (c - '0');
    if (out > Money::outside_max) return true;  // the range check names it
  }
  return since_mark == -1 || since_mark == 3;
}

}  // namespace

Result<Money> parse_money(std::string_view text) {
  const std::string_view whole_text = text;
  auto trim = [&] {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    while (text.starts_with("\xC2\xA0")) text.remove_prefix(2);
  };
  trim();
  bool minus = false;
  if (text.starts_with("-")) {
    minus = true;
    text.remove_prefix(1);
  }
  if (text.starts_with("R$")) text.remove_prefix(2);
  trim();
  if (text.starts_with("-") && !minus) {
    minus = true;
    text.remove_prefix(1);
  }

  std::int64_t cents = 0;
  char thousands = 0;
  std::string_view whole = text;
  const auto separator = text.find_last_of(".,");
  if (separator != std::string_view::npos) {
    const auto decimals = text.substr(separator + 1);
    const char mark = text[separator];
    if (decimals.size() <= 2 && !decimals.empty()) {
      if (!std::all_of(decimals.begin(), decimals.end(), digit)) return bad_money(whole_text);
      cents = (decimals[0] - '0') * 10 + (decimals.size() == 2 ? decimals[1] - '0' : 0);
      whole = text.substr(0, separator);
      thousands = mark == ',' ? '.' : ',';
    } else if (decimals.size() == 3) {
      thousands = mark;  // "1.299": a thousands mark, Brazilian or not
    } else {
      return bad_money(whole_text);
    }
  }
  std::int64_t units = 0;
  if (!read_whole(whole, thousands, units)) return bad_money(whole_text);
  if (units > Money::outside_max / 100) {
    return invalid("money.range",
                   fmt::format("\"{}\" passa do maior valor aceito, R$ 9.999.999.999,99",
                               whole_text.substr(0, 40)));
  }
  const auto value = units * 100 + cents;
  return Money::centavos(minus ? -value : value);
}

std::string format_brl(Money money) {
  const auto value = magnitude(money);
  return fmt::format("{}R$\u00A0{},{:02}", money.negative() ? "-" : "", grouped(value / 100),
                     value % 100);
}

std::string format_decimal(Money money) {
  const auto value = magnitude(money);
  return fmt::format("{}{}.{:02}", money.negative() ? "-" : "", value / 100, value % 100);
}

Result<Rate> parse_percent(std::string_view text) {
  const auto shown = text.substr(0, 40);
  if (text.ends_with('%')) text.remove_suffix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  std::int64_t value = 0;
  int decimals = -1;
  bool any = false;
  for (const char c : text) {
    if ((c == ',' || c == '.') && decimals < 0) {
      decimals = 0;
    } else if (digit(c) && decimals < 4) {
      value = value * 10 + (c - '0');
      any = true;
      if (decimals >= 0) ++decimals;
      if (value > 100'000'000) {
        return invalid("rate.range", fmt::format("\"{}\" passa do limite de 10.000 %", shown));
      }
    } else {
      any = false;
      break;
    }
  }
  if (!any) {
    return invalid("rate.format",
                   fmt::format("\"{}\" não é um percentual; esperado algo como 2 ou 0,0333 "
                               "(até quatro casas)",
                               shown));
  }
  for (int i = std::max(decimals, 0); i < 4; ++i) value *= 10;
  if (value > 100'000'000) {
    return invalid("rate.range", fmt::format("\"{}\" passa do limite de 10.000 %", shown));
  }
  return Rate::ppm(value);
}

std::string format_percent(Rate rate) {
  auto text = fmt::format("{},{:04}", rate.ppm() / 10'000, rate.ppm() % 10'000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == ',') text.pop_back();
  return text + "%";
}

Money multiply_divide(Money amount, std::int64_t numerator, std::int64_t denominator,
                      Rounding rounding) {
  assert(denominator > 0);
  const __int128 product = static_cast<__int128>(amount.centavos()) * numerator;
  const bool negative = product < 0;
  const __int128 size = negative ? -product : product;
  __int128 quotient = size / denominator;
  const __int128 twice_rest = (size % denominator) * 2;
  const bool up = rounding == Rounding::half_up     ? twice_rest >= denominator
                  : rounding == Rounding::half_even ? twice_rest > denominator ||
                                                          (twice_rest == denominator && quotient % 2)
                                                    : false;
  if (up) ++quotient;
  assert(quotient <= INT64_MAX);
  const auto value = static_cast<std::int64_t>(quotient);
  return Money::centavos(negative ? -value : value);
}

}  // namespace quita
