// BS2.
//
//   free field: 001 | beneficiary 10 | nosso número 10 + digit | 8
//
// Digit of nosso número: modulus 11 over the number; 10 and 11 are 0 since version 6 of the bank's
// layout (1 before: docs/decisions/0003-banks-where-sources-differ.md). One source, ACBr.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.wallet, 2, "carteira"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.beneficiary, 10, "codigo_beneficiario"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.check_digit = mod11_zero(number.digits.view());
  number.printed.append(number.digits.view()).append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4).append('/').append(agreement.beneficiary);
  FreeFieldWriter(part.free_field)
      .text("001")
      .digits(agreement.beneficiary, 10)
      .text(number.digits.view())
      .digit(number.check_digit)
      .digit('8')
      .done();
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"21", "Cobrança simples"},
    {"41", "Cobrança vinculada"},
}};

constexpr std::array<AgreementInput, 3> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código do beneficiário", 10, true},
}};

}  // namespace

extern const BoletoBank bank_218;
const BoletoBank bank_218 = {
    "218", wallets, inputs, number_size, compose, "BS2", Sureness::one_source, "ACBr"};

}  // namespace quita::boleto
