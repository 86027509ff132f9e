// Santander.
//
//   free field: 9 | beneficiary 7 | nosso número 12 + digit | IOS 1 | wallet 3
//
// Digit of nosso número: modulus 11, weights 2 to 9; 10 and 11 are 0.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 12;

// The beneficiary's code; older settings keep it as covenant or in place of the account.
std::string_view beneficiary_of(const Agreement& agreement) {
  if (!agreement.beneficiary.empty()) return agreement.beneficiary;
  if (!agreement.covenant.empty()) return agreement.covenant;
  return agreement.account;
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view beneficiary = beneficiary_of(agreement);
  const std::string_view ios = agreement.ios.empty() ? std::string_view("0") : agreement.ios;
  TRY_STATUS(check_wallet(agreement.wallet, 3, "101"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(beneficiary, 7, "codigo_beneficiario"));
  TRY_STATUS(check_digits(ios, 1, "ios"));
  TRY_STATUS(check_our_number(order.our_number, number_size));

  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  const int digit = mod11(number.digits.view());
  number.check_digit = digit > 9 ? '0' : digit_char(digit);
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);

  part.beneficiary.append_padded(agreement.agency, 4).append(" / ").append_padded(beneficiary, 7);
  FreeFieldWriter(part.free_field)
      .digit('9')
      .digits(beneficiary, 7)
      .text(number.digits.view())
      .digit(number.check_digit)
      .text(ios)
      .text(agreement.wallet)
      .done();
  return {};
}

constexpr std::array<Wallet, 4> wallets = {{
    {"101", "Cobrança simples, rápida com registro"},
    {"102", "Cobrança simples, sem registro"},
    {"104", "Cobrança simples, eletrônica com registro"},
    {"201", "Penhor, rápida com registro"},
}};

constexpr std::array<AgreementInput, 8> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 9, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código do beneficiário", 7, false},
    {"codigo_transmissao", &Agreement::transmission, "Código de transmissão dos arquivos", 20,
     false},
    {"ios", &Agreement::ios, "IOS (0, salvo seguradoras)", 1, false},
}};

}  // namespace

extern const BoletoBank bank_033;
const BoletoBank bank_033 = {
    "033",           wallets,
    inputs,          number_size,
    compose,         "Santander",
    Sureness::cases, "BoletoNetCore, brcobranca, openboleto, pyboleto, caelum-stella"};

}  // namespace quita::boleto
