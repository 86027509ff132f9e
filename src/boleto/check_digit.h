// The two check-digit sums of the field, over ASCII digits.
#pragma once

#include <array>
#include <cassert>
#include <cstring>
#include <string_view>

namespace quita::boleto {

// Weights 2,1,2,1… from the right; the digits of each product are added; (10 − sum mod 10) mod 10.
// Twice a digit, its digits added, is the double less 9 when it has two digits: 2 × d − 9 × (d > 4).
inline int mod10(std::string_view digits) {
  int sum = 0;
  std::size_t left = digits.size();
  for (; left >= 2; left -= 2) {
    const int twice = digits[left - 1] - '0';
    sum += 2 * twice - (twice > 4 ? 9 : 0) + (digits[left - 2] - '0');
  }
  if (left == 1) {
    const int twice = digits[0] - '0';
    sum += 2 * twice - (twice > 4 ? 9 : 0);
  }
  return (10 - sum % 10) % 10;
}

// The sum of digit × weight, weights 2 … weight_max from the right and again from 2.
inline int weighted_sum(std::string_view digits, int weight_max = 9) {
  int sum = 0;
  int weight = 2;
  for (std::size_t i = digits.size(); i-- > 0;) {
    sum += (digits[i] - '0') * weight;
    weight = weight == weight_max ? 2 : weight + 1;
  }
  return sum;
}

// 11 − sum mod 11, that is 1 … 11: what 10 and 11 become is each bank's own rule.
inline int mod11(std::string_view digits, int weight_max = 9) {
  return 11 - weighted_sum(digits, weight_max) % 11;
}

// The commonest of those rules: 10 and 11 become 0.
inline char mod11_zero(std::string_view digits, int weight_max = 9) {
  const int value = mod11(digits, weight_max);
  return static_cast<char>(value > 9 ? '0' : '0' + value);
}

// The two digits of the state banks' common layout (ASBACE; Banrisul's "NC"): modulus 10 over
// `digits`, then modulus 11 with weights 2 to 7 over `digits` and the first. A remainder of 1 has
// no second digit: the first is raised by one (9 becomes 0) and the second is taken again.
inline std::array<char, 2> double_digit(std::string_view digits) {
  std::array<char, 32> text;
  assert(digits.size() < text.size());
  std::memcpy(text.data(), digits.data(), digits.size());
  const std::string_view with_first(text.data(), digits.size() + 1);
  for (int first = mod10(digits);; first = (first + 1) % 10) {
    text[digits.size()] = static_cast<char>('0' + first);
    const int rest = weighted_sum(with_first, 7) % 11;
    if (rest == 1) continue;
    return {text[digits.size()], static_cast<char>(rest == 0 ? '0' : '0' + 11 - rest)};
  }
}

}  // namespace quita::boleto
