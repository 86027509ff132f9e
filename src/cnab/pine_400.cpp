// Pine, Fibra and Delbank, CNAB 400, returns: three banks on one system, whose files differ in the
// company's code only. Sources: eduardokum/laravel-boleto Cnab400/Banco/Pine, Fibra and Delbank
// with real returns of the three. Of the remittance the public programs know too little that
// agrees.
#include "cnab/pine_400.h"

#include "cnab/banks.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using common400::Received;
using common400::records;

constexpr std::string_view source =
    "CNAB400 de Pine, Fibra e Delbank (laravel-boleto Cnab400/Pine, Fibra e Delbank)";
constexpr auto received =
    records(source, Received{.header = pine::return_header, .detail = pine::return_detail});

constexpr Layout layout_of(std::string_view bank, std::string_view name) {
  return {.bank = bank,
          .bank_name = name,
          .bank_literal = {},
          .format = Format::cnab400,
          .remittance = {},
          .returned = received,
          .optional = "",
          .orders = {},
          .kinds = {},
          .check_digit = operation_digit,
          .our_number_length = 10,
          .charges = {},
          .occurrences = pine::occurrences,
          .reasons = pine::reason_tables,
          .sure = {boleto::Sureness::one_source, boleto::Sureness::cases}};
}

}  // namespace

const Layout pine_400 = layout_of("643", "Pine");
const Layout fibra_400 = layout_of("224", "Fibra");
const Layout delbank_400 = layout_of("435", "Delbank");

}  // namespace quita::cnab
