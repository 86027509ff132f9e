// HSBC, whose accounts went to Bradesco in 2016: for slips that are still about.
//
//   CSB  nosso número 10 + digit | agency 4 | account 7 | 00 | 1
//   CNR  account 7 | number 13 | day of the year 3 and last digit of the year 1 | 2
//
// Digit of CSB's number: modulus 11, weights 2 to 7; 10 and 11 are 0. CNR prints number, digit, 4
// (the number is tied to the due date) and the digit of their sum with account and due date as
// DDMMYY; those digits: modulus 11, weights 9 to 2 from the right, remainder, 10 is 0. Confirmed by
// cases (caelum-stella, pyboleto); the printed CNR form by brcobranca and openboleto.
#include <fmt/format.h>

#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 13;
constexpr std::size_t registered_size = 10;

std::int64_t number_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

Status compose_registered(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_our_number(order.our_number, registered_size));
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, registered_size);
  number.check_digit = mod11_zero(number.digits.view(), 7);
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4)
      .append(" / ")
      .append_padded(agreement.account, 7);
  FreeFieldWriter(part.free_field)
      .text(number.digits.view())
      .digit(number.check_digit)
      .digits(agreement.agency, 4)
      .digits(agreement.account, 7)
      .text("001")
      .done();
  return {};
}

Status compose_unregistered(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_our_number(order.our_number, number_size));
  if (!order.due) {
    return invalid("boleto.due", "vencimento: a carteira CNR precisa dele", "vencimento",
                   "uma data");
  }
  const Date due = *order.due;
  OurNumber& number = part.our_number;
  number.digits.append_padded(order.our_number, number_size);
  FixedText<15> tied(number.digits.view());
  tied.append(mod11_zero(number.digits.view())).append('4');
  const std::int64_t ddmmyy = due.day() * 10'000 + due.month() * 100 + due.year() % 100;
  const std::string sum =
      std::to_string(number_of(tied.view()) + number_of(agreement.account) + ddmmyy);
  number.printed.append(tied.view()).append(mod11_zero(sum));
  part.beneficiary.append_padded(agreement.account, 7);
  const int day_of_year = due - Date(due.year(), 1, 1) + 1;
  FreeFieldWriter(part.free_field)
      .digits(agreement.account, 7)
      .text(number.digits.view())
      .digit(digit_char(day_of_year / 100))
      .digit(digit_char(day_of_year / 10 % 10))
      .digit(digit_char(day_of_year % 10))
      .digit(digit_char(due.year() % 10))
      .digit('2')
      .done();
  return {};
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  if (agreement.wallet == "CSB") return compose_registered(agreement, order, part);
  if (agreement.wallet == "CNR") return compose_unregistered(agreement, order, part);
  return invalid("boleto.wallet", "carteira: não é uma carteira deste banco", "carteira",
                 "CSB ou CNR");
}

constexpr std::array<Wallet, 2> wallets = {{
    {"CSB", "Cobrança registrada"},
    {"CNR", "Cobrança não registrada"},
}};

constexpr std::array<AgreementInput, 3> inputs = {{
    {"agencia", &Agreement::agency, "Agência, na carteira CSB", 4, false},
    {"conta", &Agreement::account, "Conta com o dígito, ou código do beneficiário", 7, true},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
}};

}  // namespace

extern const BoletoBank bank_399;
const BoletoBank bank_399 = {
    "399",   wallets, inputs,          number_size,
    compose, "HSBC",  Sureness::cases, "caelum-stella, pyboleto, brcobranca, bopepo"};

}  // namespace quita::boleto
