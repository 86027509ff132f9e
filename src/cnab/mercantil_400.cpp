// Mercantil do Brasil, CNAB 400, remittance only. One source, ACBr ACBrBancoMercantil. Nosso número
// stands whole in 63-77: agency, modality and wallet, number, digit. boletonet's reader of the
// return takes amounts of 11 columns where its own sum of what was paid has 13, and names no
// occurrence.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 30, num, agency},        {31, 45, num, company_document},
    {46, 46, alpha, blanks},      {80, 94, alpha, version, "BANCO MERCANTIL"},
    {101, 381, alpha, blanks},    {382, 389, alpha, version, "01600"},
    {390, 394, num, file_number},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {2, 4, num, fine_code},          {5, 17, money, fine},
    {18, 23, date6, fine_date},      {24, 28, alpha, blanks},
    {29, 37, num, beneficiary_code},  // contract
    {63, 66, num, agency},           {67, 76, num, our_number},
    {77, 77, num, our_number_digit}, {78, 82, alpha, blanks},
    {83, 97, num, company_document}, {98, 107, money, amount},  // quantity of the currency
    {108, 108, num, version, "1"},                              // simple collection
    {157, 160, num, zeros},                                     // instructions
    {352, 393, alpha, blanks},                                  // drawer
    {394, 394, num, version, "1"},
};
constexpr auto detail = derive(common400::detail, own_detail);

constexpr std::string_view source = "Mercantil do Brasil CNAB400 (ACBr ACBrBancoMercantil)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});

constexpr KindCode kinds[] = {{"DM", "01"}};

}  // namespace

const Layout mercantil_400{
    .bank = "389",
    .bank_name = "Mercantil do Brasil",
    .bank_literal = "BANCO MERCANTIL",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = {},
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18"},
    .kinds = kinds,
    .check_digit = mercantil_digit,
    .our_number_length = 10,
    .charges = {.fine_percent = true,
                .fine_percent_code = "092",
                .no_fine = "000",
                .accepted = "S"},
    .occurrences = {},
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
