// Asaas.
//
//   free field: 111 | 00000000000 | nosso número 9 | wallet 2
//
// Asaas gives nosso número, which has no digit; what 111 means the bank's documentation does not
// say. ACBr, and slips that Asaas made.
#include <array>

#include "boleto/bank_input.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 9;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 2, "01"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.printed.append(number.digits.view());
  part.beneficiary.append_padded(agreement.agency, 4).append(" / ").append(agreement.account);
  if (!agreement.account_digit.empty()) {
    part.beneficiary.append('-').append(agreement.account_digit);
  }
  FreeFieldWriter(part.free_field)
      .text("111")
      .digits("0", 11)
      .text(number.digits.view())
      .text(agreement.wallet)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"01", "Carteira 01"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
}};

}  // namespace

extern const BoletoBank bank_461;
const BoletoBank bank_461 = {"461",   wallets, inputs,          number_size,
                             compose, "Asaas", Sureness::cases, "ACBr; boletos de 2024 e 2026"};

}  // namespace quita::boleto
