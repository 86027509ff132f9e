// Banrisul.
//
//   free field: 2 | 1 | agency 4 | beneficiary 7 | nosso número 8 | 40 | double digit
//
// The first place is the product: 2, "cobrança direta", slip issued by the company, as ours are.
// The beneficiary's code has 9 digits, the last two of them the double digit of the others; nosso
// número also has a double digit. Confirmed by cases (BoletoNetCore, brcobranca).
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 8;
constexpr std::size_t beneficiary_size = 7;
constexpr std::string_view wallet_codes = "12345678BCDEFGHIJKMNPRSTUX";

// Where the nine digits stand: alone, or after the agency (13 digits); older settings keep the
// first seven as covenant or as account.
std::string_view beneficiary_of(const Agreement& agreement) {
  std::string_view code = first_given(agreement.beneficiary, agreement.covenant);
  if (code.empty()) code = agreement.account;
  if (code.size() == 11 || code.size() == 13) code.remove_prefix(4);
  return code;
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view given = beneficiary_of(agreement);
  // The files know letters too; the slip carries none of them.
  if (agreement.wallet.size() != 1 || agreement.wallet.find_first_of(wallet_codes) != 0) {
    return invalid("boleto.wallet", "carteira: não é uma carteira do Banrisul", "carteira",
                   "1 (cobrança simples), ou outra das letras e dígitos do contrato");
  }
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(given, 9, "codigo_beneficiario"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  FixedText<beneficiary_size> code;
  code.append_padded(given.substr(0, beneficiary_size), beneficiary_size);
  const auto code_digits = double_digit(code.view());

  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  const auto digits = double_digit(number.digits.view());
  number.printed.append(number.digits.view()).append('-').append(digits[0]).append(digits[1]);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append(" / ")
      .append(code.view().substr(0, 6))
      .append('.')
      .append(code.view().substr(6))
      .append('.');
  if (given.size() == beneficiary_size + 2) {
    part.beneficiary.append(given.substr(beneficiary_size));
  } else {
    part.beneficiary.append(code_digits[0]).append(code_digits[1]);
  }
  FreeFieldWriter free(part.free_field);
  free.text("21").digits(agreement.agency, 4).text(code.view()).text(number.digits.view());
  free.text("40");
  const auto field_digits = double_digit(free.written());
  free.digit(field_digits[0]).digit(field_digits[1]).done();
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"1", "Cobrança simples"},
    {"2", "Cobrança direta"},
}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"conta", &Agreement::account, "Conta", 9, false},
    {"carteira", &Agreement::wallet, "Carteira", 1, true},
    {"codigo_beneficiario", &Agreement::beneficiary,
     "Código do beneficiário: 9 dígitos, ou 13 com a agência", 13, false},
    {"convenio", &Agreement::covenant, "Os 7 primeiros dígitos do código do beneficiário", 13,
     false},
}};

}  // namespace

extern const BoletoBank bank_041;
const BoletoBank bank_041 = {
    "041",   wallets,    inputs,          number_size,
    compose, "Banrisul", Sureness::cases, "BoletoNetCore, brcobranca, laravel-boleto, openboleto"};

}  // namespace quita::boleto
