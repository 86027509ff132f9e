// BS2, CNAB 400 in version 006: columns of its own, with dates of eight digits. One source, ACBr
// (ACBrBancoBS2). Interest is left out: ACBr writes an amount into the columns that it calls a
// percentage. So are the reasons, of which the return's reader takes none.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 40, num, company_document}, {41, 46, alpha, blanks},   {80, 94, alpha, version, "BS2"},
    {95, 102, date8, made_date},       {103, 122, num, zeros},    {123, 286, alpha, blanks},
    {287, 289, num, version, "006"},   {290, 389, alpha, blanks}, {390, 394, num, file_number},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field detail[] = {
    {1, 1, num, constant, "1"},
    {2, 11, num, zeros},
    {12, 16, alpha, blanks},
    {17, 31, num, zeros},  // drawer: kind and number
    {32, 34, alpha, blanks},
    {35, 59, alpha, company_use},
    {60, 69, num, our_number},
    {70, 70, num, our_number_digit},
    {71, 80, num, beneficiary_code},
    {81, 90, alpha, blanks},
    {91, 91, num, fine_code},
    {92, 103, money, fine},
    {104, 107, num, fine_rate},
    {108, 109, num, wallet},
    {110, 111, num, movement},
    {112, 121, alpha, your_number},
    {122, 129, date8, due},
    {130, 142, money, amount},
    {143, 147, alpha, blanks},
    {148, 148, alpha, version, "N"},  // the company issues
    {149, 149, num, kind},
    {150, 150, alpha, accepted},
    {151, 158, date8, issued},
    {159, 160, alpha, blanks},
    {161, 173, num, zeros},  // interest
    {174, 181, date8, discount_date},
    {182, 194, money, discount},
    {195, 205, alpha, blanks},
    {206, 218, money, rebate},
    {219, 220, num, payer_document_kind},
    {221, 234, num, payer_document},
    {235, 274, alpha, payer_name},
    {275, 314, alpha, payer_street},
    {315, 326, alpha, payer_district},
    {327, 334, num, payer_postal_code},
    {335, 349, alpha, payer_city},
    {350, 351, alpha, payer_state},
    {352, 391, alpha, blanks},  // drawer's name
    {392, 394, num, zeros},     // the last of them: real
    {395, 400, num, sequence},
};

constexpr Field own_return_header[] = {
    {10, 46, alpha, blanks},
    {95, 102, date8, made_date},
    {103, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field return_detail[] = {
    {1, 1, num, constant, "1"},      {2, 59, alpha, blanks},         {60, 69, num, our_number},
    {70, 70, num, our_number_digit}, {71, 80, alpha, blanks},        {81, 88, date8, credited},
    {89, 107, alpha, blanks},        {108, 109, num, wallet},        {110, 111, alpha, movement},
    {112, 119, date8, occurred},     {120, 129, alpha, your_number}, {130, 145, alpha, blanks},
    {146, 153, date8, due},          {154, 166, money, amount},      {167, 252, alpha, blanks},
    {253, 265, money, paid},         {266, 394, alpha, blanks},      {395, 400, num, sequence},
};

constexpr std::string_view source = "BS2 CNAB400, versão 006 (ACBr ACBrBancoBS2)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received = records(
    source,
    Received{.header = return_header, .detail = return_detail, .trailer = common400::trailer});

constexpr KindCode kinds[] = {{"DM", "0"}, {"DS", "6"}, {"OU", "9"}};
constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"06", Event::settled, "Liquidação normal"},
    {"09", Event::written_off, "Baixa manual confirmada"},
    {"10", Event::written_off, "Baixa automática"},
    {"99", Event::instruction_rejected, "Instrução rejeitada"},
};

}  // namespace

const Layout bs2_400{
    .bank = "218",
    .bank_name = "BS2",
    .bank_literal = "BS2",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "2",
    .orders = {"01", "09"},
    .kinds = kinds,
    .check_digit = mod11_digit,
    .our_number_length = 10,
    .charges = {.per_day = false, .fine_amount = true, .fine_percent = true, .no_fine = "2"},
    .occurrences = occurrences,
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
