// Sisprime (that was Uniprime Norte do Paraná), CNAB 400: Bradesco's columns, with the payer's
// district, city and state behind the address. Sources: BoletoNetCore UniprimeNortePR.CNAB400 and
// BoletoNet/boletonet Banco_Uniprime, which agree on every column of the remittance; of the return
// BoletoNetCore and ACBr ACBrUniprimeNortePR, which reads it as Bradesco's.
#include "cnab/banks.h"
#include "cnab/bradesco_400.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {80, 94, alpha, version, "UNIPRIME"},
};
constexpr auto header = derive(bradesco::header, own_header);
constexpr Field own_detail[] = {
    {2, 20, alpha, blanks},
    {63, 65, num, bank},
    {83, 92, alpha, blanks},
    {94, 108, alpha, blanks},
    {140, 147, alpha, blanks},
    {193, 205, alpha, blanks},
    {335, 354, alpha, payer_district},
    {355, 392, alpha, payer_city},
    {393, 394, alpha, payer_state},
};
constexpr auto detail = derive(bradesco::detail, own_detail);
constexpr Field own_return_header[] = {
    {80, 94, alpha, blanks},
    {101, 108, alpha, blanks},
    {114, 394, alpha, blanks},
};
constexpr auto return_header = derive(bradesco::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {18, 24, alpha, blanks},
    {106, 107, alpha, blanks},
    {108, 108, num, wallet_code},
};
constexpr auto return_detail = derive(bradesco::return_detail, own_return_detail);

constexpr std::string_view source =
    "Sisprime CNAB400 (BoletoNetCore UniprimeNortePR.CNAB400; boletonet Banco_Uniprime; ACBr "
    "ACBrUniprimeNortePR)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"RC", "05"},
    {"LC", "10"}, {"ND", "11"}, {"DS", "12"}, {"OU", "99"},
};
constexpr KindCode wallet_codes[] = {{"09", "9"}};

}  // namespace

const Layout sisprime_400{
    .bank = "084",
    .bank_name = "Sisprime",
    .bank_literal = "UNIPRIME",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "2",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.fine_percent = true, .no_protest = "03", .protest = "01"},
    .occurrences = bradesco::occurrences,
    .reasons = bradesco::reason_tables,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
