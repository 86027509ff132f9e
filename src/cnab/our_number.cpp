#include "cnab/our_number.h"

#include <algorithm>

#include "base/text.h"
#include "boleto/check_digit.h"

namespace quita::cnab {

std::string itau_digit(const Covenant& covenant, std::string_view digits) {
  if (!all_digits(covenant.agency + covenant.account + covenant.wallet)) return {};
  static constexpr std::string_view without_account[] = {"126", "131", "146", "150", "168"};
  const auto tail = pad_left(covenant.wallet, 3, '0') + pad_left(digits, 8, '0');
  if (std::ranges::find(without_account, covenant.wallet) != std::end(without_account))
    return std::to_string(boleto::mod10(tail));
  return std::to_string(
      boleto::mod10(pad_left(covenant.agency, 4, '0') + pad_left(covenant.account, 5, '0') + tail));
}

std::string bradesco_digit(const Covenant& covenant, std::string_view digits) {
  if (!all_digits(covenant.wallet)) return {};
  const int digit = boleto::mod11(pad_left(covenant.wallet, 2, '0') + pad_left(digits, 11, '0'), 7);
  return digit == 10 ? "P" : digit == 11 ? "0" : std::to_string(digit);
}

std::string santander_digit(const Covenant&, std::string_view digits) {
  return std::string(1, boleto::mod11_zero(digits));
}

}  // namespace quita::cnab
