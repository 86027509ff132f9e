// Cresol, CNAB 400: Bradesco's columns with blanks where Cresol needs nothing. Source:
// eduardokum/laravel-boleto Cnab400/Banco/Cresol, remittance and return.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {47, 76, alpha, blanks},
    {80, 94, alpha, version, "CRESOL"},
    {95, 394, alpha, blanks},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {2, 20, alpha, blanks},    {21, 21, num, zeros},
    {22, 24, num, wallet},     {25, 29, num, agency},
    {30, 36, num, account},    {37, 37, num, account_digit},
    {63, 65, alpha, blanks},   {66, 66, num, fine_code},
    {67, 70, num, fine},  // percent V99
    {71, 81, num, our_number}, {82, 82, alpha, our_number_digit},
    {83, 92, alpha, blanks},   {93, 93, num, version, "2"},  // the company issues
    {94, 108, alpha, blanks},  {140, 147, alpha, blanks},
    {150, 150, alpha, blanks}, {157, 160, alpha, blanks},
    {315, 326, alpha, blanks}, {335, 394, alpha, blanks},
};
constexpr auto detail = derive(common400::detail, own_detail);

constexpr Field own_return_header[] = {
    {80, 94, alpha, version, "CRESOL"},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {18, 24, alpha, blanks},           {25, 29, num, agency},     {30, 36, num, account},
    {37, 37, num, account_digit},      {63, 70, alpha, blanks},   {71, 81, num, our_number},
    {82, 82, alpha, our_number_digit}, {83, 107, alpha, blanks},  {302, 318, alpha, blanks},
    {319, 328, alpha, reasons},        {329, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source = "Cresol CNAB400 (laravel-boleto Cnab400/Cresol)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"RC", "05"},  {"LC", "10"},
    {"ND", "11"}, {"DS", "12"}, {"CC", "31"}, {"BDP", "32"}, {"OU", "99"},
};
constexpr KindCode wallet_codes[] = {{"09", "9"}};

}  // namespace

const Layout cresol_400{
    .bank = "133",
    .bank_name = "Cresol",
    .bank_literal = "CRESOL",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.fine_percent = true},
    .occurrences = febraban::febraban_occurrences,
    .reasons = febraban::febraban_reasons,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
