// Santander, CNAB 240. Its segments P, R and T have offsets of their own: the value of segment T
// stands at 78-92. Sources: banco-br/cnab_yaml cnab240/033 (header, P, T), compared with
// eduardokum/laravel-boleto Cnab240/Banco/Santander (remittance and return), kivanio/brcobranca
// cnab240/santander and BoletoNetCore BancoSantander.CNAB240.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field header[] = {
    {1, 3, num, bank},
    {4, 7, num, constant, "0000"},
    {8, 8, num, constant, "0"},
    {9, 16, alpha, blanks},
    {17, 17, num, company_document_kind},
    {18, 32, num, company_document},
    {33, 47, num, transmission_code},
    {48, 72, alpha, blanks},
    {73, 102, alpha, company_name},
    {103, 132, alpha, version, "BANCO SANTANDER"},
    {133, 142, alpha, blanks},
    {143, 143, num, file_code},
    {144, 151, date8, made_date},
    {152, 157, alpha, blanks},
    {158, 163, num, file_number},
    {164, 166, num, version, "040"},
    {167, 240, alpha, blanks},
};
constexpr Field lot_header[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "1"},
    {9, 9, alpha, operation},
    {10, 11, num, constant, "01"},
    {12, 13, alpha, blanks},
    {14, 16, num, version, "030"},
    {17, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 33, num, company_document},
    {34, 53, alpha, blanks},
    {54, 68, num, transmission_code},
    {69, 73, alpha, blanks},
    {74, 103, alpha, company_name},
    {104, 183, alpha, blanks},
    {184, 191, num, file_number},
    {192, 199, date8, made_date},
    {200, 240, alpha, blanks},
};
constexpr Field segment_p[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "P"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 21, num, agency},
    {22, 22, alpha, agency_digit},
    {23, 31, num, account},
    {32, 32, alpha, account_digit},
    {33, 41, num, account},  // account of the collection
    {42, 42, alpha, account_digit},
    {43, 44, alpha, blanks},
    {45, 56, num, our_number},
    {57, 57, num, our_number_digit},
    {58, 58, num, wallet_code},
    {59, 59, num, version, "1"},  // registered
    {60, 60, num, version, "2"},
    {61, 62, alpha, blanks},
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
    {127, 141, money, interest},  // value a day V99, monthly rate V99999
    {142, 142, num, discount_code},
    {143, 150, date8, discount_date},
    {151, 165, money, discount},
    {166, 180, money, iof},
    {181, 195, money, rebate},
    {196, 220, alpha, company_use},
    {221, 221, num, protest_code},
    {222, 223, num, protest_days},
    {224, 224, num, write_off_code},
    {225, 225, num, zeros},
    {226, 227, num, write_off_days},
    {228, 229, num, constant, "00"},  // real
    {230, 240, alpha, blanks},
};
constexpr Field segment_r_santander[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "R"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 18, num, discount2_code},
    {19, 26, date8, discount2_date},
    {27, 41, money, discount2},
    {42, 65, alpha, blanks},
    {66, 66, num, fine_code},
    {67, 74, date8, fine_date},
    {75, 89, money, fine},
    {90, 240, alpha, blanks},  // messages
};
constexpr Field segment_q_santander[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "Q"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 18, num, payer_document_kind},
    {19, 33, num, payer_document},
    {34, 73, alpha, payer_name},
    {74, 113, alpha, payer_street},
    {114, 128, alpha, payer_district},
    {129, 136, num, payer_postal_code},
    {137, 151, alpha, payer_city},
    {152, 153, alpha, payer_state},
    {154, 169, num, zeros},     // sacador/avalista
    {170, 209, alpha, blanks},  // its name
    {210, 221, num, zeros},     // booklet: identifier, parcel, total, plan
    {222, 240, alpha, blanks},
};
constexpr Field return_header[] = {
    {1, 3, num, bank},
    {4, 7, num, constant, "0000"},
    {8, 8, num, constant, "0"},
    {9, 16, alpha, blanks},
    {17, 17, num, company_document_kind},
    {18, 32, num, company_document},
    {33, 36, num, agency},
    {37, 37, alpha, agency_digit},
    {38, 46, num, account},
    {47, 47, alpha, account_digit},
    {48, 52, alpha, blanks},
    {53, 61, num, beneficiary_code},
    {62, 72, alpha, blanks},
    {73, 102, alpha, company_name},
    {103, 132, alpha, version, "BANCO SANTANDER"},
    {133, 142, alpha, blanks},
    {143, 143, num, file_code},
    {144, 151, date8, made_date},
    {152, 157, alpha, blanks},
    {158, 163, num, file_number},
    {164, 166, num, version, "040"},
    {167, 240, alpha, blanks},
};
constexpr Field return_lot_header[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "1"},
    {9, 9, alpha, operation},
    {10, 11, num, constant, "01"},
    {12, 13, alpha, blanks},
    {14, 16, num, version, "030"},
    {17, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 33, num, company_document},
    {34, 42, num, beneficiary_code},
    {43, 53, alpha, blanks},
    {54, 57, num, agency},
    {58, 58, alpha, agency_digit},
    {59, 67, num, account},
    {68, 68, alpha, account_digit},
    {69, 73, alpha, blanks},
    {74, 103, alpha, company_name},
    {104, 183, alpha, blanks},
    {184, 191, num, file_number},
    {192, 199, date8, made_date},
    {200, 240, alpha, blanks},
};
constexpr Field segment_t_santander[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "T"},
    {15, 15, alpha, blanks},
    {16, 17, alpha, movement},
    {18, 21, num, agency},
    {22, 22, alpha, agency_digit},
    {23, 31, num, account},
    {32, 32, alpha, account_digit},
    {33, 40, alpha, blanks},
    {41, 52, num, our_number},
    {53, 53, num, our_number_digit},
    {54, 54, num, wallet_code},
    {55, 69, alpha, your_number},
    {70, 77, date8, due},
    {78, 92, money, amount},
    {93, 95, num, paying_bank},
    {96, 99, num, paying_agency},
    {100, 100, alpha, blanks},
    {101, 125, alpha, company_use},
    {126, 127, num, constant, "00"},
    {128, 128, num, payer_document_kind},
    {129, 143, num, payer_document},
    {144, 183, alpha, payer_name},
    {184, 193, alpha, blanks},  // account of the collection
    {194, 208, money, fee},
    {209, 218, alpha, reasons},
    {219, 240, alpha, blanks},
};

