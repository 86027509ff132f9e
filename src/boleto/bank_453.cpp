// Banco Rural, closed by the central bank in 2013: for slips that are still about.
//
//   registered:   0 | agency 3 | account 9 + digit | nosso número 7 + digit | 000
//   unregistered: 9 | agency 3 | client 3 | nosso número 15 | 000
//
// The digit of the registered number is taken as the bank gave it, the last of 8: no source
// computes it. The wallet is the kind that stands first in the field. One source, bopepo, whose
// tests come out equal; its third kind, insurance policies with IOS, is left out.
#include <array>

#include "boleto/bank_input.h"

namespace quita::boleto {

namespace {

constexpr std::size_t registered_size = 8;
constexpr std::size_t unregistered_size = 15;

Status compose_registered(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.account, 9, "conta"));
  TRY_STATUS(check_digits(agreement.account_digit, 1, "conta_dv"));
  TRY_STATUS(check_our_number(order.our_number, registered_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, registered_size);
  number.printed.append(number.digits.view().substr(0, registered_size - 1))
      .append('-')
      .append(number.digits.view().substr(registered_size - 1));
  part.beneficiary.append_padded(agreement.agency, 3)
      .append('/')
      .append(agreement.account)
      .append('-')
      .append(agreement.account_digit);
  FreeFieldWriter(part.free_field)
      .digit('0')
      .digits(agreement.agency, 3)
      .digits(agreement.account, 9)
      .text(agreement.account_digit)
      .text(number.digits.view())
      .text("000")
      .done();
  return {};
}

Status compose_unregistered(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.client, 3, "codigo_cliente"));
  TRY_STATUS(check_our_number(order.our_number, unregistered_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, unregistered_size);
  number.printed.append(number.digits.view());
  part.beneficiary.append_padded(agreement.agency, 3)
      .append('/')
      .append_padded(agreement.client, 3);
  FreeFieldWriter(part.free_field)
      .digit('9')
      .digits(agreement.agency, 3)
      .digits(agreement.client, 3)
      .text(number.digits.view())
      .text("000")
      .done();
  return {};
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.agency, 3, "agencia"));
  if (agreement.wallet == "0") return compose_registered(agreement, order, part);
  if (agreement.wallet == "9") return compose_unregistered(agreement, order, part);
  return invalid("boleto.wallet", "carteira: não é um tipo de cobrança do Rural", "carteira",
                 "0 (registrada) ou 9 (não registrada)");
}

constexpr std::array<Wallet, 2> wallets = {{
    {"0", "Cobrança registrada"},
    {"9", "Cobrança não registrada"},
}};

constexpr std::array<AgreementInput, 5> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 3, true},
    {"conta", &Agreement::account, "Conta, sem o dígito, na cobrança registrada", 9, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Tipo de cobrança", 1, true},
    {"codigo_cliente", &Agreement::client, "Código reduzido, na cobrança não registrada", 3, false},
}};

}  // namespace

extern const BoletoBank bank_453;
const BoletoBank bank_453 = {
    "453", wallets, inputs, unregistered_size, compose, "Rural", Sureness::one_source, "bopepo"};

}  // namespace quita::boleto
