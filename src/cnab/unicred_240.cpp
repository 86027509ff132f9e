// Unicred, CNAB 240 (file version 085, lot 044), remittance. Sources: the bank's manual "Cobrança
// Unicred – Troca Eletrônica Cedente CNAB 240 e 400" of 20/01/2012, ACBr ACBrBancoUnicredES and
// BoletoNet/boletonet Banco_Unicred, which agree on the columns; where the manual's code for no
// interest is 3, both programs have 5, as the newer CNAB 400.
//
// The return is read by FEBRABAN's common columns: of its codes manual and ACBr say different
// things.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, blanks},   {103, 132, alpha, version, "UNICRED DO BRASIL"},
    {133, 142, alpha, blanks}, {164, 166, num, version, "085"},
    {167, 174, num, zeros},  // density, parameter of the movement
    {175, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "044"}, {34, 53, alpha, blanks},   {200, 207, alpha, blanks},
    {208, 209, num, zeros},        {210, 240, alpha, blanks},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {37, 37, num, zeros},      {38, 47, num, our_number},       {48, 48, num, our_number_digit},
    {49, 56, alpha, blanks},   {57, 58, num, wallet},           {59, 62, alpha, blanks},
    {101, 106, alpha, blanks}, {107, 107, alpha, version, "N"},  // no discount operation
    {108, 108, alpha, blanks}, {109, 109, alpha, version, "N"},  // not accepted
    {119, 126, alpha, blanks}, {166, 180, alpha, blanks},       {224, 227, alpha, blanks},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_q[] = {
    {210, 240, alpha, blanks},
};
constexpr auto segment_q = derive(febraban::segment_q, own_segment_q);
constexpr Field own_segment_r[] = {
    {18, 65, alpha, blanks},
    {67, 74, alpha, blanks},
    {90, 240, alpha, blanks},
};
constexpr auto segment_r = derive(febraban::segment_r, own_segment_r);

constexpr std::string_view source =
    "Unicred CNAB240 (manual do banco de 20/01/2012; ACBr ACBrBancoUnicredES; boletonet "
    "Banco_Unicred)";
constexpr auto sent = records(source, Sent{.header = header,
                                           .lot_header = lot_header,
                                           .p = segment_p,
                                           .q = segment_q,
                                           .r = segment_r});

}  // namespace

const Layout unicred_240{
    .bank = "136",
    .bank_name = "Unicred",
    .bank_literal = "UNICRED DO BRASIL",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = {},
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "11", "25", "23"},
    .kinds = {},
    .check_digit = mod11_digit,
    .our_number_length = 10,
    .charges = {.monthly = true,
                .no_interest = "5",
                .fine_amount = true,
                .fine_percent = true,
                .no_fine = "3",
                .no_protest = "3",
                .protest = "1"},
    .occurrences = {},
    .reasons = {},
    .sure = {.remittance = boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
