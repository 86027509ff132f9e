// Itaú.
//
//   most wallets  wallet 3 | number 8 | DAC | agency 4 | account 5 | DAC of both | 000
//   with 15 digits of number (106, 107, 122, 142, 143, 195, 196, 198)
//                 wallet 3 | number 8 | your number 7 | client code 5 | DAC of all these | 0
//
// A DAC is modulus 10. That of nosso número is taken over agency, account, wallet and number; for
// some wallets over wallet and number alone (docs/decisions/0002-itau-carteira-112.md).
#include <array>

#include "base/text.h"
#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 8;

int wallet_number(std::string_view wallet) {
  return (wallet[0] - '0') * 100 + (wallet[1] - '0') * 10 + (wallet[2] - '0');
}

bool with_your_number(std::string_view wallet) {
  switch (wallet_number(wallet)) {
    case 106:
    case 107:
    case 122:
    case 142:
    case 143:
    case 195:
    case 196:
    case 198:
      return true;
    default:
      return false;
  }
}

bool with_short_dac(std::string_view wallet) {
  switch (wallet_number(wallet)) {
    case 112:
    case 126:
    case 131:
    case 145:
    case 146:
    case 150:
    case 168:
      return true;
    default:
      return false;
  }
}

std::string_view client_of(const Agreement& agreement) {
  return agreement.client.empty() ? agreement.covenant : agreement.client;
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view wallet = agreement.wallet;
  TRY_STATUS(check_wallet(wallet, 3, "109"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 5, "conta"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  FixedText<9> agency_account;
  agency_account.append_padded(agreement.agency, 4).append_padded(agreement.account, 5);
  // A given account digit is the bank's own word and wins over the sum.
  char account_dac = digit_char(mod10(agency_account.view()));
  if (!agreement.account_digit.empty()) {
    TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
    account_dac = agreement.account_digit[0];
  }

  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<20> checked;
  if (!with_short_dac(wallet)) checked.append(agency_account.view());
  checked.append(wallet).append(number.digits.view());
  number.check_digit = digit_char(mod10(checked.view()));
  number.printed.append(wallet)
      .append('/')
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);

  part.beneficiary.append(agency_account.view().substr(0, 4))
      .append(" / ")
      .append(agency_account.view().substr(4))
      .append('-')
      .append(account_dac);

  FreeFieldWriter free(part.free_field);
  free.text(wallet).text(number.digits.view());
  if (with_your_number(wallet)) {
    TRY_STATUS(check_digits(order.your_number, 7, "seu_numero"));
    TRY_STATUS(check_digits(client_of(agreement), 5, "codigo_cliente"));
    free.digits(order.your_number, 7).digits(client_of(agreement), 5);
    free.digit(digit_char(mod10(free.written()))).digit('0').done();
    return {};
  }
  free.digit(number.check_digit).text(agency_account.view()).digit(account_dac).text("000").done();
  return {};
}

constexpr std::array<Wallet, 6> wallets = {{
    {"109", "Direta eletrônica sem emissão, simples"},
    {"112", "Escritural eletrônica, simples"},
    {"115", "Direta eletrônica sem emissão, faixa de nosso número"},
    {"138", "Cobrança com boleto emitido pelo beneficiário"},
    {"157", "Sem registro, emissão pelo site do banco"},
    {"175", "Sem registro"},
}};

constexpr std::array<AgreementInput, 6> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 5, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
    {"codigo_cliente", &Agreement::client,
     "Código do cliente, nas carteiras com nosso número de 15 dígitos", 5, false},
    {"convenio", &Agreement::covenant, "Convênio", 20, false},
}};

}  // namespace

extern const BoletoBank bank_341;
const BoletoBank bank_341 = {
    "341",
    wallets,
    inputs,
    number_size,
    compose,
    "Itaú",
    Sureness::cases,
    "BoletoNetCore, brcobranca, openboleto; nota 27 do manual CNAB 240 de cobrança"};

}  // namespace quita::boleto
