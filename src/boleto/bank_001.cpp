// Banco do Brasil. The size of the covenant decides the layout of the free field:
//
//   covenant  nosso número             free field
//   4         covenant + 7, digit      covenant 4 | number 7 | agency 4 | account 8 | wallet 2
//   6         covenant + 5, digit      covenant 6 | number 5 | agency 4 | account 8 | wallet 2
//   6         17 of one's own, none    covenant 6 | number 17 | "21"     (wallets 16, 18 and 21)
//   7         covenant + 10, none      zeros 6 | covenant 7 | number 10 | wallet 2
//   8         covenant + 9, none       zeros 6 | covenant 8 | number 9 | wallet 2
//
// The digit of nosso número, agency and account is modulus 11, weights 2 to 9; 10 is X, 11 is 0.
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t own_number_size = 17;

char bb_digit(std::string_view digits) {
  const int value = mod11(digits);
  return value == 10 ? 'X' : value == 11 ? '0' : digit_char(value);
}

std::string_view covenant_of(const Agreement& agreement) {
  return agreement.covenant.empty() ? agreement.beneficiary : agreement.covenant;
}

// How many digits of one's own follow the covenant in nosso número.
std::size_t sequence_size(std::size_t covenant_size) {
  switch (covenant_size) {
    case 4:
      return 7;
    case 6:
      return 5;
    case 7:
      return 10;
    default:
      return 9;
  }
}

// Nosso número as the bank writes it, for every layout but the 17 digits of one's own.
Status compose_number(std::string_view covenant, const Order& order, OurNumber& number) {
  const auto size = sequence_size(covenant.size());
  std::string_view sequence = order.our_number;
  // People also copy the whole number, covenant included.
  if (sequence.size() == covenant.size() + size &&
      sequence.substr(0, covenant.size()) == covenant) {
    sequence.remove_prefix(covenant.size());
  }
  TRY_STATUS(check_our_number(sequence, size));
  number.digits.append(covenant).append_padded(sequence, size);
  number.printed.append(number.digits.view());
  if (covenant.size() <= 6) {
    number.check_digit = bb_digit(number.digits.view());
    number.printed.append('-').append(number.check_digit);
  }
  return {};
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view covenant = covenant_of(agreement);
  const std::string_view wallet = agreement.wallet;
  TRY_STATUS(check_wallet(wallet, 2, "17"));
  TRY_STATUS(check_digits(covenant, 8, "convenio"));
  if (covenant.size() < 4 || covenant.size() == 5) {
    return invalid(
        "boleto.input.length",
        fmt::format("convenio: \"{}\" tem {} dígitos, e nenhum convênio do Banco do Brasil "
                    "tem esse tamanho",
                    covenant, covenant.size()),
        "convenio", "4, 6, 7 ou 8 dígitos");
  }
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 8, "conta"));
  FixedText<4> agency;
  agency.append_padded(agreement.agency, 4);
  FixedText<8> account;
  account.append_padded(agreement.account, 8);
  append_with_digit(part.beneficiary, agency.view(), 4, agreement.agency_digit,
                    bb_digit(agency.view()));
  part.beneficiary.append(" / ");
  append_with_digit(part.beneficiary, account.view(), 8, agreement.account_digit,
                    bb_digit(account.view()));

  FreeFieldWriter free(part.free_field);
  OurNumber& number = part.our_number;
  const bool only_zeros = order.our_number.find_first_not_of('0') == std::string_view::npos;
  if (wallet == "11" && only_zeros) {
    // The bank numbers the slip itself: it leaves with zeros.
    number.digits.append_padded("", own_number_size);
    number.printed.append(number.digits.view());
    free.digits("", 6).text(number.digits.view()).text(wallet).done();
    return {};
  }
  if (covenant.size() == 6 && order.our_number.size() > sequence_size(6) &&
      !(order.our_number.size() == 11 && order.our_number.substr(0, 6) == covenant)) {
    TRY_STATUS(check_our_number(order.our_number, own_number_size));
    if (wallet != "16" && wallet != "18" && wallet != "21") {
      return invalid(
          "boleto.our_number.length",
          fmt::format("nosso_numero: mais de 5 dígitos com um convênio de 6 só existe nas "
                      "carteiras 16, 18 e 21, e não na {}",
                      wallet),
          "nosso_numero", "de 1 a 5 dígitos, ou outra carteira");
    }
    number.digits.append_padded(order.our_number, own_number_size);
    number.printed.append(number.digits.view());
    free.text(covenant).text(number.digits.view()).text("21").done();
    return {};
  }
  TRY_STATUS(compose_number(covenant, order, number));
  if (covenant.size() <= 6) {
    free.text(number.digits.view()).text(agency.view()).text(account.view()).text(wallet).done();
  } else {
    free.digits("", 6).text(number.digits.view()).text(wallet).done();
  }
  return {};
}

constexpr std::array<Wallet, 6> wallets = {{
    {"11", "Cobrança simples, nosso número dado pelo banco"},
    {"16", "Cobrança simples, nosso número de 17 dígitos"},
    {"17", "Cobrança direta especial"},
    {"18", "Cobrança simples"},
    {"31", "Cobrança caucionada ou vinculada"},
    {"51", "Cobrança descontada"},
}};

constexpr std::array<AgreementInput, 7> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 8, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"variacao", &Agreement::variation, "Variação da carteira", 3, false},
    {"convenio", &Agreement::covenant, "Convênio de cobrança, com 4, 6, 7 ou 8 dígitos", 8, false},
}};

}  // namespace

extern const BoletoBank bank_001;
const BoletoBank bank_001 = {
    "001",           wallets,
    inputs,          own_number_size,
    compose,         "Banco do Brasil",
    Sureness::cases, "brcobranca, BoletoNetCore, openboleto, pyboleto, caelum-stella"};

}  // namespace quita::boleto
