// Unicred of Rio Grande do Sul (091), CNAB 400, remittance. One source, ACBr (ACBrBancoUnicredRS,
// and the header that its banks have in common): account and contract before the company's use,
// nosso número twice, and neither espécie nor aceite nor fine.
#include "cnab/banks.h"
#include "cnab/bradesco_400.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {80, 94, alpha, version, "UNICRED"},
    {101, 107, alpha, blanks},
    {108, 110, num, constant, "113"},
};
constexpr auto header = derive(bradesco::header, own_header);
constexpr Field own_detail[] = {
    {2, 6, num, agency},
    {7, 7, num, agency_digit},
    {8, 19, num, account},
    {20, 20, num, account_digit},
    {21, 21, num, zeros},
    {22, 24, num, wallet},
    {25, 29, num, agency},  // contract: agency, account and digit
    {30, 36, num, account},
    {37, 37, num, account_digit},
    {63, 65, num, bank},
    {66, 71, num, zeros},
    {72, 81, num, our_number},
    {82, 82, num, our_number_digit},
    {83, 93, num, zeros},
    {94, 105, alpha, blanks},
    {106, 106, num, zeros},
    {107, 108, alpha, blanks},
    {140, 150, num, zeros},
    {159, 160, num, protest_days},
    {193, 202, num, our_number},
    {203, 203, num, our_number_digit},
    {204, 205, num, zeros},
    {335, 354, alpha, payer_city},
    {355, 356, alpha, payer_state},
    {357, 394, alpha, blanks},
};
constexpr auto detail = derive(common400::detail, own_detail);
constexpr auto sent = records("Unicred do Rio Grande do Sul CNAB400 (ACBr ACBrBancoUnicredRS)",
                              Sent{.header = header, .detail = detail});

}  // namespace

const Layout unicred_rs_400{
    .bank = "091",
    .bank_name = "Unicred do Rio Grande do Sul",
    .bank_literal = "UNICRED",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = {},
    .optional = "2",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31", "45", "47"},
    .kinds = {},
    .check_digit = unicred_rs_digit,
    .our_number_length = 10,
    .charges = {},
    .occurrences = {},
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
