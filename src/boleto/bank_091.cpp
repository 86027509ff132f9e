// Unicred of Rio Grande do Sul, the central that had a code of its own: Unicred's free field (136)
// with another digit.
//
//   free field: agency 4 | account 10, digit included | nosso número 10 + digit
//
// Digit of nosso número: modulus 11 over wallet and number, weights 2 to 7; 10 and 11 are 0. One
// source, ACBr.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "21"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 9, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<12> checked(agreement.wallet);
  number.check_digit = mod11_zero(checked.append(number.digits.view()).view(), 7);
  number.printed.append(agreement.wallet)
      .append('/')
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append(" / ")
      .append_padded(agreement.account, 9)
      .append('-')
      .append(agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 4)
      .digits(agreement.account, 9)
      .text(agreement.account_digit)
      .text(number.digits.view())
      .digit(number.check_digit)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"21", "Cobrança com registro"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 9, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
}};

}  // namespace

extern const BoletoBank bank_091;
const BoletoBank bank_091 = {"091",
                             wallets,
                             inputs,
                             number_size,
                             compose,
                             "Unicred do Rio Grande do Sul",
                             Sureness::one_source,
                             "ACBr"};

}  // namespace quita::boleto
