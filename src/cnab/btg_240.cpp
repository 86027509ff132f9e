// BTG Pactual, CNAB 240 (file version 083, lot 060): FEBRABAN's columns throughout. Source:
// eduardokum/laravel-boleto Cnab240/Banco/Btg, with a return of the bank.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, client_code}, {103, 132, alpha, version, "BANCO BTG PACTUAL S.A."},
    {133, 142, alpha, blanks},    {164, 166, num, version, "083"},
    {167, 171, num, zeros},       {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "060"},
    {34, 53, alpha, blanks},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {58, 58, num, wallet_code},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_t[] = {
    {58, 58, num, wallet_code},
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);

constexpr std::string_view source = "BTG Pactual CNAB240 (laravel-boleto Cnab240/Btg)";
constexpr auto sent =
    records(source, Sent{.header = header, .lot_header = lot_header, .p = segment_p});
constexpr auto received = records(source, Received{.header = header,
                                                   .lot_header = lot_header,
                                                   .t = segment_t,
                                                   .lot_trailer = short_lot_trailer});

constexpr KindCode wallet_codes[] = {{"01", "1"}};

}  // namespace

const Layout btg_240{
    .bank = "208",
    .bank_name = "BTG Pactual",
    .bank_literal = "BANCO BTG PACTUAL S.A.",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31"},
    .kinds = febraban_kinds,
    .wallets = wallet_codes,
    .our_number_length = 11,
    .charges = {.fine_percent = true,
                .discount_percent = true,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .no_write_off = "2"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::cases},
};

}  // namespace quita::cnab
