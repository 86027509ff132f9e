// BRB, Banco de Brasília.
//
//   free field: 000 | agency 3 | account 7, digit included | wallet 1 | number 6 | 070 | double
//   digit
//
// Nosso número is what follows the account, 12 digits. Confirmed by a case (openboleto); brcobranca
// composes the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 6;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 1, "2"));
  TRY_STATUS(check_digits(agreement.agency, 3, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  std::string_view own = own_part(order.our_number, agreement.wallet, 11);
  if (own.size() == 11 && own.substr(number_size, 3) == "070") own = own.substr(0, number_size);
  TRY_STATUS(check_our_number(own, number_size));
  FixedText<8> account(agreement.account);
  if (!agreement.account_digit.empty()) {
    TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
    account.append(agreement.account_digit);
    TRY_STATUS(check_digits(account.view(), 7, "conta"));
  }
  FreeFieldWriter free(part.free_field);
  free.text("000").digits(agreement.agency, 3).digits(account.view(), 7).text(agreement.wallet);
  free.digits(own, number_size).text("070");
  const auto digits = double_digit(free.written());
  free.digit(digits[0]).digit(digits[1]).done();

  OurNumber& number = part.our_number;
  number.digits.append(agreement.wallet).append_padded(own, number_size);
  number.digits.append("070").append(digits[0]).append(digits[1]);
  number.printed.append(number.digits.view());
  part.beneficiary.append("000 - ").append_padded(agreement.agency, 3).append(" - ");
  part.beneficiary.append_padded(account.view(), 7);
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"1", "Sem registro"},
    {"2", "Com registro"},
}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência, com 3 dígitos", 3, true},
    {"conta", &Agreement::account, "Conta, com o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta, se não estiver nela", 1, false},
    {"carteira", &Agreement::wallet, "Modalidade", 1, true},
}};

}  // namespace

extern const BoletoBank bank_070;
const BoletoBank bank_070 = {"070",   wallets, inputs,          number_size,
                             compose, "BRB",   Sureness::cases, "openboleto, brcobranca"};

}  // namespace quita::boleto
