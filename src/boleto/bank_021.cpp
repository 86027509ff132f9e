// Banestes.
//
//   free field: nosso número 8 | account 10 + digit | kind of collection 1 | 021 | double digit
//
// The kind (variação): 2 without registration, 3 pledged, 4 to 7 registered. Two digits of nosso
// número: modulus 11 with weights 2 to 9 over the number (10 and 11 are 0), then 2 to 10 over the
// number and the first, as the bank's manual, boletonet and ACBr have it; brcobranca starts again
// from 2 after 9. The field is confirmed by cases (brcobranca); boletonet composes the same.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 8;

std::string_view without_zeros(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? digits.substr(digits.size() - 1) : digits.substr(first);
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "11"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 10, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_digits(agreement.variation, 1, "variacao"));
  if (agreement.variation[0] < '2' || agreement.variation[0] > '7') {
    return invalid("boleto.input.range", "variacao: este tipo de cobrança não existe no Banestes",
                   "variacao", "2 (sem registro), 3 (caucionada) ou de 4 a 7 (com registro)");
  }
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<9> with_first(number.digits.view());
  const char first = mod11_zero(number.digits.view());
  const char second = mod11_zero(with_first.append(first).view(), 10);
  number.printed.append(number.digits.view()).append('-').append(first).append(second);
  FixedText<11> account;
  account.append_padded(agreement.account, 10).append(agreement.account_digit);
  part.beneficiary.append(without_zeros(agreement.agency))
      .append(" / ")
      .append(without_zeros(account.view()));
  FreeFieldWriter free(part.free_field);
  free.text(number.digits.view()).text(account.view()).text(agreement.variation).text("021");
  const auto digits = double_digit(free.written());
  free.digit(digits[0]).digit(digits[1]).done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"11", "Cobrança simples"}}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 10, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"variacao", &Agreement::variation,
     "Tipo de cobrança: 2 sem registro, 3 caucionada, 4 a 7 com registro", 1, true},
}};

}  // namespace

extern const BoletoBank bank_021;
const BoletoBank bank_021 = {"021",   wallets,    inputs,          number_size,
                             compose, "Banestes", Sureness::cases, "brcobranca, boletonet"};

}  // namespace quita::boleto
