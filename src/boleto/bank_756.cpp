// Sicoob (Bancoob).
//
//   free field: wallet 1 | cooperative 4 | modality 2 | beneficiary 7 | nosso número 7 + digit
//               | instalment 3
//
// Digit of nosso número: the sum of digit by weight 3, 1, 9, 7, again and again from the left, over
// cooperative 4, beneficiary 10 and number 7; 11 − sum mod 11, where 10 and 11 are 0. Confirmed by
// cases (BoletoNetCore, brcobranca).
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 7;

char sicoob_digit(std::string_view digits) {
  constexpr int weights[4] = {3, 1, 9, 7};
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * weights[i % 4];
  const int rest = sum % 11;
  return rest <= 1 ? '0' : digit_char(11 - rest);
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view given = first_given(agreement.beneficiary, agreement.covenant);
  const std::string_view modality = given_or(agreement.variation, "01");
  const std::string_view instalment = given_or(order.instalment, "001");
  TRY_STATUS(check_wallet(agreement.wallet, 1, "1"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(modality, 2, "variacao"));
  TRY_STATUS(check_digits(given, 7, "codigo_beneficiario"));
  TRY_STATUS(check_digits(instalment, 3, "parcela"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  FixedText<8> beneficiary(given);
  if (!agreement.beneficiary.empty() && !agreement.beneficiary_digit.empty()) {
    TRY_STATUS(check_digits(agreement.beneficiary_digit, 1, "codigo_beneficiario_dv"));
    beneficiary.append(agreement.beneficiary_digit);
    TRY_STATUS(check_digits(beneficiary.view(), 7, "codigo_beneficiario"));
  }
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<21> checked;
  checked.append_padded(agreement.agency, 4).append_padded(beneficiary.view(), 10);
  number.check_digit = sicoob_digit(checked.append(number.digits.view()).view());
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append(" / ")
      .append_padded(beneficiary.view(), 7);
  FreeFieldWriter(part.free_field)
      .text(agreement.wallet)
      .digits(agreement.agency, 4)
      .digits(modality, 2)
      .digits(beneficiary.view(), 7)
      .text(number.digits.view())
      .digit(number.check_digit)
      .digits(instalment, 3)
      .done();
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"1", "Simples, com registro"},
    {"3", "Garantida caucionada"},
}};

constexpr std::array<AgreementInput, 9> inputs = {{
    {"agencia", &Agreement::agency, "Cooperativa (agência), sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da cooperativa", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 10, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 1, true},
    {"variacao", &Agreement::variation, "Modalidade; sem ela, 01", 2, false},
    {"codigo_beneficiario", &Agreement::beneficiary,
     "Código do beneficiário: 7 dígitos, ou 6 e o dígito à parte", 7, false},
    {"codigo_beneficiario_dv", &Agreement::beneficiary_digit,
     "Dígito do código do beneficiário, se não estiver nele", 1, false},
    {"convenio", &Agreement::covenant,
     "Código do beneficiário com o dígito, se não vier em codigo_beneficiario", 7, false},
}};

}  // namespace

extern const BoletoBank bank_756;
const BoletoBank bank_756 = {
    "756",   wallets,  inputs,          number_size,
    compose, "Sicoob", Sureness::cases, "BoletoNetCore, brcobranca, laravel-boleto"};

}  // namespace quita::boleto
