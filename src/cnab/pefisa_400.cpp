// Pefisa, CNAB 400, remittance: C6's columns with the company's code as text and the days of
// protest also beside their instruction. One source, ACBr (ACBrBancoPefisa), whose optional columns
// behind 400 are not used. Its return is left out: ACBr reads nosso número and wallet where its
// remittance does not write them.
#include "cnab/banks.h"
#include "cnab/c6_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {{80, 94, alpha, blanks}, {109, 120, alpha, blanks}};
constexpr auto header = derive(c6::header, own_header);
constexpr Field own_detail[] = {
    {18, 29, alpha, transmission_code},
    {83, 85, alpha, blanks},
    {157, 158, num, protest_code},
    {159, 160, num, protest_days},
};
constexpr auto detail = derive(c6::detail, own_detail);
constexpr auto sent =
    records("Pefisa CNAB400 (ACBr ACBrBancoPefisa)", Sent{.header = header, .detail = detail});

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"DS", "02"}, {"NP", "03"},  {"NS", "04"},  {"RC", "05"}, {"LC", "06"},
    {"FC", "07"}, {"CN", "08"}, {"CT", "09"},  {"CH", "10"},  {"CS", "11"}, {"ME", "12"},
    {"ND", "13"}, {"DD", "15"}, {"CPS", "17"}, {"FAT", "31"}, {"OU", "99"},
};

}  // namespace

const Layout pefisa_400{
    .bank = "174",
    .bank_name = "Pefisa",
    .bank_literal = {},
    .format = Format::cnab400,
    .remittance = sent,
    .returned = {},
    .optional = "2",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31"},
    .kinds = kinds,
    .check_digit = c6_digit,
    .our_number_length = 10,
    .charges = {.fine_percent = true, .fine_decimals = 0},
    .occurrences = {},
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
