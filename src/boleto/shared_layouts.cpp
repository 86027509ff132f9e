#include "boleto/shared_layouts.h"

#include <fmt/format.h>

#include "base/text.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

Result<WalletNumberAccount> compose_wallet_number_account(const Agreement& agreement,
                                                          const Order& order, BankPart& part) {
  std::string_view wallet = agreement.wallet;
  if (wallet.size() == 3 && wallet[0] == '0') wallet.remove_prefix(1);
  TRY_STATUS(check_digits(wallet, 2, "carteira"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, wallet_number_account_digits));
  WalletNumberAccount parts;
  parts.agency.append_padded(agreement.agency, 4);
  parts.wallet.append_padded(wallet, 2);
  parts.account.append_padded(agreement.account, 7);
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, wallet_number_account_digits);
  FixedText<13> checked(parts.wallet.view());
  const int value = mod11(checked.append(number.digits.view()).view(), 7);
  number.check_digit = value == 10 ? 'P' : value == 11 ? '0' : digit_char(value);
  FreeFieldWriter(part.free_field)
      .text(parts.agency.view())
      .text(parts.wallet.view())
      .text(number.digits.view())
      .text(parts.account.view())
      .digit('0')
      .done();
  return parts;
}

void print_agency_account(const Agreement& agreement, const WalletNumberAccount& parts,
                          BankPart& part) {
  part.beneficiary.append(parts.agency.view());
  if (!agreement.agency_digit.empty()) {
    part.beneficiary.append('-').append(agreement.agency_digit);
  }
  part.beneficiary.append(" / ").append(parts.account.view());
  if (!agreement.account_digit.empty()) {
    part.beneficiary.append('-').append(agreement.account_digit);
  }
}

Result<OperationNumber> compose_operation_number(const Agreement& agreement, const Order& order,
                                                 BankPart& part) {
  const std::string_view operation = first_given(agreement.operation, agreement.transmission);
  TRY_STATUS(check_wallet(agreement.wallet, 3, "110"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(operation, 7, "operacao"));
  TRY_STATUS(check_our_number(order.our_number, operation_number_digits));
  OperationNumber parts;
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

void print_agency_account(const Agreement& agreement, const OperationNumber& parts,
                          BankPart& part) {
  part.beneficiary.append(parts.agency.view());
  if (!agreement.agency_digit.empty()) {
    part.beneficiary.append('-').append(agreement.agency_digit);
  }
  part.beneficiary.append(" / ");
  if (agreement.account.empty()) {
    part.beneficiary.append(parts.operation);
    return;
  }
  part.beneficiary.append(agreement.account);
  if (!agreement.account_digit.empty()) {
    part.beneficiary.append('-').append(agreement.account_digit);
  }
}

}  // namespace quita::boleto
