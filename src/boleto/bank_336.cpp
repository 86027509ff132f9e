// C6 Bank: beneficiary, number, wallet and issuer (shared_layouts.h).
//
// When the issuer is not said, the wallet says it: 20 and 40 are those of companies that print.
// Nosso número is printed without its digit, which only the files carry. Confirmed by a case
// (boletonet); ACBr, laravel-boleto and openboleto compose the same field.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const bool company_prints = agreement.wallet == "20" || agreement.wallet == "40";
  TRY_STATUS(compose_beneficiary_number(agreement, order, company_prints ? '4' : '3', part));
  part.our_number.printed.append(part.our_number.digits.view());
  return {};
}

constexpr std::array<Wallet, 4> wallets = {{
    {"10", "Simples, boleto emitido pelo banco"},
    {"20", "Simples, boleto emitido pelo beneficiário"},
    {"30", "Caucionada, boleto emitido pelo banco"},
    {"40", "Caucionada, boleto emitido pelo beneficiário"},
}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, false},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código do beneficiário", 12, false},
    {"codigo_cliente", &Agreement::client,
     "Código do beneficiário, se não vier em codigo_beneficiario", 12, false},
    {"layout_emissao", &Agreement::emission_layout, "3: o banco emite; 4: o beneficiário emite", 1,
     false},
}};

}  // namespace

extern const BoletoBank bank_336;
const BoletoBank bank_336 = {
    "336",   wallets,   inputs,          beneficiary_number_digits,
    compose, "C6 Bank", Sureness::cases, "boletonet, ACBr, laravel-boleto, openboleto"};

}  // namespace quita::boleto
