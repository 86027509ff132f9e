// Banco do Nordeste (BNB).
//
//   free field: agency 4 | account 7 + digit | nosso número 7 + digit | wallet 2 | 000
//
// Digit of nosso número: modulus 11, weights 2 to 8; 10 and 11 are 0. Confirmed by cases
// (brcobranca); laravel-boleto, openboleto, boletonet and bopepo compose the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 7;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "21"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.check_digit = mod11_zero(number.digits.view(), 8);
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append('/')
      .append_padded(agreement.account, 7)
      .append('-')
      .append(agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 4)
      .digits(agreement.account, 7)
      .text(agreement.account_digit)
      .text(number.digits.view())
      .digit(number.check_digit)
      .text(agreement.wallet)
      .text("000")
      .done();
  return {};
}

constexpr std::array<Wallet, 4> wallets = {{
    {"21", "Cobrança simples, boleto emitido pelo beneficiário"},
    {"31", "Cobrança caucionada, boleto emitido pelo beneficiário"},
    {"41", "Cobrança vinculada, boleto emitido pelo beneficiário"},
    {"51", "Cobrança simplificada, sem registro"},
}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira (tipo de operação)", 2, true},
}};

}  // namespace

extern const BoletoBank bank_004;
const BoletoBank bank_004 = {
    "004",           wallets,
    inputs,          number_size,
    compose,         "Banco do Nordeste",
    Sureness::cases, "brcobranca, laravel-boleto, openboleto, boletonet, bopepo"};

}  // namespace quita::boleto
