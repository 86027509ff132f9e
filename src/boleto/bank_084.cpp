// Sisprime, formerly Uniprime Norte do Paraná: Bradesco's layout (shared_layouts.h). Confirmed by
// cases (BoletoNetCore, among them the digit P); openboleto composes the same field and digit.
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

constexpr std::array<Wallet, 1> wallets = {{{"09", "Cobrança simples, com registro"}}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
}};

}  // namespace

extern const BoletoBank bank_084;
const BoletoBank bank_084 = {"084",           wallets,
                             inputs,          wallet_number_account_digits,
                             compose,         "Sisprime (Uniprime Norte do Paraná)",
                             Sureness::cases, "BoletoNetCore, openboleto"};

}  // namespace quita::boleto
