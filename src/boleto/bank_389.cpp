// Mercantil do Brasil.
//
//   free field: agency 4 | nosso número 10 + digit | contract 9 | discount 1
//
// Nosso número: modality 2 | wallet 2 | number 6. Digit: modulus 11, weights 2 to 9, over agency
// and nosso número; 10 and 11 are 0. The last place says that the slip carries no discount (2), as
// ours print a discount as an instruction. Sources: bopepo, boletonet and ACBr compose the same
// field (docs/decisions/0003-banks-where-sources-differ.md says where they differ).
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 6;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view modality = agreement.variation;
  TRY_STATUS(check_wallet(agreement.wallet, 2, "01"));
  TRY_STATUS(check_exact_digits(modality, 2, "variacao"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.beneficiary, 9, "codigo_beneficiario"));
  OurNumber& number = part.our_number;
  number.digits.append(modality).append(agreement.wallet);
  const std::string_view own = own_part(order.our_number, number.digits.view(), number_size);
  TRY_STATUS(check_our_number(own, number_size));
  number.digits.append_padded(own, number_size);
  FixedText<14> checked;
  checked.append_padded(agreement.agency, 4).append(number.digits.view());
  number.check_digit = mod11_zero(checked.view());
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append('/')
      .append_padded(agreement.beneficiary, 9);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 4)
      .text(number.digits.view())
      .digit(number.check_digit)
      .digits(agreement.beneficiary, 9)
      .digit('2')
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"01", "Carteira do contrato de cobrança"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"carteira", &Agreement::wallet, "Carteira, com 2 dígitos", 2, true},
    {"variacao", &Agreement::variation, "Modalidade do contrato, com 2 dígitos", 2, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Número do contrato de cobrança", 9, true},
}};

}  // namespace

extern const BoletoBank bank_389;
const BoletoBank bank_389 = {"389",
                             wallets,
                             inputs,
                             number_size,
                             compose,
                             "Mercantil do Brasil",
                             Sureness::two_sources,
                             "bopepo, boletonet, ACBr"};

}  // namespace quita::boleto
