// Vórtx.
//
//   free field: agency 4 | account 10, digit included | nosso número 11
//
// Digit of nosso número, printed and in the files: modulus 11 over the number; 10 and 11 are 0. One
// source, ACBr.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 11;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.wallet, 3, "carteira"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 9, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.check_digit = mod11_zero(number.digits.view());
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append('/')
      .append(agreement.account)
      .append('-')
      .append(agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 4)
      .digits(agreement.account, 9)
      .text(agreement.account_digit)
      .text(number.digits.view())
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"1", "Carteira 1"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 9, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
}};

}  // namespace

extern const BoletoBank bank_310;
const BoletoBank bank_310 = {
    "310", wallets, inputs, number_size, compose, "Vórtx", Sureness::one_source, "ACBr"};

}  // namespace quita::boleto
