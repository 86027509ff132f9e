// Banese, CNAB 400, return. One source, ACBr (ACBrBancoBanese): the common columns, an amount of
// ten digits and FEBRABAN's movements and reasons. The remittance is left out: its wallet is a
// digit that no source tells of the slips' CS.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_return_header[] = {
    {27, 36, num, account},
    {37, 37, num, account_digit},
    {38, 46, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {63, 70, num, our_number},  {71, 107, alpha, blanks},  {108, 108, alpha, blanks},
    {153, 155, num, zeros},     {156, 165, money, amount}, {166, 173, alpha, blanks},
    {189, 201, alpha, blanks},  {296, 301, alpha, blanks}, {302, 377, alpha, blanks},
    {378, 385, alpha, reasons}, {386, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
constexpr auto received = records(
    "Banese CNAB400 (ACBr ACBrBancoBanese)",
    Received{.header = return_header, .detail = return_detail, .trailer = common400::trailer});

}  // namespace

const Layout banese_400{
    .bank = "047",
    .bank_name = "Banese",
    .bank_literal = {},
    .format = Format::cnab400,
    .remittance = {},
    .returned = received,
    .optional = "",
    .orders = {},
    .kinds = {},
    .our_number_length = 8,
    .charges = {},
    .occurrences = febraban::febraban_occurrences,
    .reasons = febraban::febraban_reasons,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
