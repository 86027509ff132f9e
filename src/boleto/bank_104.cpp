// Caixa Econômica Federal. Three systems, of which SIGCB is the living one:
//
//   SIGCB  nosso número 17 + digit: kind 1 (1 registered, 2 not) | issuer 4 (the beneficiary) | 15
//          free field: beneficiary 6 + digit, or 7 without | number[3–5] | kind | number[6–8]
//                      | issuer | number[9–17] | digit of the 24 before
//   SICOB  (account of 11 digits: operation and code) nosso número 10 + digit, beginning with 9
//          when registered, 8 when not; free field: number 10 | agency 4 | account 11
//   SINCO  (number of 18 digits, beginning with 9) free field: 1 | beneficiary 6 | number 18
//
// Each digit is modulus 11, weights 2 to 9; 10 and 11 are 0.
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t sigcb_sequence_size = 15;
constexpr std::size_t sicob_number_size = 10;
constexpr std::size_t sicob_account_size = 11;
constexpr std::size_t sinco_number_size = 18;
// Codes of seven digits, which carry no check digit in the free field, begin above this one.
constexpr std::string_view seven_digit_code_above = "1100000";

char caixa_digit(std::string_view digits) {
  const int value = mod11(digits);
  return value > 9 ? '0' : digit_char(value);
}

// "14" registered, "24" not; empty when this is no wallet of the bank.
std::string_view kind_of(std::string_view wallet) {
  for (const auto name : {"SIG14", "14", "1", "01", "RG", "CR"}) {
    if (wallet == name) return "14";
  }
  for (const auto name : {"SIG24", "24", "2", "02", "SR"}) {
    if (wallet == name) return "24";
  }
  return "";
}

void print_number(OurNumber& number) {
  number.check_digit = caixa_digit(number.digits.view());
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
}

std::string_view beneficiary_of(const Agreement& agreement) {
  if (!agreement.beneficiary.empty()) return agreement.beneficiary;
  if (!agreement.covenant.empty()) return agreement.covenant;
  return agreement.account;
}

Status compose_sicob(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_our_number(order.our_number, sicob_number_size));
  const bool registered = kind_of(agreement.wallet) == "14";
  OurNumber& number = part.our_number;
  if (order.our_number.size() == sicob_number_size) {
    if (order.our_number[0] != (registered ? '9' : '8')) {
      return invalid(
          "boleto.our_number.prefix",
          fmt::format("nosso_numero: com 10 dígitos, não é da carteira {}", agreement.wallet),
          "nosso_numero",
          registered ? "10 dígitos que começam com 9" : "10 dígitos que começam com 8");
    }
    number.digits.append(order.our_number);
  } else {
    number.digits.append(registered ? '9' : '8').append_padded(order.our_number, 9);
  }
  print_number(number);
  part.beneficiary.append_padded(agreement.agency, 4).append(" / ").append(agreement.account);
  FreeFieldWriter(part.free_field)
      .text(number.digits.view())
      .digits(agreement.agency, 4)
      .text(agreement.account)
      .done();
  return {};
}

Status compose_sinco(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view beneficiary = beneficiary_of(agreement);
  TRY_STATUS(check_digits(beneficiary, 6, "codigo_beneficiario"));
  part.our_number.digits.append(order.our_number);
  print_number(part.our_number);
  part.beneficiary.append_padded(agreement.agency, 4).append("/").append_padded(beneficiary, 6);
  FreeFieldWriter(part.free_field).digit('1').digits(beneficiary, 6).text(order.our_number).done();
  return {};
}

