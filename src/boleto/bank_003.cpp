// Banco da Amazônia.
//
//   wallet CNR: agency 3 + digit | covenant 4 | nosso número 16 | 8
//   wallet 001: agency 3 + digit | last 7 of nosso número | due date DDMMAA | 00000000
//
// CNR, which is not registered: ACBr and boletonet write these fields, but fill a short number up
// from opposite sides, so the bank's whole number of 16 digits is asked for. 001, which is
// registered: ACBr alone (docs/decisions/0003-banks-where-sources-differ.md).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "boleto/bank_input.h"

namespace quita::boleto {

namespace {

constexpr std::size_t unregistered_size = 16;
constexpr std::size_t registered_size = 20;
constexpr std::size_t registered_places = 7;

Status compose_unregistered(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.covenant, 4, "convenio"));
  TRY_STATUS(check_our_number(order.our_number, unregistered_size));
  if (order.our_number.size() != unregistered_size) {
    return invalid(
        "boleto.our_number.length",
        fmt::format("nosso_numero: \"{}\" tem {} dígitos, e na carteira CNR deve ter os {} "
                    "que o banco deu",
                    order.our_number, order.our_number.size(), unregistered_size),
        "nosso_numero", fmt::format("{} dígitos", unregistered_size));
  }
  part.our_number.digits.append(order.our_number);
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 3)
      .text(agreement.agency_digit)
      .digits(agreement.covenant, 4)
      .text(order.our_number)
      .digit('8')
      .done();
  return {};
}

Status compose_registered(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_our_number(order.our_number, registered_size));
  if (!order.due) {
    return invalid("boleto.due", "vencimento: falta, e entra no código de barras da carteira 001",
                   "vencimento", "uma data");
  }
  FixedText<registered_size>& digits = part.our_number.digits;
  digits.append_padded(order.our_number, std::max(order.our_number.size(), registered_places));
  FreeFieldWriter(part.free_field)
      .digits(agreement.agency, 3)
      .text(agreement.agency_digit)
      .text(digits.view().substr(digits.view().size() - registered_places))
      .text(fmt::format("{:02}{:02}{:02}", order.due->day(), order.due->month(),
                        order.due->year() % 100))
      .digits("0", 8)
      .done();
  return {};
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.agency, 3, "agencia"));
  TRY_STATUS(check_digits(agreement.agency_digit, 1, "agencia_dv"));
  const bool registered = agreement.wallet == "001";
  if (!registered && agreement.wallet != "CNR") {
    return invalid("boleto.wallet", "carteira: não é uma carteira do Banco da Amazônia", "carteira",
                   "001 (com registro) ou CNR (sem registro)");
  }
  TRY_STATUS(registered ? compose_registered(agreement, order, part)
                        : compose_unregistered(agreement, order, part));
  part.our_number.printed.append(part.our_number.digits.view());
  part.beneficiary.append_padded(agreement.agency, 3).append('-').append(agreement.agency_digit);
  if (!agreement.account.empty()) {
    part.beneficiary.append(" / ").append(agreement.account);
    if (!agreement.account_digit.empty()) {
      part.beneficiary.append('-').append(agreement.account_digit);
    }
  }
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"001", "Cobrança com registro"},
    {"CNR", "Cobrança sem registro"},
}};

constexpr std::array<AgreementInput, 6> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 3, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, true},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
    {"convenio", &Agreement::covenant, "Convênio, com 4 dígitos, na carteira CNR", 4, false},
}};

}  // namespace

extern const BoletoBank bank_003;
const BoletoBank bank_003 = {"003",
                             wallets,
                             inputs,
                             registered_size,
                             compose,
                             "Banco da Amazônia",
                             Sureness::one_source,
                             "ACBr; carteira CNR também em boletonet"};

}  // namespace quita::boleto
