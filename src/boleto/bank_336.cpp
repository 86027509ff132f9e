// C6 Bank.
//
//   free field: beneficiary 12 | nosso número 10 | wallet 2 | issuer 1
//
// The issuer: 3 the bank prints the slip, 4 the company. When it is not said, the wallet says it:
// 20 and 40 are those of companies that print. Nosso número is printed without its digit (modulus
// 11 with weights 2 to 7 over wallet and number; 10 is P), which only the files carry. Confirmed by
// a case (boletonet); ACBr, laravel-boleto and openboleto compose the same field.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 10;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view beneficiary = first_given(agreement.beneficiary, agreement.client);
  TRY_STATUS(check_wallet(agreement.wallet, 2, "20"));
  TRY_STATUS(check_digits(beneficiary, 12, "codigo_beneficiario"));
  TRY_STATUS(check_our_number(order.our_number, number_size));
  char issuer = agreement.wallet == "20" || agreement.wallet == "40" ? '4' : '3';
  if (!agreement.emission_layout.empty()) {
    if (agreement.emission_layout != "3" && agreement.emission_layout != "4") {
      return invalid("boleto.input.range", "layout_emissao: não existe no C6", "layout_emissao",
                     "3 (o banco emite) ou 4 (o beneficiário emite)");
    }
    issuer = agreement.emission_layout[0];
  }
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<12> checked(agreement.wallet);
  const int value = mod11(checked.append(number.digits.view()).view(), 7);
  number.check_digit = value == 10 ? 'P' : value == 11 ? '0' : digit_char(value);
  number.printed.append(number.digits.view());
  if (!agreement.agency.empty()) {
    TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
    part.beneficiary.append_padded(agreement.agency, 4).append(" / ");
  }
  part.beneficiary.append_padded(beneficiary, 12);
  FreeFieldWriter(part.free_field)
      .digits(beneficiary, 12)
      .text(number.digits.view())
      .text(agreement.wallet)
      .digit(issuer)
      .done();
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
    "336",   wallets,   inputs,          number_size,
    compose, "C6 Bank", Sureness::cases, "boletonet, ACBr, laravel-boleto, openboleto"};

}  // namespace quita::boleto
