// Cora.
//
//   free field: 00000 | root of the beneficiary's CNPJ 8 | nosso número 10 | wallet 2
//
// Cora gives nosso número, which is printed after the root and has no digit. ACBr, and slips
// that Cora made.
#include <array>

#include "boleto/bank_input.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "01"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_exact_digits(agreement.document, 14, "documento_beneficiario"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  const std::string_view root = std::string_view(agreement.document).substr(0, 8);
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.printed.append(root).append(number.digits.view());
  part.beneficiary.append_padded(agreement.agency, 4);
  FreeFieldWriter(part.free_field)
      .text("00000")
      .text(root)
      .text(number.digits.view())
      .text(agreement.wallet)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"01", "Carteira 01"}}};

constexpr std::array<AgreementInput, 3> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"documento_beneficiario", &Agreement::document, "CNPJ do beneficiário, só dígitos", 14, true},
}};

}  // namespace

extern const BoletoBank bank_403;
const BoletoBank bank_403 = {"403",   wallets, inputs,          number_size,
                             compose, "Cora",  Sureness::cases, "ACBr; boletos de 2026"};

}  // namespace quita::boleto
