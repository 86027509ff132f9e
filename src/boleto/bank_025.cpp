// Banco Alfa.
//
//   free field: agency 4 | wallet 2 | nosso número 10 + digit | account 6 + digit | 0
//
// Digit of nosso número: modulus 11 over wallet and number of 11 places, weights 2 to 7; 10 and 11
// are 0. For the wallets 11, 21, 31 and 41 two zeros stand in the wallet's place, in that sum only.
// One source, ACBr.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view wallet = agreement.wallet;
  TRY_STATUS(check_wallet(wallet, 2, "11"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 6, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  const bool without_wallet = wallet == "11" || wallet == "21" || wallet == "31" || wallet == "41";
  FixedText<13> checked(without_wallet ? std::string_view("00") : wallet);
  number.check_digit = mod11_zero(checked.append_padded(number.digits.view(), 11).view(), 7);
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append('/')
      .append_padded(agreement.account, 7)
      .append(agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 4)
      .text(wallet)
      .text(number.digits.view())
      .digit(number.check_digit)
      .digits(agreement.account, 6)
      .text(agreement.account_digit)
      .digit('0')
      .done();
  return {};
}

constexpr std::array<Wallet, 4> wallets = {{
    {"11", "Carteira 11"},
    {"21", "Carteira 21"},
    {"31", "Carteira 31"},
    {"41", "Carteira 41"},
}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 6, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
}};

}  // namespace

extern const BoletoBank bank_025;
const BoletoBank bank_025 = {
    "025", wallets, inputs, number_size, compose, "Alfa", Sureness::one_source, "ACBr"};

}  // namespace quita::boleto
