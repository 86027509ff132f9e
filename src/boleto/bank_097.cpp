// CrediSIS.
//
//   free field: 00000 | nosso número 20 = 097 | digit | agency 4 | covenant 6 | number 6
//
// The digit is that of the beneficiary's CPF or CNPJ: modulus 11 with weights 2 to 9, where 10 and
// 11 become 1. Confirmed by a case (brcobranca) and by BoletoNetCore's rule; ACBr takes it over the
// number instead (docs/decisions/0003-banks-where-sources-differ.md). It is defined over digits,
// and so an alphanumeric CNPJ is refused here.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 6;

char digit_with_x(std::string_view digits) {
  const int value = mod11(digits);
  return value == 10 ? 'X' : value == 11 ? '0' : digit_char(value);
}

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  const std::string_view covenant = first_given(agreement.covenant, agreement.beneficiary);
  TRY_STATUS(check_wallet(agreement.wallet, 2, "18"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 7, "conta"));
  TRY_STATUS(check_digits(covenant, 6, "convenio"));
  TRY_STATUS(check_digits(agreement.document, 14, "documento_beneficiario"));
  const int digit = mod11(agreement.document);
  OurNumber& number = part.our_number;
  number.digits.append("097")
      .append(digit > 9 ? '1' : digit_char(digit))
      .append_padded(agreement.agency, 4)
      .append_padded(covenant, 6);
  const std::string_view own = own_part(order.our_number, number.digits.view(), number_size);
  TRY_STATUS(check_our_number(own, number_size));
  number.digits.append_padded(own, number_size);
  number.printed.append(number.digits.view());
  FixedText<4> agency;
  agency.append_padded(agreement.agency, 4);
  FixedText<7> account;
  account.append_padded(agreement.account, 7);
  append_with_digit(part.beneficiary, agency.view(), 4, agreement.agency_digit,
                    digit_with_x(agency.view()));
  part.beneficiary.append(" / ");
  append_with_digit(part.beneficiary, account.view(), 7, agreement.account_digit,
                    digit_with_x(account.view()));
  FreeFieldWriter(part.free_field).text("00000").text(number.digits.view()).done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"18", "Cobrança simples"}}};

constexpr std::array<AgreementInput, 8> inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"convenio", &Agreement::covenant, "Convênio de cobrança, com 6 dígitos", 6, false},
    {"codigo_beneficiario", &Agreement::beneficiary, "O convênio, se não vier em convenio", 6,
     false},
    {"documento_beneficiario", &Agreement::document, "CPF ou CNPJ do beneficiário, só dígitos", 14,
     true},
}};

}  // namespace

extern const BoletoBank bank_097;
const BoletoBank bank_097 = {"097",   wallets,    inputs,          number_size,
                             compose, "CrediSIS", Sureness::cases, "brcobranca, BoletoNetCore"};

}  // namespace quita::boleto
