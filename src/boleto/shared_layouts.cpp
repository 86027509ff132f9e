#include "boleto/shared_layouts.h"

#include <fmt/format.h>

#include "base/text.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

// Bradesco's digit, weights 2 to 7: 10 is P, 11 is 0.
char digit_or_p(std::string_view digits) {
  const int value = mod11(digits, 7);
  return value == 10 ? 'P' : value == 11 ? '0' : digit_char(value);
}

void append_given_digit(FixedText<40>& text, const std::string& digit) {
  if (!digit.empty()) text.append('-').append(digit);
}

struct OperationParts {
  FixedText<4> agency;
  std::string_view operation;
};

Result<OperationParts> compose_operation_field(const Agreement& agreement, const Order& order,
                                               BankPart& part) {
  const std::string_view operation = first_given(agreement.operation, agreement.transmission);
  TRY_STATUS(check_wallet(agreement.wallet, 3, "110"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(operation, 7, "operacao"));
  TRY_STATUS(check_our_number(order.our_number, operation_number_digits));
  OperationParts parts;
  parts.agency.append_padded(agreement.agency, 4);
  parts.operation = operation;
  const bool with_digit = order.our_number.size() == operation_number_digits;
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number.substr(0, 10), 10);
  FixedText<17> checked(parts.agency.view());
  number.check_digit =
      digit_char(mod10(checked.append(agreement.wallet).append(number.digits.view()).view()));
  if (with_digit && order.our_number.back() != number.check_digit) {
    return invalid("boleto.our_number.check_digit",
                   fmt::format("nosso_numero: o último dos 11 dígitos é o verificador, e é {}, mas "
                               "deveria ser {}",
                               order.our_number.back(), number.check_digit),
                   "nosso_numero", "10 dígitos, ou 11 com o verificador");
  }
  FreeFieldWriter(part.free_field)
      .text(parts.agency.view())
      .text(agreement.wallet)
      .digits(operation, 7)
      .text(number.digits.view())
      .digit(number.check_digit)
      .done();
  return parts;
}

void print_operation(const Agreement& agreement, const OperationParts& parts, BankPart& part) {
  OurNumber& number = part.our_number;
  number.printed.append(agreement.wallet)
      .append('/')
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);
  part.beneficiary.append(parts.agency.view());
  append_given_digit(part.beneficiary, agreement.agency_digit);
  part.beneficiary.append(" / ");
  if (agreement.account.empty()) {
    part.beneficiary.append(parts.operation);
    return;
  }
  part.beneficiary.append(agreement.account);
  append_given_digit(part.beneficiary, agreement.account_digit);
}

}  // namespace

Status compose_wallet_number_account(const Agreement& agreement, const Order& order,
                                     BankPart& part) {
  std::string_view given_wallet = agreement.wallet;
  if (given_wallet.size() == 3 && given_wallet[0] == '0') given_wallet.remove_prefix(1);
  TRY_STATUS(check_digits(given_wallet, 2, "carteira"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, wallet_number_account_digits));
  FixedText<4> agency;
  agency.append_padded(agreement.agency, 4);
  FixedText<2> wallet;
  wallet.append_padded(given_wallet, 2);
  FixedText<7> account;
  account.append_padded(agreement.account, 7);
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, wallet_number_account_digits);
  FixedText<13> checked(wallet.view());
  number.check_digit = digit_or_p(checked.append(number.digits.view()).view());
  number.printed.append(wallet.view())
      .append('/')
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);
  part.beneficiary.append(agency.view());
  append_given_digit(part.beneficiary, agreement.agency_digit);
  part.beneficiary.append(" / ").append(account.view());
  append_given_digit(part.beneficiary, agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .text(agency.view())
      .text(wallet.view())
      .text(number.digits.view())
      .text(account.view())
      .digit('0')
      .done();
  return {};
}

Status compose_operation(const Agreement& agreement, const Order& order, BankPart& part) {
  const auto parts = TRY(compose_operation_field(agreement, order, part));
  print_operation(agreement, parts, part);
  return {};
}

Status compose_operation_after_agency(const Agreement& agreement, const Order& order,
                                      BankPart& part) {
  const auto parts = TRY(compose_operation_field(agreement, order, part));
  part.our_number.printed.append(parts.agency.view())
      .append(agreement.agency_digit.empty() ? mod11_zero(parts.agency.view())
                                             : agreement.agency_digit[0])
      .append('/');
  print_operation(agreement, parts, part);
  return {};
}

Status compose_beneficiary_number(const Agreement& agreement, const Order& order, char usual_issuer,
                                  BankPart& part) {
  const std::string_view beneficiary = first_given(agreement.beneficiary, agreement.client);
  TRY_STATUS(check_wallet(agreement.wallet, 2, "20"));
  TRY_STATUS(check_digits(beneficiary, 12, "codigo_beneficiario"));
  TRY_STATUS(check_our_number(order.our_number, beneficiary_number_digits));
  char issuer = usual_issuer;
  if (!agreement.emission_layout.empty()) {
    if (agreement.emission_layout != "3" && agreement.emission_layout != "4") {
      return invalid("boleto.input.range", "layout_emissao: não existe neste banco",
                     "layout_emissao", "3 (o banco emite) ou 4 (o beneficiário emite)");
    }
    issuer = agreement.emission_layout[0];
  }
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, beneficiary_number_digits);
  FixedText<12> checked(agreement.wallet);
  number.check_digit = digit_or_p(checked.append(number.digits.view()).view());
  if (!agreement.agency.empty()) {
    TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
    part.beneficiary.append_padded(agreement.agency, 4).append(" / ");
  }
  part.beneficiary.append_padded(beneficiary, 12);
  FreeFieldWriter(part.free_field)
      .digits(beneficiary, 12)
      .text(number.digits.view())
      .text(agreement.wallet)
      .digit(issuer)
      .done();
  return {};
}

Status compose_long_number(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.wallet, 3, "carteira"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, long_number_digits));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, long_number_digits);
  number.printed.append(number.digits.view());
  FixedText<24> checked(number.digits.view());
  checked.append_padded(agreement.agency, 4).append_padded(agreement.account, 7);
  const char digit = digit_char(mod10(checked.view()));
  part.beneficiary.append(checked.view().substr(long_number_digits, 4))
      .append('/')
      .append(checked.view().substr(long_number_digits + 4))
      .append('/')
      .append(digit);
  FreeFieldWriter(part.free_field)
      .text(checked.view().substr(long_number_digits))
      .digit(digit)
      .text(number.digits.view())
      .done();
  return {};
}

}  // namespace quita::boleto
