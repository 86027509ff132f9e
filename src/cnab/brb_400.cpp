// BRB, Banco de Brasília, CNAB 400 with offsets of its own. Sources: kivanio/brcobranca
// cnab400/banco_brasilia, with its example of a remittance and a return of the bank, ACBr
// ACBrBancoBRB and, of the return, BoletoNet/boletonet Banco_BRB.
//
// The remittance registers and knows no other order; its header is a line of 39 columns that counts
// the records before they come. Nosso número are the 12 digits of the slip. The discount's code is
// ACBr's 53 (until a date); brcobranca's 52 is a discount a day.
#include "cnab/banks.h"
#include "cnab/common_400.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field header[] = {
    {1, 3, alpha, constant, "DCB"}, {4, 6, num, version, "001"},       {7, 9, num, version, "075"},
    {10, 12, num, agency},          {13, 19, num, account_with_digit}, {20, 27, ymd8, made_date},
    {28, 33, time6, made_time},     {34, 39, num, records_ahead},
};
constexpr Field detail[] = {
    {1, 2, num, constant, "01"},
    {3, 5, num, agency},
    {6, 12, num, account_with_digit},
    {13, 26, num, payer_document},
    {27, 61, alpha, payer_name},
    {62, 96, alpha, payer_street},
    {97, 111, alpha, payer_city},
    {112, 113, alpha, payer_state},
    {114, 121, num, payer_postal_code},
    {122, 122, num, payer_document_kind},
    {123, 135, alpha, your_number},
    {136, 136, num, wallet_code},
    {137, 144, date8, issued},
    {145, 146, num, kind},
    {147, 148, num, zeros},           // nature, condition of payment
    {149, 150, num, constant, "02"},  // real
    {151, 153, num, bank},
    {154, 157, num, agency},
    {158, 187, alpha, blanks},  // place of payment
    {188, 195, date8, due},
    {196, 209, money, amount},
    {210, 221, num, our_number},
    {222, 223, num, interest_code},
    {224, 237, money, interest},
    {238, 251, money, rebate},
    {252, 253, num, discount_code},
    {254, 261, date8, discount_date},
    {262, 275, money, discount},
    {276, 279, num, zeros},      // first instruction and its days
    {280, 283, num, fine_code},  // second instruction, 03, and its days, 01
    {284, 288, num, fine},       // percent V99
    {289, 328, alpha, company_name},
    {329, 400, alpha, blanks},  // message
};

constexpr Field own_return_header[] = {
    {27, 36, num, zeros},        {37, 39, num, agency},     {40, 46, num, account_with_digit},
    {95, 102, date8, made_date}, {103, 379, alpha, blanks}, {380, 387, date8, credited},
    {388, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field return_detail[] = {
    {1, 1, num, constant, "1"},
    {2, 3, num, company_document_kind},
    {4, 17, num, company_document},
    {18, 20, alpha, blanks},
    {21, 27, num, zeros},
    {28, 30, num, agency},
    {31, 37, num, account_with_digit},
    {38, 70, alpha, blanks},
    {71, 82, num, our_number},
    {83, 92, alpha, blanks},
    {93, 105, alpha, your_number},
    {106, 108, alpha, blanks},
    {109, 110, alpha, movement},
    {111, 118, date8, occurred},
    {119, 148, alpha, blanks},  // 129-140: nosso número again
    {149, 156, date8, due},
    {157, 169, money, amount},
    {170, 172, num, paying_bank},
    {173, 177, num, paying_agency},
    {178, 179, alpha, blanks},  // espécie
    {180, 192, money, fee},
    {193, 205, num, zeros},  // other expenses
    {206, 218, money, interest},
    {219, 231, money, iof},
    {232, 244, money, rebate},
    {245, 257, money, discount},
    {258, 270, money, paid},
    {271, 283, money, other_expenses},  // other debits
    {284, 296, money, other_credits},
    {297, 299, alpha, blanks},
    {300, 307, date8, credited},
    {308, 394, alpha, blanks},  // 365-394: reasons, of which no table is known
    {395, 400, num, sequence},
};

constexpr std::string_view source =
    "BRB CNAB400 (brcobranca cnab400/banco_brasilia; ACBr ACBrBancoBRB; boletonet Banco_BRB)";
constexpr Record sent[] = {
    {"header", Part::header, {{{1, "DCB"}, {}}}, header, source},
    {"detalhe", Part::detail, {{{1, "01"}, {}}}, detail, source},
    {"trailer", Part::trailer, trailer_mark, common400::trailer, source},
};
constexpr Record received[] = {
    {"header", Part::header, {{{1, "02"}, {}}}, return_header, source},
    {"detalhe", Part::detail, detail_mark, return_detail, source},
    {"trailer", Part::trailer, trailer_mark, return_trailer, source},
};

constexpr KindCode kinds[] = {{"DM", "21"}, {"NP", "22"}, {"RC", "25"}, {"OU", "39"}};

constexpr Occurrence occurrences[] = {
    {"00", Event::written_off, "Baixa por devolução"},
    {"02", Event::registered, "Entrada confirmada"},
    {"05", Event::settled_unregistered, "Liquidação de título sem registro"},
    {"06", Event::settled, "Liquidação"},
    {"15", Event::settled, "Liquidação regularizada"},
    {"16", Event::settled, "Liquidação regularizada, com registro"},
};

}  // namespace

const Layout brb_400{
    .bank = "070",
    .bank_name = "BRB",
    .bank_literal = "BRB",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01"},
    .kinds = kinds,
    .our_number_length = 12,
    .charges = {.per_day_code = "50",
                .no_interest = "00",
                .fine_percent = true,
                .fine_percent_code = "0301",
                .no_fine = "0000",
                .discount_amount_code = "53",
                .no_discount = "00"},
    .occurrences = occurrences,
    .reasons = {},
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases},
};

}  // namespace quita::cnab
