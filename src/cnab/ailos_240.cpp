// Ailos, the system of cooperatives that was Cecred, CNAB 240 (file version 087, lot 045). Sources:
// eduardokum/laravel-boleto Cnab240/Banco/Ailos, kivanio/brcobranca cnab240/ailos and BoletoNetCore
// Cecred.CNAB240.
//
// Nosso número: account and digit 8, number 9, at the left of 38-57; it has no digit of its own.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {103, 132, alpha, version, "AILOS"}, {133, 142, alpha, blanks},
    {164, 166, num, version, "087"},     {167, 171, num, zeros},
    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "045"},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {38, 54, num, our_number},     {55, 57, alpha, blanks},   {58, 58, num, wallet_code},
    {224, 224, num, version, "2"}, {225, 227, alpha, blanks},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_t[] = {
    {58, 58, num, wallet_code},
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);

constexpr std::string_view source =
    "Ailos CNAB240 (laravel-boleto Cnab240/Ailos; brcobranca cnab240/ailos; BoletoNetCore "
    "Cecred.CNAB240)";
constexpr auto sent =
    records(source, Sent{.header = header, .lot_header = lot_header, .p = segment_p});
constexpr auto received =
    records(source, Received{.header = header, .lot_header = lot_header, .t = segment_t});

constexpr KindCode wallet_codes[] = {{"01", "1"}};

}  // namespace

const Layout ailos_240{
    .bank = "085",
    .bank_name = "Ailos",
    .bank_literal = "AILOS",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31"},
    .kinds = febraban_kinds,
    .wallets = wallet_codes,
    .our_number_length = 17,
    .charges =
        {.monthly = true, .fine_percent = true, .discounts = 3, .no_protest = "3", .protest = "1"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::cases, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
