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
constexpr Field header[] = {
    {1, 3, num, bank},
    {4, 7, num, constant, "0000"},
    {8, 8, num, constant, "0"},
    {9, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 32, num, company_document},
    {33, 41, num, covenant},
    {42, 45, num, version, "0014"},
    {46, 47, num, wallet},
    {48, 50, num, variation},
    {51, 52, alpha, blanks},
    {53, 57, num, agency},
    {58, 58, alpha, agency_digit},
    {59, 70, num, account},
    {71, 71, alpha, account_digit},
    {72, 72, alpha, blanks},
    {73, 102, alpha, company_name},
    {103, 132, alpha, version, "BANCO DO BRASIL S.A."},
    {133, 142, alpha, blanks},
    {143, 143, num, file_code},
    {144, 151, date8, made_date},
    {152, 157, time6, made_time},
    {158, 163, num, file_number},
    {164, 166, num, version, "084"},
    {167, 171, num, zeros},
    {172, 240, alpha, blanks},
};
constexpr Field lot_header[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "1"},
    {9, 9, alpha, operation},
    {10, 11, num, constant, "01"},
    {12, 13, alpha, blanks},
    {14, 16, num, version, "043"},
    {17, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 33, num, company_document},
    {34, 42, num, covenant},
    {43, 46, num, version, "0014"},
    {47, 48, num, wallet},
    {49, 51, num, variation},
    {52, 53, alpha, blanks},  // "TS" only while testing
    {54, 58, num, agency},
    {59, 59, alpha, agency_digit},
    {60, 71, num, account},
    {72, 72, alpha, account_digit},
    {73, 73, alpha, blanks},
    {74, 103, alpha, company_name},
    {104, 183, alpha, blanks},
    {184, 191, num, file_number},
    {192, 199, date8, made_date},
    {200, 207, num, zeros},
    {208, 240, alpha, blanks},
};
constexpr Field segment_p[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "P"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 22, num, agency},
    {23, 23, alpha, agency_digit},
    {24, 35, num, account},
    {36, 36, alpha, account_digit},
    {37, 37, alpha, blanks},
    {38, 57, alpha, our_number},  // 17 digits: convênio 7 + 10
    {58, 58, num, wallet_code},
    {59, 59, num, version, "1"},
    {60, 60, alpha, version, "2"},
    {61, 61, num, version, "2"},  // the company prints the slip
    {62, 62, alpha, version, "2"},
    {63, 77, alpha, your_number},
    {78, 85, date8, due},
    {86, 100, money, amount},
    {101, 105, num, zeros},
    {106, 106, alpha, blanks},
    {107, 108, num, kind},
    {109, 109, alpha, accepted},
    {110, 117, date8, issued},
    {118, 118, num, interest_code},
    {119, 126, date8, interest_date},
    {127, 141, money, interest},
    {142, 142, num, discount_code},
    {143, 150, date8, discount_date},
    {151, 165, money, discount},
    {166, 180, money, iof},
    {181, 195, money, rebate},
    {196, 220, alpha, company_use},
    {221, 221, num, protest_code},
    {222, 223, num, protest_days},
    {224, 224, num, write_off_code},
    {225, 227, num, write_off_days},
    {228, 229, num, constant, "09"},
    {230, 239, num, zeros},
    {240, 240, alpha, blanks},
};
constexpr Field segment_t_bb[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "T"},
    {15, 15, alpha, blanks},
    {16, 17, alpha, movement},
    {18, 22, num, agency},
    {23, 23, alpha, agency_digit},
    {24, 35, num, account},
    {36, 36, alpha, account_digit},
    {37, 37, alpha, blanks},
    {38, 57, alpha, our_number},
    {58, 58, num, wallet_code},
    {59, 73, alpha, your_number},
    {74, 81, date8, due},
    {82, 96, money, amount},
    {97, 99, num, paying_bank},
    {100, 104, num, paying_agency},
    {105, 105, alpha, blanks},
    {106, 130, alpha, company_use},
    {131, 132, num, constant, "09"},
    {133, 133, num, payer_document_kind},
    {134, 148, num, payer_document},
    {149, 188, alpha, payer_name},
    {189, 198, num, zeros},
    {199, 213, money, fee},
    {214, 223, alpha, reasons},
    {224, 240, alpha, blanks},
};

constexpr std::string_view source =
    "BB CNAB240 P/Q/R/T/U (cnab-layouts bb/cnab240/cobranca.yml; laravel-boleto Cnab240/Bb)";
constexpr Record sent[] = {
    {"header de arquivo", Part::header, header_mark, header, source},
    {"header de lote", Part::lot_header, lot_header_mark, lot_header, source},
    {"segmento P", Part::detail, segment_mark("P"), segment_p, source},
    {"segmento Q", Part::detail, segment_mark("Q"), segment_q, source},
    {"segmento R", Part::detail, segment_mark("R"), segment_r, source},
    {"trailer de lote", Part::lot_trailer, lot_trailer_mark, short_lot_trailer, source},
    {"trailer de arquivo", Part::trailer, trailer_mark, file_trailer, source},
};
constexpr Record received[] = {
    {"header de arquivo", Part::header, header_mark, header, source},
    {"header de lote", Part::lot_header, lot_header_mark, lot_header, source},
    {"segmento T", Part::detail, segment_mark("T"), segment_t_bb, source},
    {"segmento U", Part::detail, segment_mark("U"), segment_u, source},
    {"trailer de lote", Part::lot_trailer, lot_trailer_mark, short_lot_trailer, source},
    {"trailer de arquivo", Part::trailer, trailer_mark, file_trailer, source},
};

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
    .orders = {"01", "02", "04", "05", "06"},
    .kinds = febraban_kinds,
    .wallets = wallet_codes,
    .our_number = OurNumberRule::plain,
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
};

}  // namespace quita::cnab
