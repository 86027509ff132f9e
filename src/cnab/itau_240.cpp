// Itaú, CNAB 240. Sources: glauberportella/cnab-layouts itau/cnab240/cobranca.yml (file version
// 040, lot 030), compared with eduardokum/laravel-boleto Cnab240/Banco/Itau and BoletoNetCore
// BancoItau.CNAB240.
//
// Interest and discounts have no code here: they are values, in centavos.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/itau_codes.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, blanks},
    {53, 53, num, zeros},
    {54, 57, num, agency},
    {58, 58, alpha, blanks},
    {59, 65, num, zeros},
    {66, 70, num, account},
    {71, 71, alpha, blanks},
    {72, 72, num, account_digit},
    {103, 132, alpha, version, "BANCO ITAU SA"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "040"},
    {167, 171, num, zeros},
    {172, 225, alpha, blanks},
    {226, 228, num, zeros},
    {229, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {12, 13, num, zeros},         {14, 16, num, version, "030"}, {34, 53, alpha, blanks},
    {54, 54, num, zeros},         {55, 58, num, agency},         {59, 59, alpha, blanks},
    {60, 66, num, zeros},         {67, 71, num, account},        {72, 72, alpha, blanks},
    {73, 73, num, account_digit},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {18, 18, num, zeros},         {19, 22, num, agency},
    {23, 23, alpha, blanks},      {24, 30, num, zeros},
    {31, 35, num, account},       {36, 36, alpha, blanks},
    {37, 37, num, account_digit}, {38, 40, num, wallet},
    {41, 48, num, our_number},    {49, 49, num, our_number_digit},
    {50, 57, alpha, blanks},      {58, 62, num, zeros},
    {63, 72, alpha, your_number}, {73, 77, alpha, blanks},
    {101, 106, num, zeros},       {118, 118, num, zeros},
    {142, 142, num, zeros},       {225, 226, num, write_off_days},
    {227, 239, num, zeros},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_q_itau[] = {
    {34, 63, alpha, payer_name},
    {64, 73, alpha, blanks},
};
constexpr auto segment_q_itau = derive(febraban::segment_q, own_segment_q_itau);
constexpr Field own_segment_r_itau[] = {
    {18, 18, num, zeros},
    {42, 42, num, zeros},
};
constexpr auto segment_r_itau = derive(febraban::segment_r, own_segment_r_itau);
constexpr Field own_segment_t_itau[] = {
    {18, 18, num, zeros},
    {19, 22, num, agency},
    {23, 30, num, zeros},
    {31, 35, num, account},
    {36, 36, alpha, blanks},
    {37, 37, num, account_digit},
    {38, 40, num, wallet},
    {41, 48, num, our_number},
    {49, 49, num, our_number_digit},
    {50, 57, alpha, blanks},
    {58, 58, num, zeros},
    {59, 68, alpha, your_number},
    {69, 73, alpha, blanks},
    {131, 132, num, zeros},
    {149, 178, alpha, payer_name},
    {179, 188, alpha, blanks},
    {214, 221, alpha, reasons},
    {222, 223, alpha, blanks},  // how it was settled, note 28
};
constexpr auto segment_t_itau = derive(febraban::segment_t, own_segment_t_itau);
constexpr Field own_segment_u_itau[] = {
    {108, 137, num, zeros},
    {211, 233, num, zeros},
};
constexpr auto segment_u_itau = derive(febraban::segment_u, own_segment_u_itau);

constexpr std::string_view source =
    "Itaú CNAB240 cobrança (cnab-layouts itau/cnab240/cobranca.yml; laravel-boleto Cnab240/Itau)";
constexpr auto sent = records(source, Sent{.header = header,
                                           .lot_header = lot_header,
                                           .p = segment_p,
                                           .q = segment_q_itau,
                                           .r = segment_r_itau});
constexpr auto received = records(
    source,
    Received{.header = header, .lot_header = lot_header, .t = segment_t_itau, .u = segment_u_itau});

}  // namespace

const Layout itau_240{
    .bank = "341",
    .bank_name = "Itaú",
    .bank_literal = "BANCO ITAU SA",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "18", "", "31", "66", "68"},
    .kinds = itau_kinds,
    .check_digit = itau_digit,
    .our_number_length = 8,
    .charges = {.fine_amount = true,
                .fine_percent = true,
                .discounts = 3,
                .no_protest = "0",
                .protest = "1",
                .write_off = true},
    .occurrences = itau_occurrences,
    .reasons = itau_reasons,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
