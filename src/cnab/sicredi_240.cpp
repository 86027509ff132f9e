// Sicredi, CNAB 240 (file version 081, lot 040). Sources: eduardokum/laravel-boleto
// Cnab240/Banco/Sicredi, kivanio/brcobranca cnab240/sicredi and BoletoNetCore Sicredi.CNAB240,
// which agree on every column; the notes that a field is not used by Sicredi are BoletoNetCore's.
//
// Nosso número: year 2, byte 1, number 5 and the digit, at the left of 38-57. A fine is always a
// percentage.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, blanks},
    {58, 58, alpha, blanks},
    {103, 132, alpha, version, "SICREDI"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "081"},
    {167, 171, num, version, "01600"},
    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {34, 53, alpha, blanks},
    {59, 59, alpha, blanks},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {23, 23, alpha, blanks},
    {38, 45, num, our_number},
    {46, 46, num, our_number_digit},
    {47, 57, alpha, blanks},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_t[] = {
    {38, 45, num, our_number},
    {46, 46, num, our_number_digit},
    {47, 57, alpha, blanks},
    {58, 58, num, version, "1"},
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);

constexpr std::string_view source =
    "Sicredi CNAB240 (laravel-boleto Cnab240/Sicredi; brcobranca cnab240/sicredi; BoletoNetCore "
    "Sicredi.CNAB240)";
// Only a random key; its kind and the txid are left out.
constexpr auto segment_y_sicredi = derive(segment_y_pix, {
                                                             {18, 19, num, constant, "04"},
                                                             {81, 81, alpha, blanks},
                                                             {159, 193, alpha, blanks},
                                                         });
constexpr auto sent =
    with_pix(records(source, Sent{.header = header, .lot_header = lot_header, .p = segment_p}),
             segment_y_sicredi, "04", "Sicredi CNAB240, segmento Y-04 (manual v29)");
constexpr auto received =
    records(source, Received{.header = header, .lot_header = lot_header, .t = segment_t});

// Sicredi registers a duplicata mercantil as one "por indicação".
constexpr KindCode kinds[] = {
    {"DM", "03"}, {"DMI", "03"}, {"DSI", "05"}, {"DS", "05"}, {"DR", "06"}, {"LC", "07"},
    {"NP", "12"}, {"NPR", "13"}, {"NS", "16"},  {"RC", "17"}, {"ND", "19"}, {"OU", "99"},
};

}  // namespace

const Layout sicredi_240{
    .bank = "748",
    .bank_name = "Sicredi",
    .bank_literal = "SICREDI",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31"},
    .kinds = kinds,
    .check_digit = sicredi_digit,
    .our_number_length = 8,
    .charges = {.monthly = true,
                .fine_percent = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .write_off_required = true},
    .pix_kinds = {"", "", "", "", "5"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases},
};

}  // namespace quita::cnab
