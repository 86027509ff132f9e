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

namespace {

std::string letter_p(int digit) {
  return digit == 10 ? "P" : digit == 11 ? "0" : std::to_string(digit);
}

const std::string& beneficiary_of(const Covenant& covenant) {
  return covenant.beneficiary_code.empty() ? covenant.covenant : covenant.beneficiary_code;
}

// Mod 11, weights 2 to 7, over the wallet (2) and the number of so many digits; 10 and 11 are 0.
std::string after_wallet(const Covenant& covenant, std::string_view digits, std::size_t width) {
  const auto all = pad_left(covenant.wallet, 2, '0') + pad_left(digits, width, '0');
  if (covenant.wallet.empty() || !all_digits(all)) return {};
  return std::string(1, boleto::mod11_zero(all, 7));
}

}  // namespace

std::string bradesco_digit(const Covenant& covenant, std::string_view digits) {
  if (!all_digits(covenant.wallet)) return {};
  return letter_p(boleto::mod11(pad_left(covenant.wallet, 2, '0') + pad_left(digits, 11, '0'), 7));
}

std::string c6_digit(const Covenant& covenant, std::string_view digits) {
  if (!all_digits(covenant.wallet)) return {};
  return letter_p(boleto::mod11(pad_left(covenant.wallet, 2, '0') + pad_left(digits, 10, '0'), 7));
}

std::string mod11_digit(const Covenant&, std::string_view digits) {
  return std::string(1, boleto::mod11_zero(digits));
}

std::string sicredi_digit(const Covenant& covenant, std::string_view digits) {
  const auto& post = covenant.post.empty() ? covenant.operation : covenant.post;
  const auto place = pad_left(covenant.agency, 4, '0') + pad_left(post, 2, '0') +
                     pad_left(beneficiary_of(covenant), 5, '0');
  if (covenant.agency.empty() || post.empty() || place.size() != 11 || !all_digits(place))
    return {};
  return std::string(1, boleto::mod11_zero(place + pad_left(digits, 8, '0')));
}

std::string sicoob_digit(const Covenant& covenant, std::string_view digits) {
  const auto all = pad_left(covenant.agency, 4, '0') + pad_left(beneficiary_of(covenant), 10, '0') +
                   pad_left(digits, 7, '0');
  if (covenant.agency.empty() || beneficiary_of(covenant).empty() || !all_digits(all)) return {};
  constexpr int weights[] = {3, 1, 9, 7};
  int sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i) sum += (all[i] - '0') * weights[i % 4];
  return sum % 11 <= 1 ? "0" : std::to_string(11 - sum % 11);
}

std::string banrisul_digit(const Covenant&, std::string_view digits) {
  if (digits.size() > 20) return {};
  const auto pair = boleto::double_digit(pad_left(digits, 8, '0'));
  return {pair[0], pair[1]};
}

std::string nordeste_digit(const Covenant&, std::string_view digits) {
  return std::string(1, boleto::mod11_zero(digits, 8));
}

std::string safra_digit(const Covenant&, std::string_view digits) {
  const int digit = boleto::mod11(digits);
  return digit == 10 ? "0" : digit == 11 ? "1" : std::to_string(digit);
}

std::string operation_digit(const Covenant& covenant, std::string_view digits) {
  const auto all = pad_left(covenant.agency, 4, '0') + pad_left(covenant.wallet, 3, '0') +
                   pad_left(digits, 10, '0');
  if (covenant.agency.empty() || covenant.wallet.empty() || !all_digits(all)) return {};
  return std::to_string(boleto::mod10(all));
}

std::string alfa_digit(const Covenant& covenant, std::string_view digits) {
  const auto& wallet = covenant.wallet;
  if (wallet == "11" || wallet == "21" || wallet == "31" || wallet == "41")
    return std::string(1, boleto::mod11_zero(digits, 7));
  return after_wallet(covenant, digits, 11);
}

std::string unicred_rs_digit(const Covenant& covenant, std::string_view digits) {
  return after_wallet(covenant, digits, 10);
}

std::string credisan_digit(const Covenant&, std::string_view digits) {
  const int digit = boleto::mod11(digits);
  return digit == 10 ? "X" : digit == 11 ? "0" : std::to_string(digit);
}

std::string hsbc_digit(const Covenant&, std::string_view digits) {
  return std::string(1, boleto::mod11_zero(pad_left(digits, 10, '0'), 7));
}

std::string banestes_digit(const Covenant&, std::string_view digits) {
  auto number = pad_left(digits, 8, '0');
  const char first = boleto::mod11_zero(number);
  return {first, boleto::mod11_zero(number + first, 10)};
}

std::string mercantil_digit(const Covenant& covenant, std::string_view digits) {
  const auto all = pad_left(covenant.agency, 4, '0') + pad_left(digits, 10, '0');
  if (covenant.agency.empty() || !all_digits(all)) return {};
  return std::string(1, boleto::mod11_zero(all));
}

std::string sulcredi_digit(const Covenant& covenant, std::string_view digits) {
  const auto& given = covenant.covenant.empty() ? covenant.beneficiary_code : covenant.covenant;
  const auto all = pad_left(given, 7, '0') + '9' + pad_left(digits, 11, '0');
  if (given.empty() || all.size() != 19 || !all_digits(all)) return {};
  return std::to_string(boleto::mod10(all));
}

}  // namespace quita::cnab
