// Unicred.
//
//   free field: agency 4 | account 10, digit included | nosso número 10 + digit
//
// Digit of nosso número: modulus 11, weights 2 to 9; 10 and 11 are 0. Confirmed by a case
// (openboleto); brcobranca and laravel-boleto compose the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "21"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 10, "conta"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  FixedText<11> account(agreement.account);
  part.beneficiary.append_padded(agreement.agency, 4).append(" / ");
  if (agreement.account_digit.empty()) {
    part.beneficiary.append_padded(account.view(), 10);
  } else {
    TRY_STATUS(check_digits(agreement.account, 9, "conta"));
    TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
    part.beneficiary.append_padded(account.view(), 9).append('-').append(agreement.account_digit);
    account.append(agreement.account_digit);
  }
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.check_digit = mod11_zero(number.digits.view());
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 4)
      .digits(account.view(), 10)
      .text(number.digits.view())
      .digit(number.check_digit)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"21", "Cobrança com registro"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"conta", &Agreement::account, "Conta; com o dígito, se ele não vier à parte", 10, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
}};

}  // namespace

extern const BoletoBank bank_136;
const BoletoBank bank_136 = {
    "136",   wallets,   inputs,          number_size,
    compose, "Unicred", Sureness::cases, "openboleto, brcobranca, laravel-boleto"};

}  // namespace quita::boleto
