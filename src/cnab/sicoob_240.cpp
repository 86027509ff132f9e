// Sicoob, CNAB 240 (file version 081, lot 040: Sicoob takes the digit of the nosso número as it is
// sent). Sources: eduardokum/laravel-boleto Cnab240/Banco/Bancoob, kivanio/brcobranca
// cnab240/sicoob and BoletoNetCore Sicoob.CNAB240, which agree on every column.
//
// 38-57: number and digit 10, instalment 2, modality 2, kind of form 1 (4: A4), blanks.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, blanks},   {103, 132, alpha, version, "SICOOB"},
    {133, 142, alpha, blanks}, {164, 166, num, version, "081"},
    {167, 171, num, zeros},    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {34, 53, alpha, blanks},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {38, 46, num, our_number},    {47, 47, num, our_number_digit},
    {48, 49, num, version, "01"},  // instalment
    {50, 51, num, variation},      // modality
    {52, 52, num, version, "4"},  {53, 57, alpha, blanks},
    {58, 58, num, wallet_code},   {59, 59, num, version, "0"},
    {60, 60, alpha, blanks},      {224, 224, num, version, "0"},
    {225, 227, alpha, blanks},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_t[] = {
    {38, 46, num, our_number},
    {47, 47, num, our_number_digit},
    {48, 57, alpha, blanks},  // instalment, modality, form
    {58, 58, num, wallet_code},
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);

constexpr std::string_view source =
    "Sicoob CNAB240 (laravel-boleto Cnab240/Bancoob; brcobranca cnab240/sicoob; BoletoNetCore "
    "Sicoob.CNAB240)";
constexpr auto sent =
    records(source, Sent{.header = header, .lot_header = lot_header, .p = segment_p});
constexpr auto received =
    records(source, Received{.header = header, .lot_header = lot_header, .t = segment_t});

}  // namespace

const Layout sicoob_240{
    .bank = "756",
    .bank_name = "Sicoob",
    .bank_literal = "SICOOB",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "", "", "31"},
    .kinds = febraban_kinds,
    .check_digit = sicoob_digit,
    .our_number_length = 9,
    .standard_variation = "01",
    .charges = {.monthly = true,
                .no_interest = "0",
                .fine_amount = true,
                .fine_percent = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::cases, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
