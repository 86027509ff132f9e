// Votorantim (BV).
//
//   free field: covenant 10 | 500 | nosso número 10 | 00
//
// The number goes as the bank gives it, ten places with its digit: the sources compute that digit
// in three ways (docs/decisions/0003-banks-where-sources-differ.md). The field is confirmed by a
// case (boletonet); ACBr and openboleto compose the same one.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_wallet(agreement.wallet, 3, "500"));
  TRY_STATUS(check_digits(agreement.covenant, 10, "convenio"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  number.printed.append(number.digits.view());
  if (!agreement.agency.empty()) {
    TRY_STATUS(check_digits(agreement.agency, 5, "agencia"));
    part.beneficiary.append(agreement.agency).append(" / ");
  }
  part.beneficiary.append_padded(agreement.covenant, 10);
  FreeFieldWriter(part.free_field)
      .digits(agreement.covenant, 10)
      .text("500")
      .text(number.digits.view())
      .text("00")
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"500", "Cobrança registrada"}}};

constexpr std::array<AgreementInput, 3> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 5, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
    {"convenio", &Agreement::covenant, "Convênio de cobrança", 10, true},
}};

}  // namespace

extern const BoletoBank bank_655;
const BoletoBank bank_655 = {
    "655",   wallets,           inputs,          number_size,
    compose, "Votorantim (BV)", Sureness::cases, "boletonet, ACBr, openboleto"};

}  // namespace quita::boleto
