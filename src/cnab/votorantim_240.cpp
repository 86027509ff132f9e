// Votorantim (BV), CNAB 240, remittance (file version 080, lot 030). One source, OpenCnabPHP
// (B655). It names no order but the registration. Its codes of interest, discount and fine are the
// caller's, who takes FEBRABAN's; without a period of write-off it asks for 90 days, here there is
// none.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, num, covenant},
    {58, 58, num, agency_digit},
    {103, 132, alpha, version, "BANCO VOTORANTIN SA"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "080"},
    {167, 171, num, version, "01600"},
    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {12, 13, num, zeros},
    {14, 16, num, version, "030"},
    {34, 53, num, covenant},
    {59, 59, num, agency_digit},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {23, 23, num, agency_digit}, {38, 47, num, zeros},         {48, 57, num, our_number},
    {60, 60, num, version, "2"}, {63, 72, alpha, your_number}, {73, 77, alpha, blanks},
    {106, 106, num, zeros},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_r[] = {
    {200, 207, num, zeros},     // the payer's occurrence
    {208, 230, alpha, blanks},  // account for debit
};
constexpr auto segment_r = derive(febraban::segment_r, own_segment_r);
constexpr Field own_trailer[] = {{30, 35, alpha, blanks}};
constexpr auto trailer = derive(file_trailer, own_trailer);

constexpr auto sent =
    records("Votorantim CNAB240 (OpenCnabPHP B655)", Sent{.header = header,
                                                          .lot_header = lot_header,
                                                          .p = segment_p,
                                                          .r = segment_r,
                                                          .trailer = trailer});

}  // namespace

const Layout votorantim_240{
    .bank = "655",
    .bank_name = "Votorantim (BV)",
    .bank_literal = "BANCO VOTORANTIN SA",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = {},
    .optional = "S",
    .orders = {"01"},
    .kinds = febraban_kinds,
    .our_number_length = 10,
    .charges = {.fine_amount = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .no_write_off = "2"},
    .occurrences = {},
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
