// Sofisa: the layout by operation (shared_layouts.h). One source, ACBr, for a layout that five
// other banks are known to have.
#include <array>

#include "boleto/check_digit.h"
#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const auto parts = TRY(compose_operation_number(agreement, order, part));
  OurNumber& number = part.our_number;
  number.printed.append(parts.agency.view())
      .append(agreement.agency_digit.empty() ? mod11_zero(parts.agency.view())
                                             : agreement.agency_digit[0])
      .append('/')
      .append(agreement.wallet)
      .append('/')
      .append(number.digits.view())
      .append('-')
      .append(number.check_digit);
  print_agency_account(agreement, parts, part);
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"121", "Carteira 1 dos arquivos"}}};

constexpr std::array<AgreementInput, 7> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 10, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
    {"operacao", &Agreement::operation, "Número da operação (contrato de cobrança)", 7, false},
    {"codigo_transmissao", &Agreement::transmission, "Número da operação, se não vier em operacao",
     20, false},
}};

}  // namespace

extern const BoletoBank bank_637;
const BoletoBank bank_637 = {
    "637", wallets, inputs, operation_number_digits, compose, "Sofisa", Sureness::one_source,
    "ACBr"};

}  // namespace quita::boleto
