// Banese.
//
//   free field: agency 2 | account 8 + digit | nosso número 8 + digit | 047 | double digit
//
// Digit of nosso número: modulus 11, weights 2 to 9, over agency and number; 10 and 11 are 0. Two
// sources: ACBr and openboleto compose the same field and digit; of the double digit, ACBr says
// what a remainder of 1 becomes.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 8;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  if (agreement.wallet != "CS") {
    return invalid("boleto.wallet", "carteira: não é uma carteira do Banese", "carteira", "CS");
  }
  TRY_STATUS(check_digits(agreement.agency, 3, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 8, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  FixedText<3> agency;
  agency.append_padded(agreement.agency, 3);
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<11> checked(agency.view());
  number.check_digit = mod11_zero(checked.append(number.digits.view()).view());
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append(agency.view())
      .append('/')
      .append_padded(agreement.account, 8)
      .append(agreement.account_digit);
  FreeFieldWriter free(part.free_field);
  free.text(agency.view().substr(1))
      .digits(agreement.account, 8)
      .text(agreement.account_digit)
      .text(number.digits.view())
      .digit(number.check_digit)
      .text("047");
  const auto digits = double_digit(free.written());
  free.digit(digits[0]).digit(digits[1]).done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"CS", "Cobrança simples"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 3, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 8, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
}};

}  // namespace

extern const BoletoBank bank_047;
const BoletoBank bank_047 = {"047",
                             wallets,
                             inputs,
                             number_size,
                             compose,
                             "Banese",
                             Sureness::two_sources,
                             "ACBr, openboleto"};

}  // namespace quita::boleto
