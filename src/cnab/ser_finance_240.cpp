// Ser Finance, CNAB 240 (file version 101, lot 030). One source, boletonet Banco_SerFinance, which
// lets the bank print and send the slips; ours are the company's. Nosso número stands behind the
// direction of the collection (5), the correspondent's modality (000), 00 and the bank's (110).
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, beneficiary_code},
    {72, 72, num, zeros},
    {103, 132, alpha, version, "SER FINANCE"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "101"},
    {167, 171, num, version, "01600"},
    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {9, 9, alpha, blanks}, {14, 16, num, version, "030"}, {34, 53, alpha, beneficiary_code},
    {73, 73, num, zeros},  {184, 207, num, zeros},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {37, 37, num, zeros},          {38, 38, num, version, "5"}, {39, 43, num, zeros},
    {44, 46, num, wallet},         {47, 56, num, our_number},   {57, 57, num, our_number_digit},
    {60, 60, alpha, version, "2"}, {101, 105, num, agency},     {106, 106, alpha, agency_digit},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_t[] = {
    {38, 46, alpha, blanks},
    {47, 56, num, our_number},
    {57, 57, num, our_number_digit},
    {58, 58, alpha, blanks},  // the kind of wallet
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);
constexpr Field own_trailer[] = {{36, 240, num, zeros}};
constexpr auto trailer = derive(file_trailer, own_trailer);

constexpr std::string_view source = "Ser Finance CNAB240 (boletonet Banco_SerFinance)";
constexpr auto sent = records(
    source, Sent{.header = header, .lot_header = lot_header, .p = segment_p, .trailer = trailer});
constexpr auto received = records(source, Received{.t = segment_t});

}  // namespace

const Layout ser_finance_240{
    .bank = "530",
    .bank_name = "Ser Finance",
    .bank_literal = "SER FINANCE",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01"},
    .kinds = febraban_kinds,
    .check_digit = operation_digit,
    .our_number_length = 10,
    .charges = {.fine_amount = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .no_write_off = "2"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
