// Safra.
//
//   free field: 7 | agency 4 + digit | account 8 + digit | nosso número 8 + digit | 2
//
// Digit of nosso número: modulus 11, weights 2 to 9; 10 is 0 and 11 is 1. Confirmed by cases
// (BoletoNetCore); brcobranca composes the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 8;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 1, "1"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.agency_digit, 1, "agencia_dv"));
  TRY_STATUS(check_digits(agreement.account, 8, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  const int digit = mod11(number.digits.view());
  number.check_digit = digit == 10 ? '0' : digit == 11 ? '1' : digit_char(digit);
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append(agreement.agency_digit)
      .append(" / ")
      .append_padded(agreement.account, 8)
      .append(agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .digit('7')
      .digits(agreement.agency, 4)
      .text(agreement.agency_digit)
      .digits(agreement.account, 8)
      .text(agreement.account_digit)
      .text(number.digits.view())
      .digit(number.check_digit)
      .digit('2')
      .done();
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"1", "Cobrança simples"},
    {"2", "Cobrança vinculada"},
}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 8, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira", 1, true},
}};

}  // namespace

extern const BoletoBank bank_422;
const BoletoBank bank_422 = {"422",   wallets, inputs,          number_size,
                             compose, "Safra", Sureness::cases, "BoletoNetCore, brcobranca"};

}  // namespace quita::boleto