constexpr Field santander_trailer[] = {
    {1, 3, num, bank},        {4, 7, num, constant, "9999"}, {8, 8, num, constant, "9"},
    {9, 17, alpha, blanks},   {18, 23, num, file_lots},      {24, 29, num, file_records},
    {30, 240, alpha, blanks},
};

constexpr std::string_view source =
    "Santander CNAB240 (cnab_yaml cnab240/033; laravel-boleto Cnab240/Santander)";
constexpr Record sent[] = {
    {"header de arquivo", Part::header, header_mark, header, source},
    {"header de lote", Part::lot_header, lot_header_mark, lot_header, source},
    {"segmento P", Part::detail, segment_mark("P"), segment_p, source},
    {"segmento Q", Part::detail, segment_mark("Q"), segment_q_santander, source},
    {"segmento R", Part::detail, segment_mark("R"), segment_r_santander, source},
    {"trailer de lote", Part::lot_trailer, lot_trailer_mark, short_lot_trailer, source},
    {"trailer de arquivo", Part::trailer, trailer_mark, santander_trailer, source},
};
constexpr Record received[] = {
    {"header de arquivo", Part::header, header_mark, return_header, source},
    {"header de lote", Part::lot_header, lot_header_mark, return_lot_header, source},
    {"segmento T", Part::detail, segment_mark("T"), segment_t_santander, source},
    {"segmento U", Part::detail, segment_mark("U"), segment_u, source},
    {"trailer de lote", Part::lot_trailer, lot_trailer_mark, lot_trailer, source},
    {"trailer de arquivo", Part::trailer, trailer_mark, santander_trailer, source},
};

constexpr KindCode kinds[] = {
    {"DM", "02"}, {"DS", "04"}, {"LC", "07"},  {"NP", "12"}, {"NPR", "13"}, {"RC", "17"},
    {"AP", "20"}, {"CC", "31"}, {"BDP", "32"}, {"CH", "97"}, {"ND", "98"},
};
// 5: cobrança rápida com registro, which Santander sells as wallet 101.
constexpr KindCode wallet_codes[] = {{"101", "5"}, {"201", "1"}};

}  // namespace

const Layout santander_240{
    .bank = "033",
    .bank_name = "Santander",
    .bank_literal = "BANCO SANTANDER",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .our_number = OurNumberRule::santander,
    .our_number_length = 12,
    .charges = {.monthly = true,
                .monthly_decimals = 5,
                .fine_amount = true,
                .fine_percent = true,
                .discount_percent = true,
                .discounts = 2,
                .no_protest = "0",
                .protest = "1",
                .write_off = true,
                .no_write_off = "3"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
};

}  // namespace quita::cnab
