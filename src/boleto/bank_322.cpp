// Sulcredi, the cooperative of Abelardo Luz.
//
//   free field: 01 | 000 | nosso número 20
//
// Nosso número: covenant 7, 9 (the title came in a file), the number of one's own 11, and a digit,
// modulus 10 over all before it. One source, ACBr.
#include <array>

#include "boleto/bank_input.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t number_size = 11;

Status compose(const Agreement& agreement, const Order& order, BankPart& part) {
  TRY_STATUS(check_digits(agreement.wallet, 2, "carteira"));
  TRY_STATUS(check_digits(agreement.agency, 4, "agencia"));
  TRY_STATUS(check_digits(agreement.account, 5, "conta"));
  TRY_STATUS(check_digits(agreement.covenant, 7, "convenio"));
  FixedText<8> prefix;
  prefix.append_padded(agreement.covenant, 7).append('9');
  const std::string_view own = own_part(order.our_number, prefix.view(), number_size);
  TRY_STATUS(check_our_number(own, number_size));
  OurNumber& number = part.our_number;
  number.digits.append(prefix.view()).append_padded(own, number_size);
  number.check_digit = digit_char(mod10(number.digits.view()));
  number.printed.append(number.digits.view()).append('-').append(number.check_digit);
  part.beneficiary.append_padded(agreement.agency, 4).append('/').append(agreement.account);
  FreeFieldWriter(part.free_field)
      .text("01000")
      .text(number.digits.view())
      .digit(number.check_digit)
      .done();
  return {};
}

constexpr std::array<Wallet, 1> wallets = {{{"01", "Carteira 01"}}};

constexpr std::array<AgreementInput, 4> inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta", 5, true},
    {"carteira", &Agreement::wallet, "Carteira", 2, true},
    {"convenio", &Agreement::covenant, "Convênio de cobrança, com 7 dígitos", 7, true},
}};

}  // namespace

extern const BoletoBank bank_322;
const BoletoBank bank_322 = {
    "322", wallets, inputs, number_size, compose, "Sulcredi", Sureness::one_source, "ACBr"};

}  // namespace quita::boleto
