// Pefisa: beneficiary, number, wallet and issuer, as C6 has them (shared_layouts.h); the company
// prints unless it is said otherwise. ACBr, and a slip that is about.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(compose_beneficiary_number(agreement, order, '4', part));
  OurNumber& number = part.our_number;
  number.printed.append('0')
      .append(agreement.wallet)
      .append(number.digits.view())
      .append(' ')
      .append(number.check_digit);
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"01", "Carteira 01"},
    {"36", "Carteira 36"},
}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, false},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código do beneficiário", 12, true},
    {"layout_emissao", &Agreement::emission_layout,
     "3: o banco emite; 4: o beneficiário emite; sem ele, 4", 1, false},
}};

}  // namespace

extern const BoletoBank bank_174;
const BoletoBank bank_174 = {"174",   wallets,  inputs,          beneficiary_number_digits,
                             compose, "Pefisa", Sureness::cases, "ACBr; um boleto de 2018"};

}  // namespace quita::boleto
