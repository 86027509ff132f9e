// Inter, CNAB 400: a layout of its own from column 63 on, in both directions. Sources:
// eduardokum/laravel-boleto Cnab400/Banco/Inter and BoletoNetCore Inter.CNAB400, which agree on the
// columns; only a registration is sourced for the remittance.
//
// Of wallet 112 the bank gives the nosso número and its columns are zeros; of 110 the company does.
// The return tells why an entry failed in a sentence, not in codes.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 46, alpha, blanks},      {80, 94, alpha, version, "INTER"}, {101, 110, alpha, blanks},
    {111, 117, num, file_number}, {118, 394, alpha, blanks},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field detail[] = {
    {1, 1, num, constant, "1"},
    {2, 20, alpha, blanks},
    {21, 23, num, wallet},
    {24, 27, num, agency},
    {28, 36, num, account},
    {37, 37, num, account_digit},
    {38, 62, alpha, company_use},
    {63, 65, alpha, blanks},
    {66, 66, num, fine_code},
    {67, 79, money, fine},
    {80, 83, num, fine_rate},
    {84, 89, date6, fine_date},
    {90, 99, num, our_number},
    {100, 100, num, our_number_digit},
    {101, 108, alpha, blanks},
    {109, 110, num, movement},
    {111, 120, alpha, your_number},
    {121, 126, date6, due},
    {127, 139, money, amount},
    {140, 141, num, version, "60"},  // days after the due date on which it may still be paid
    {142, 147, alpha, blanks},
    {148, 149, num, kind},
    {150, 150, alpha, version, "N"},
    {151, 156, date6, issued},
    {157, 159, alpha, blanks},
    {160, 160, num, interest_code},
    {161, 173, money, interest},
    {174, 177, num, interest_rate},
    {178, 183, date6, interest_date},
    {184, 184, num, discount_code},
    {185, 197, money, discount},
    {198, 201, num, zeros},  // discount in %
    {202, 207, date6, discount_date},
    {208, 220, num, zeros},
    {221, 222, num, payer_document_kind},
    {223, 236, num, payer_document},
    {237, 276, alpha, payer_name},
    {277, 316, alpha, payer_street},
    {317, 324, num, payer_postal_code},
    {325, 394, alpha, blanks},  // message
    {395, 400, num, sequence},
};
constexpr Field own_trailer[] = {
    {2, 7, num, title_count},
    {8, 394, alpha, blanks},
};
constexpr auto trailer = derive(common400::trailer, own_trailer);

constexpr Field own_return_header[] = {
    {27, 46, alpha, blanks},
    {80, 94, alpha, version, "INTER"},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field return_detail[] = {
    {1, 1, num, constant, "1"},      {2, 20, alpha, blanks},         {21, 23, num, wallet},
    {24, 27, num, agency},           {28, 36, num, account},         {37, 37, num, account_digit},
    {38, 62, alpha, company_use},    {63, 70, alpha, blanks},        {71, 80, num, our_number},
    {81, 81, num, our_number_digit}, {82, 86, alpha, blanks},        {87, 89, num, wallet},
    {90, 91, alpha, movement},       {92, 97, date6, occurred},      {98, 107, alpha, your_number},
    {108, 118, alpha, blanks},       {119, 124, date6, due},         {125, 137, money, amount},
    {138, 140, num, paying_bank},    {141, 144, num, paying_agency}, {145, 159, alpha, blanks},
    {160, 172, money, paid},         {173, 178, date6, credited},    {179, 240, alpha, blanks},
    {241, 380, alpha, reason_text},  {381, 394, alpha, blanks},      {395, 400, num, sequence},
};

constexpr std::string_view source =
    "Inter CNAB400 (laravel-boleto Cnab400/Inter; BoletoNetCore Inter.CNAB400)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail, .trailer = trailer});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode kinds[] = {{"DM", "01"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Em aberto"},
    {"03", Event::rejected, "Erro"},
    {"06", Event::settled, "Pago"},
    {"07", Event::written_off, "Baixado"},
};

}  // namespace

const Layout inter_400{
    .bank = "077",
    .bank_name = "Inter",
    .bank_literal = "INTER",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01"},
    .kinds = kinds,
    .check_digit = operation_digit,
    .our_number_length = 10,
    .charges = {.monthly = true, .no_interest = "0", .fine_amount = true, .fine_percent = true},
    .occurrences = occurrences,
    .reasons = {},
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::cases},
};

}  // namespace quita::cnab
