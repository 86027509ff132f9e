// Citibank, CNAB 240, remittance (file version 040, lot 030). One source, ACBr ACBrBancoCitibank.
// The account is the Cosmos one, kept as covenant as on the slip; agency and digits stay empty.
// There is no segment R: no fine, one discount. Days of write-off have no columns. ACBr dates every
// discount at the due date; here its own date stands there.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, client_code},      {53, 57, num, zeros},
    {58, 58, alpha, blanks},           {59, 70, num, covenant},
    {71, 71, alpha, blanks},           {103, 132, alpha, version, "CITIBANK"},
    {133, 142, alpha, blanks},         {164, 166, num, version, "040"},
    {167, 171, num, version, "01600"}, {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "030"}, {34, 53, alpha, client_code}, {54, 58, num, zeros},
    {59, 59, alpha, blanks},       {60, 71, num, covenant},      {72, 72, alpha, blanks},
    {184, 191, num, zeros},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {18, 22, num, zeros},    {23, 23, alpha, blanks},   {24, 35, num, covenant},
    {36, 36, alpha, blanks}, {38, 48, num, our_number}, {49, 49, num, our_number_digit},
    {50, 57, alpha, blanks}, {60, 60, alpha, blanks},   {63, 72, alpha, your_number},
    {73, 77, alpha, blanks}, {119, 126, num, zeros},    {225, 227, alpha, blanks},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_q[] = {
    {210, 218, num, zeros},  // portfolio, booklet and part
    {219, 240, alpha, blanks},
};
constexpr auto segment_q = derive(febraban::segment_q, own_segment_q);

constexpr std::string_view source = "Citibank CNAB240 (ACBr ACBrBancoCitibank)";
constexpr Record sent[] = {
    {"header de arquivo", Part::header, header_mark, header, source},
    {"header de lote", Part::lot_header, lot_header_mark, lot_header, source},
    {"segmento P", Part::detail, segment_mark("P"), segment_p, source},
    {"segmento Q", Part::detail, segment_mark("Q"), segment_q, source},
    {"trailer de lote", Part::lot_trailer, lot_trailer_mark, febraban::lot_trailer, source},
    {"trailer de arquivo", Part::trailer, trailer_mark, file_trailer, source},
};

constexpr KindCode kinds[] = {{"DM", "03"}, {"DMI", "03"}, {"OU", "99"}};

}  // namespace

const Layout citibank_240{
    .bank = "745",
    .bank_name = "Citibank",
    .bank_literal = "CITIBANK",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = {},
    .optional = "",
    .orders = {"01", "02", "04", "", "06", "07", "", "09", "11"},
    .kinds = kinds,
    .check_digit = mod11_digit,
    .our_number_length = 11,
    // ACBr writes the codes of interest and discount with or without a value beside them.
    .charges = {.no_interest = "1",
                .no_discount = "1",
                .no_protest = "3",
                .protest = "1",
                .no_write_off = "2"},
    .occurrences = {},
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
