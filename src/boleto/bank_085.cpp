// Ailos, the system of cooperatives that was Cecred.
//
//   free field: covenant 6 | account 7 + digit | number 9 | wallet 2
//
// Nosso número is account, digit and number, 17 digits without a digit of its own. Confirmed by
// cases (BoletoNetCore, brcobranca).
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 9;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view covenant = first_given(agreement.covenant, agreement.beneficiary);
  TRY_STATUS(check_digits(agreement.wallet, 2, "carteira"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_digits(covenant, 6, "convenio"));
  FixedText<4> agency;
  agency.append_padded(agreement.agency, 4);
  FixedText<8> account;
  account.append_padded(agreement.account, 7);
  char account_digit = mod11_zero(account.view());
  if (!agreement.account_digit.empty()) {
    TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
    account_digit = agreement.account_digit[0];
  }
  append_with_digit(part.beneficiary, agency.view(), 4, agreement.agency_digit,
                    mod11_zero(agency.view()));
  part.beneficiary.append(" / ").append(account.view()).append('-').append(account_digit);
  account.append(account_digit);
  const std::string_view own = own_part(order.our_number, account.view(), number_size);
  TRY_STATUS(check_our_number(own, number_size));
  OurNumber& number = part.our_number;
  number.digits.append(account.view()).append_padded(own, number_size);
  number.printed.append(number.digits.view());
  FreeFieldWriter(part.free_field)
      .digits(covenant, 6)
      .text(number.digits.view())
      .digits(agreement.wallet, 2)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"01", "Cobrança simples, com registro"}}};

constexpr std::array<AgreementInput, 7> inputs = {{
    {"agencia", &Agreement::agency, "Agência (cooperativa), sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"convenio", &Agreement::covenant, "Convênio de cobrança, com 6 dígitos", 6, false},
    {"codigo_beneficiario", &Agreement::beneficiary, "O convênio, se não vier em convenio", 6,
     false},
}};

}  // namespace

extern const BoletoBank bank_085;
const BoletoBank bank_085 = {
    "085",           wallets,
    inputs,          number_size,
    compose,         "Ailos (Cecred)",
    Sureness::cases, "BoletoNetCore, brcobranca, laravel-boleto, openboleto"};

}  // namespace quita::boleto
