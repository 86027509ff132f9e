// Banco do Brasil, CNAB 240. Sources: BB "Layout de arquivo CNAB240 segmentos P, Q, R, S, T, U, Y"
// (file version 084, lot 043) as in glauberportella/cnab-layouts bb/cnab240/cobranca.yml, compared
// with eduardokum/laravel-boleto Cnab240/Banco/Bb, kivanio/brcobranca cnab240/banco_brasil and
// BoletoNetCore BancoBrasil.CNAB240.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace febraban;

// 33-52 is the "código do convênio": convênio 9, product 0014 (cobrança), wallet 2, variation 3.
constexpr Field own_header[] = {
    {33, 41, num, covenant},   {42, 45, num, version, "0014"},
    {46, 47, num, wallet},     {48, 50, num, variation},
    {51, 52, alpha, blanks},   {103, 132, alpha, version, "BANCO DO BRASIL S.A."},
    {133, 142, alpha, blanks}, {164, 166, num, version, "084"},
    {167, 171, num, zeros},    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "043"},  {34, 42, num, covenant},
    {43, 46, num, version, "0014"}, {47, 48, num, wallet},
    {49, 51, num, variation},       {52, 53, alpha, blanks},  // "TS" only while testing
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {58, 58, num, wallet_code},
    {60, 60, alpha, version, "2"},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_t_bb[] = {
    {58, 58, num, wallet_code},
};
constexpr auto segment_t_bb = derive(febraban::segment_t, own_segment_t_bb);

constexpr std::string_view source =
    "BB CNAB240 P/Q/R/T/U (cnab-layouts bb/cnab240/cobranca.yml; laravel-boleto Cnab240/Bb)";
constexpr auto sent = records(source, Sent{.header = header,
                                           .lot_header = lot_header,
                                           .p = segment_p,
                                           .lot_trailer = short_lot_trailer});
constexpr auto received = records(source, Received{.header = header,
                                                   .lot_header = lot_header,
                                                   .t = segment_t_bb,
                                                   .lot_trailer = short_lot_trailer});

// Field 13.3P: 1 wallets 11 and 12 simple, 3 wallet 31, 4 wallet 51, 7 wallet 17 simple.
constexpr KindCode wallet_codes[] = {
    {"17", "7"}, {"11", "1"}, {"12", "1"}, {"31", "3"}, {"51", "4"}};

}  // namespace

const Layout bb_240{
    .bank = "001",
    .bank_name = "Banco do Brasil",
    .bank_literal = "BANCO DO BRASIL S.A.",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "10", "", "31"},
    .kinds = febraban_kinds,
    .wallets = wallet_codes,
    .our_number_length = 17,
    .charges = {.monthly = true,
                .fine_amount = true,
                .fine_percent = true,
                .discount_percent = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases},
};

}  // namespace quita::cnab
