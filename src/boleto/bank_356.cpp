// Banco Real, merged into Santander in 2010: for slips that are still about.
//
//   free field: agency 4 | account 7 | digit | nosso número 13
//
// The digit ("digitão"): modulus 10 over nosso número, agency and account. Sources: bopepo,
// pyboleto and boletonet compose the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 13;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "57"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.printed.append(number.digits.view());
  FixedText<24> checked(number.digits.view());
  checked.append_padded(agreement.agency, 4).append_padded(agreement.account, 7);
  const char digit = digit_char(mod10(checked.view()));
  part.beneficiary.append(checked.view().substr(number_size, 4))
      .append('/')
      .append(checked.view().substr(number_size + 4))
      .append('/')
      .append(digit);
  FreeFieldWriter(part.free_field)
      .text(checked.view().substr(number_size))
      .digit(digit)
      .text(number.digits.view())
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"57", "Carteira 57"}}};

constexpr std::array<AgreementInput, 3> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta", 7, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
}};

}  // namespace

extern const BoletoBank bank_356;
const BoletoBank bank_356 = {"356",
                             wallets,
                             inputs,
                             number_size,
                             compose,
                             "Real",
                             Sureness::two_sources,
                             "bopepo, pyboleto, boletonet"};

}  // namespace quita::boleto
