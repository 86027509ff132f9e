// Ser Finance.
//
//   free field: agency 4 | wallet 3 | nosso número 10 | account 7 | 0
//
// Digit of nosso número, printed and in the files: modulus 10 over agency, wallet and number. One
// source, boletonet, whose code makes 25 places of these widths alone
// (docs/decisions/0003-banks-where-sources-differ.md).
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 3, "110"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<17> checked;
  checked.append_padded(agreement.agency, 4).append(agreement.wallet).append(number.digits.view());
  number.check_digit = digit_char(mod10(checked.view()));
  number.printed.append(agreement.wallet)
      .append('/')
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append(" / ")
      .append_padded(agreement.account, 7);
  FreeFieldWriter(part.free_field)
      .text(checked.view())
      .digits(agreement.account, 7)
      .digit('0')
      .done();
  return {};
}

constexpr std::array<Wallet, 3> wallets = {{
    {"110", "Carteira 110"},
    {"121", "Carteira 121"},
    {"180", "Carteira 180"},
}};

constexpr std::array<AgreementInput, 3> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
}};

}  // namespace

extern const BoletoBank bank_530;
const BoletoBank bank_530 = {
    "530", wallets, inputs, number_size, compose, "Ser Finance", Sureness::one_source, "boletonet"};

}  // namespace quita::boleto
