// Semear.
//
//   free field: agency 4 | wallet 2 | nosso número 11 | account 7 + digit
//
// Digit of nosso número, printed: modulus 11 over the number; 10 is P, 11 is 0. One source,
// boletonet, which contradicts itself on the last place
// (docs/decisions/0003-banks-where-sources-differ.md).
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 11;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "02"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  const int value = mod11(number.digits.view());
  number.check_digit = value == 10 ? 'P' : value == 11 ? '0' : digit_char(value);
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append(" / ")
      .append_padded(agreement.account, 7)
      .append('-')
      .append(agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 4)
      .text(agreement.wallet)
      .text(number.digits.view())
      .digits(agreement.account, 7)
      .text(agreement.account_digit)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"02", "Cobrança com registro"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
}};

}  // namespace

extern const BoletoBank bank_743;
const BoletoBank bank_743 = {
    "743", wallets, inputs, number_size, compose, "Semear", Sureness::one_source, "boletonet"};

}  // namespace quita::boleto
