// Bradesco, CNAB 400. Sources: glauberportella/cnab-layouts bradesco/cnab400/cobranca.yml and
// banco-br/cnab_yaml cnab400/237, compared with eduardokum/laravel-boleto Cnab400/Banco/Bradesco,
// kivanio/brcobranca cnab400/bradesco and BoletoNetCore BancoBradesco.CNAB400. The due date of the
// return stands at 147-152; 111-116 is the occurrence's (node-boleto takes one for the other).
#include "cnab/bradesco_400.h"

#include "cnab/banks.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace bradesco;

// The Pix of the title before it. What stands in 2-28 no source tells.
constexpr Field return_pix[] = {
    {1, 1, num, constant, "4"},  {2, 28, alpha, blanks},    {29, 105, alpha, pix_location},
    {106, 140, alpha, pix_txid}, {141, 394, alpha, blanks}, {395, 400, num, sequence},
};

constexpr std::string_view source =
    "Bradesco CNAB400 (cnab-layouts bradesco/cnab400/cobranca.yml; cnab_yaml cnab400/237)";
constexpr Record sent[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, detail, source},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, trailer, source},
};
constexpr Record received[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, return_header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, return_detail, source},
    {"registro 4 (Pix)",
     Part::detail,
     {{{1, "4"}, {}}},
     return_pix,
     "Bradesco CNAB400, registro 4 (ACBr e laravel-boleto)"},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, return_trailer, source},
};

}  // namespace

const Layout bradesco_400{
    .bank = "237",
    .bank_name = "Bradesco",
    .bank_literal = "BRADESCO",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "23567",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31"},
    .kinds = kinds,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.fine_percent = true, .no_protest = "00", .protest = "06"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases},
};

}  // namespace quita::cnab
