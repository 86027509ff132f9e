// BTG Pactual: Bradesco's layout (shared_layouts.h). ACBr, laravel-boleto and BoletoNetCore compose
// the same field; the digit, which stands only on the slip, is that of the first two
// (docs/decisions/0003-banks-where-sources-differ.md).
#include <array>

#include "boleto/check_digit.h"
#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const auto parts = TRY(compose_wallet_number_account(agreement, order, part));
  OurNumber& number = part.our_number;
  number.printed.append(parts.wallet.view())
      .append('/')
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);
  print_agency_account(agreement, parts, part);
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"01", "Cobrança simples"}}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
}};

}  // namespace

extern const BoletoBank bank_208;
const BoletoBank bank_208 = {"208",
                             wallets,
                             inputs,
                             wallet_number_account_digits,
                             compose,
                             "BTG Pactual",
                             Sureness::two_sources,
                             "ACBr, laravel-boleto; campo livre também em BoletoNetCore"};

}  // namespace quita::boleto
