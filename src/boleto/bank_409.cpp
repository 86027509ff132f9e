// Unibanco, merged into Itaú in 2010: its collection without registration (wallet 20), for slips
// that are still about.
//
//   free field: 5 | beneficiary 6 + digit | 00 | nosso número 14 + digit
//
// Digit of nosso número: modulus 11, weights 2 to 9; 10 and 11 are 0. That of the beneficiary comes
// from the bank. Sources: bopepo and boletonet compose the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 14;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  if (agreement.wallet != "20") {
    return invalid("boleto.wallet", "carteira: só a 20 do Unibanco é conhecida", "carteira", "20");
  }
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.beneficiary, 6, "codigo_beneficiario"));
  TRY_STATUS(check_digits(agreement.beneficiary_digit, 1, "codigo_beneficiario_dv"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.check_digit = mod11_zero(number.digits.view());
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append('/')
      .append_padded(agreement.beneficiary, 6)
      .append('-')
      .append(agreement.beneficiary_digit);
  FreeFieldWriter(part.free_field)
      .digit('5')
      .digits(agreement.beneficiary, 6)
      .text(agreement.beneficiary_digit)
      .text("00")
      .text(number.digits.view())
      .digit(number.check_digit)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"20", "Cobrança sem registro"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código do beneficiário, sem o dígito", 6,
     true},
    {"codigo_beneficiario_dv", &Agreement::beneficiary_digit, "Dígito do código do beneficiário", 1,
     true},
}};

}  // namespace

extern const BoletoBank bank_409;
const BoletoBank bank_409 = {"409",
                             wallets,
                             inputs,
                             number_size,
                             compose,
                             "Unibanco",
                             Sureness::two_sources,
                             "bopepo, boletonet"};

}  // namespace quita::boleto
