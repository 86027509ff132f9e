// Bradesco.
//
//   free field: agency 4 | wallet 2 | nosso número 11 | account 7 | 0
//
// Digit of nosso número: modulus 11 over wallet and number, weights 2 to 7; 10 is P, 11 is 0.
// Digits of agency and account: the same with weights 2 to 9.
#include <array>

#include "base/text.h"
#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 11;

char bradesco_digit(std::string_view digits, int weight_max) {
  const int value = mod11(digits, weight_max);
  return value == 10 ? 'P' : value == 11 ? '0' : digit_char(value);
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  // Slips print the wallet with three digits, the barcode holds two.
  std::string_view wallet = agreement.wallet;
  if (wallet.size() == 3 && wallet[0] == '0') wallet.remove_prefix(1);
  FixedText<2> wallet_2;
  if (wallet.size() == 1) wallet = wallet_2.append_padded(wallet, 2).view();
  TRY_STATUS(check_wallet(wallet, 2, "09"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, number_size));

  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<13> checked(wallet);
  number.check_digit = bradesco_digit(checked.append(number.digits.view()).view(), 7);
  number.printed.append('0').append(wallet).append('/').append(number.digits.view());
  number.printed.append('-').append(number.check_digit);

  FixedText<4> agency;
  agency.append_padded(agreement.agency, 4);
  FixedText<7> account;
  account.append_padded(agreement.account, 7);
  append_with_digit(part.beneficiary, agency.view(), 4, agreement.agency_digit,
                    bradesco_digit(agency.view(), 9));
  part.beneficiary.append(" / ");
  append_with_digit(part.beneficiary, account.view(), 7, agreement.account_digit,
                    bradesco_digit(account.view(), 9));
  FreeFieldWriter(part.free_field)
      .text(agency.view())
      .text(wallet)
      .text(number.digits.view())
      .text(account.view())
      .digit('0')
      .done();
  return {};
}

constexpr std::array<Wallet, 6> wallets = {{
    {"02", "Cobrança simples, nosso número dado pelo banco"},
    {"04", "Cobrança com garantia"},
    {"09", "Cobrança simples, com registro"},
    {"19", "Cobrança com registro, beneficiário final"},
    {"21", "Cobrança interna, com registro"},
    {"26", "Cobrança com registro, emissão pelo beneficiário"},
}};

constexpr std::array<AgreementInput, 6> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código da empresa, para os arquivos", 20,
     false},
}};

}  // namespace

extern const BoletoBank bank_237;
const BoletoBank bank_237 = {
    "237",           wallets,
    inputs,          number_size,
    compose,         "Bradesco",
    Sureness::cases, "BoletoNetCore, brcobranca, openboleto, pyboleto, caelum-stella"};

}  // namespace quita::boleto
