// Sicredi.
//
//   free field: kind 1 | 1 | nosso número 8 + digit | cooperative 4 | posto 2 | beneficiary 5
//               | 1 | 0 | digit of the 24 before
//
// Nosso número: year of issue 2 | byte 1 (1: numbered by the cooperative, 2 to 9: by the company)
// | 5 of one's own. Digits: modulus 11, weights 2 to 9; 10 and 11 are 0; that of nosso número over
// cooperative, posto, beneficiary and number. Confirmed by cases (BoletoNetCore, brcobranca).
#include <fmt/format.h>

#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 8;
constexpr std::size_t own_size = 5;
// Where the day of issue is not known (docs/decisions/0003-banks-where-sources-differ.md).
constexpr int issued_before_due_days = 60;

// Year, byte and number of one's own, from up to 5, from 6 (byte and number) or from 8 digits.
Status compose_number(const Agreement& agreement, const Order& order, OurNumber& number) {
  TRY_STATUS(check_our_number(order.our_number, number_size));
  const std::string_view given = order.our_number;
  if (given.size() == number_size) {
    number.digits.append(given);
    return {};
  }
  if (given.size() == 7 || (given.size() == 6 && given[0] == '0')) {
    return invalid("boleto.our_number.length",
                   fmt::format("nosso_numero: \"{}\" não é ano, byte e número do Sicredi", given),
                   "nosso_numero",
                   "até 5 dígitos, 6 com o byte (de 1 a 9) ou 8 com o ano e o byte");
  }
  if (!order.issued && !order.due) {
    return invalid(
        "boleto.input.missing",
        "data_documento: falta informar, pois o nosso número começa com o ano de emissão",
        "data_documento", "uma data, ou o nosso número com 8 dígitos");
  }
  const Date issued = order.issued ? *order.issued : *order.due - issued_before_due_days;
  const int year = issued.year() % 100;
  number.digits.append(digit_char(year / 10)).append(digit_char(year % 10));
  if (given.size() == 6) {
    number.digits.append(given);
    return {};
  }
  const std::string_view byte = given_or(agreement.id_byte, "2");
  TRY_STATUS(check_digits(byte, 1, "byte_idt"));
  if (byte == "0") {
    return invalid("boleto.input.range", "byte_idt: não pode ser 0", "byte_idt",
                   "1 (numerado pela cooperativa) ou de 2 a 9 (pelo beneficiário)");
  }
  number.digits.append(byte).append_padded(given, own_size);
  return {};
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view post = first_given(agreement.post, agreement.operation);
  const std::string_view beneficiary = first_given(agreement.beneficiary, agreement.covenant);
  TRY_STATUS(check_wallet(agreement.wallet, 1, "1"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(post, 2, "posto"));
  TRY_STATUS(check_digits(beneficiary, 5, "codigo_beneficiario"));
  OurNumber& number = part.our_number;
  TRY_STATUS(compose_number(agreement, order, number));
  FixedText<11> place;
  place.append_padded(agreement.agency, 4).append_padded(post, 2).append_padded(beneficiary, 5);
  FixedText<19> checked(place.view());
  number.check_digit = mod11_zero(checked.append(number.digits.view()).view());
  number.printed.append(number.digits.view().substr(0, 2))
      .append('/')
      .append(number.digits.view().substr(2))
      .append('-')
      .append(number.check_digit);
  part.beneficiary.append(place.view().substr(0, 4))
      .append('.')
      .append(place.view().substr(4, 2))
      .append('.')
      .append(place.view().substr(6));
  FreeFieldWriter free(part.free_field);
  free.text(agreement.wallet).digit('1').text(number.digits.view()).digit(number.check_digit);
  free.text(place.view()).text("10");
  free.digit(mod11_zero(free.written())).done();
  return {};
}

constexpr std::array<Wallet, 2> wallets = {{
    {"1", "Cobrança simples, com registro"},
    {"3", "Cobrança simples, sem registro"},
}};

constexpr std::array<AgreementInput, 10> inputs = {{
    {"agencia", &Agreement::agency, "Cooperativa (agência)", 4, true},
    {"posto", &Agreement::post, "Posto", 2, false},
    {"operacao", &Agreement::operation, "O posto, se não vier em posto", 2, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 10, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Tipo de cobrança", 1, true},
    {"variacao", &Agreement::variation, "Tipo de carteira: A, simples", 1, false},
    {"codigo_beneficiario", &Agreement::beneficiary, "Código do beneficiário", 5, false},
    {"convenio", &Agreement::covenant, "Código do beneficiário, se não vier em codigo_beneficiario",
     5, false},
    {"byte_idt", &Agreement::id_byte,
     "Byte de geração do nosso número: 1 a cooperativa, 2 a 9 o beneficiário; sem ele, 2", 1,
     false},
}};

}  // namespace

extern const BoletoBank bank_748;
const BoletoBank bank_748 = {
    "748",   wallets,   inputs,          number_size,
    compose, "Sicredi", Sureness::cases, "BoletoNetCore, brcobranca, laravel-boleto"};

}  // namespace quita::boleto