// Six digits and their check digit, or seven digits.
Status write_beneficiary(const Agreement& agreement, BankPart& part, FreeFieldWriter& free) {
  const std::string_view code = beneficiary_of(agreement);
  TRY_STATUS(check_digits(code, 7, "codigo_beneficiario"));
  part.beneficiary.append_padded(agreement.agency, 4).append("/");
  if (code.size() == 7) {
    if (code <= seven_digit_code_above) {
      return invalid(
          "boleto.input.range",
          fmt::format("codigo_beneficiario: \"{}\" tem 7 dígitos, e esses códigos começam "
                      "acima de {}; com 6 dígitos, informe o verificador à parte",
                      code, seven_digit_code_above),
          "codigo_beneficiario", "6 dígitos, ou 7 acima de 1100000");
    }
    part.beneficiary.append(code);
    free.text(code);
    return {};
  }
  FixedText<6> six;
  six.append_padded(code, 6);
  const char digit = caixa_digit(six.view());
  const std::string_view given = agreement.beneficiary_digit;
  if (!given.empty() && given != std::string_view(&digit, 1)) {
    return invalid("boleto.input.check_digit",
                   fmt::format("codigo_beneficiario_dv: é {}, mas deveria ser {} para o código {}",
                               prefix_utf8(given, 10), digit, six.view()),
                   "codigo_beneficiario_dv", std::string(1, digit));
  }
  part.beneficiary.append(six.view()).append('-').append(digit);
  free.text(six.view()).digit(digit);
  return {};
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view kind = kind_of(agreement.wallet);
  if (kind.empty()) {
    return invalid("boleto.wallet",
                   fmt::format("carteira: \"{}\" não é uma carteira da Caixa",
                               prefix_utf8(agreement.wallet, 20)),
                   "carteira", "14 ou RG (registrada), 24 ou SR (sem registro)");
  }
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  if (agreement.beneficiary.empty() && agreement.account.size() == sicob_account_size) {
    TRY_STATUS(check_digits(agreement.account, sicob_account_size, "conta"));
    return compose_sicob(agreement, order, part);
  }
  TRY_STATUS(check_our_number(order.our_number, sinco_number_size));
  if (order.our_number.size() == sinco_number_size) {
    if (order.our_number[0] != '9') {
      return invalid("boleto.our_number.prefix",
                     "nosso_numero: com 18 dígitos, não é do sistema SINCO", "nosso_numero",
                     "18 dígitos que começam com 9");
    }
    return compose_sinco(agreement, order, part);
  }
  std::string_view sequence = order.our_number;
  // People also copy the whole number, kind and issuer included.
  if (sequence.size() == kind.size() + sigcb_sequence_size &&
      sequence.substr(0, kind.size()) == kind) {
    sequence.remove_prefix(kind.size());
  }
  TRY_STATUS(check_our_number(sequence, sigcb_sequence_size));
  OurNumber& number = part.our_number;
  number.digits.append(kind).append_padded(sequence, sigcb_sequence_size);
  print_number(number);

  const std::string_view d = number.digits.view();
  FreeFieldWriter free(part.free_field);
  TRY_STATUS(write_beneficiary(agreement, part, free));
  free.text(d.substr(2, 3)).digit(d[0]).text(d.substr(5, 3)).digit(d[1]).text(d.substr(8));
  free.digit(caixa_digit(free.written())).done();
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"14", "Registrada, boleto emitido pelo beneficiário (SIGCB)"},
    {"24", "Sem registro, boleto emitido pelo beneficiário (SIGCB)"},
}};

constexpr std::array<AgreementInput, 7> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 12, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 5, true},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código do beneficiário, com 6 ou 7 dígitos",
     7, false},
    {"codigo_beneficiario_dv", &Agreement::beneficiary_digit,
     "Dígito do código do beneficiário, se ele tiver 6 dígitos", 1, false},
}};

}  // namespace

extern const BoletoBank bank_104;
const BoletoBank bank_104 = {"104",           wallets,
                             inputs,          sinco_number_size,
                             compose,         "Caixa Econômica Federal",
                             Sureness::cases, "BoletoNetCore, brcobranca, pyboleto, caelum-stella"};

}  // namespace quita::boleto
