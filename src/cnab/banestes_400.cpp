// Banestes, CNAB 400. Sources: the bank's manual "Layout de Arquivo, Cobrança Simples e Parcelada,
// CNAB 400", ACBr ACBrBancoBanestes and boletonet Banco_Banestes. The manual decides where they
// differ: the mora has its code at 161 and 12 columns (boletonet writes 13, one column too many).
#include "cnab/banestes.h"
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 37, num, account_with_digit},
    {38, 46, alpha, blanks},
    {80, 94, alpha, version, "BANESTES"},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {18, 28, num, account_with_digit},
    {29, 37, alpha, blanks},
    {63, 70, num, our_number},
    {71, 72, num, our_number_digit},
    {73, 73, num, fine_code},
    {74, 82, money, fine},
    {83, 88, alpha, blanks},  // booklet
    {89, 92, num, zeros},
    {93, 107, num, zeros},  // drawer
    {127, 129, num, zeros},
    {130, 139, money, amount},
    {143, 147, num, version, "00501"},  // the company sends the slips
    {157, 158, alpha, protest_code},
    {159, 160, num, protest_days},
    {161, 161, num, interest_code},
    {162, 173, money, interest},
    {352, 391, alpha, blanks},  // message
    {392, 394, num, zeros},
};
constexpr auto detail = derive(common400::detail, own_detail);

constexpr auto return_header = derive(common400::return_header, own_header);
constexpr Field own_return_detail[] = {
    {18, 28, num, account_with_digit}, {29, 37, alpha, blanks},   {63, 70, num, our_number},
    {71, 72, num, our_number_digit},   {73, 107, alpha, blanks},  {153, 155, num, zeros},
    {156, 165, money, amount},         {293, 318, alpha, blanks},  // 293: paid at the notary's
    {319, 328, alpha, reasons},        {329, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source =
    "Banestes CNAB400 (manual do banco; ACBr ACBrBancoBanestes; boletonet Banco_Banestes)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode kinds[] = {{"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"CS", "04"},
                              {"RC", "05"}, {"LC", "10"}, {"DS", "11"}, {"OU", "99"}};

}  // namespace

const Layout banestes_400{
    .bank = "021",
    .bank_name = "Banestes",
    .bank_literal = "BANESTES",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "12", "13", "09", "18", "20"},
    .kinds = kinds,
    .wallets = banestes::wallets,
    .check_digit = banestes_digit,
    .our_number_length = 8,
    .charges = {.per_day_code = "0",
                .monthly = true,
                .monthly_code = "1",
                .no_interest = "0",
                .fine_amount = true,
                .fine_amount_code = "0",
                .fine_percent = true,
                .fine_percent_code = "1",
                .no_protest = "P7",
                .protest = "P6"},
    .occurrences = febraban::febraban_occurrences,
    .reasons = banestes::reason_tables,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
