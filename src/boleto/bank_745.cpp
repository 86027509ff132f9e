// Citibank.
//
//   free field: product 1 | portfolio 3 | Cosmos account 9 | nosso número 11 + digit
//
// The Cosmos account, kept as covenant, has ten digits, and its first (the index) stays out. Digit
// of nosso número: modulus 11, weights 2 to 9; 10 and 11 are 0. Confirmed by a case (brcobranca);
// ACBr composes the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 11;
constexpr std::size_t cosmos_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 1, "3"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.portfolio, 3, "portfolio"));
  TRY_STATUS(check_digits(agreement.covenant, cosmos_size, "convenio"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  FixedText<cosmos_size> cosmos;
  cosmos.append_padded(agreement.covenant, cosmos_size);
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.check_digit = mod11_zero(number.digits.view());
  number.printed.append(number.digits.view()).append('.').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4).append(" / ").append(cosmos.view());
  FreeFieldWriter(part.free_field)
      .text(agreement.wallet)
      .digits(agreement.portfolio, 3)
      .text(cosmos.view().substr(1))
      .text(number.digits.view())
      .digit(number.check_digit)
      .done();
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"3", "Cobrança com ou sem registro"},
    {"4", "Cobrança de seguro, sem registro"},
}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta", 12, false},
    {"carteira", &Agreement::wallet, "Produto", 1, true},
    {"convenio", &Agreement::covenant, "Conta Cosmos, com 10 dígitos", 10, true},
    {"portfolio", &Agreement::portfolio, "Portfólio", 3, true},
}};

}  // namespace

extern const BoletoBank bank_745;
const BoletoBank bank_745 = {"745",   wallets,    inputs,          number_size,
                             compose, "Citibank", Sureness::cases, "brcobranca, ACBr"};

}  // namespace quita::boleto
