// Credisan: Sicoob's free field without the digit of nosso número.
//
//   free field: wallet 1 | agency 4 | modality 2 | account 7 | nosso número 8 | instalment 3
//
// Digit of nosso número, printed and in the files: modulus 11 over the number; 10 is X, 11 is 0.
// One source, ACBr.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 7;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view modality = given_or(agreement.variation, "01");
  const std::string_view instalment = given_or(order.instalment, "001");
  TRY_STATUS(check_wallet(agreement.wallet, 1, "1"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(modality, 2, "variacao"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  TRY_STATUS(check_digits(instalment, 3, "parcela"));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  const int value = mod11(number.digits.view());
  number.check_digit = value == 10 ? 'X' : value == 11 ? '0' : digit_char(value);
  number.printed.append_padded(agreement.wallet, 2)
      .append(" / ")
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4);
  if (!agreement.agency_digit.empty()) {
    part.beneficiary.append('-').append(agreement.agency_digit);
  }
  part.beneficiary.append('/').append(agreement.account);
  if (!agreement.account_digit.empty()) {
    part.beneficiary.append('-').append(agreement.account_digit);
  }
  FreeFieldWriter(part.free_field)
      .text(agreement.wallet)
      .digits(agreement.agency, 4)
      .digits(modality, 2)
      .digits(agreement.account, 7)
      .digits(number.digits.view(), 8)
      .digits(instalment, 3)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"1", "Carteira 1"}}};

constexpr std::array<AgreementInput, 6> inputs = {{
    {"agencia", &Agreement::agency, "Cooperativa (agência), sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 1, true},
    {"variacao", &Agreement::variation, "Modalidade; sem ela, 01", 2, false},
}};

}  // namespace

extern const BoletoBank bank_089;
const BoletoBank bank_089 = {
    "089", wallets, inputs, number_size, compose, "Credisan", Sureness::one_source, "ACBr"};

}  // namespace quita::boleto
