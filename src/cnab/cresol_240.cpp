// Cresol, CNAB 240 (file version 084, lot 042): FEBRABAN's columns with Bradesco's nosso número.
// Sources: BoletoNetCore Cresol.CNAB240 (both directions) and eduardokum/laravel-boleto
// Cnab240/Banco/Cresol (the return).
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, num, covenant},   {103, 132, alpha, version, "CRESOL"},
    {133, 142, alpha, blanks}, {164, 166, num, version, "084"},
    {167, 171, num, zeros},    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "042"},
    {34, 53, num, covenant},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {38, 40, num, wallet},           {41, 45, num, zeros},
    {46, 56, num, our_number},       {57, 57, alpha, our_number_digit},
    {106, 106, alpha, version, "0"},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_t[] = {
    {38, 40, num, wallet},       {41, 45, num, zeros},
    {46, 56, num, our_number},   {57, 57, alpha, our_number_digit},
    {58, 58, num, version, "1"},
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);

constexpr std::string_view source =
    "Cresol CNAB240 (BoletoNetCore Cresol.CNAB240; laravel-boleto Cnab240/Cresol)";
constexpr auto sent =
    records(source, Sent{.header = header, .lot_header = lot_header, .p = segment_p});
constexpr auto received =
    records(source, Received{.header = header, .lot_header = lot_header, .t = segment_t});

}  // namespace

const Layout cresol_240{
    .bank = "133",
    .bank_name = "Cresol",
    .bank_literal = "CRESOL",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06"},
    .kinds = febraban_kinds,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.fine_amount = true,
                .fine_percent = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .no_write_off = "2"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
