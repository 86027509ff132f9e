// Santander, CNAB 240. Its segments P, R and T have offsets of their own: the value of segment T
// stands at 78-92. Sources: banco-br/cnab_yaml cnab240/033 (header, P, T), compared with
// eduardokum/laravel-boleto Cnab240/Banco/Santander (remittance and return), kivanio/brcobranca
// cnab240/santander and BoletoNetCore BancoSantander.CNAB240.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {9, 16, alpha, blanks},          {17, 17, num, company_document_kind},
    {18, 32, num, company_document}, {33, 47, num, transmission_code},
    {48, 72, alpha, blanks},         {103, 132, alpha, version, "BANCO SANTANDER"},
    {133, 142, alpha, blanks},       {152, 157, alpha, blanks},
    {164, 166, num, version, "040"}, {167, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "030"}, {34, 53, alpha, blanks},   {54, 68, num, transmission_code},
    {69, 73, alpha, blanks},       {200, 240, alpha, blanks},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {18, 21, num, agency},           {22, 22, alpha, agency_digit}, {23, 31, num, account},
    {32, 32, alpha, account_digit},  {33, 41, num, account},  // account of the collection
    {42, 42, alpha, account_digit},  {43, 44, alpha, blanks},       {45, 56, num, our_number},
    {57, 57, num, our_number_digit}, {58, 58, num, wallet_code},    {60, 60, num, version, "2"},
    {61, 62, alpha, blanks},         {225, 225, num, zeros},        {226, 227, num, write_off_days},
    {228, 229, num, constant, "00"},  // real
    {230, 240, alpha, blanks},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_r_santander[] = {
    {42, 65, alpha, blanks}, {90, 240, alpha, blanks},  // messages
};
constexpr auto segment_r_santander = derive(febraban::segment_r, own_segment_r_santander);
constexpr auto segment_q_santander = derive(
    febraban::segment_q, {
                             {210, 221, num, zeros},  // booklet: identifier, parcel, total, plan
                             {222, 240, alpha, blanks},
                         });
constexpr Field own_return_header[] = {
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
    {103, 132, alpha, version, "BANCO SANTANDER"},
    {133, 142, alpha, blanks},
    {152, 157, alpha, blanks},
    {164, 166, num, version, "040"},
    {167, 240, alpha, blanks},
};
constexpr auto return_header = derive(febraban::header, own_return_header);
constexpr Field own_return_lot_header[] = {
    {14, 16, num, version, "030"},  {34, 42, num, beneficiary_code}, {43, 53, alpha, blanks},
    {54, 57, num, agency},          {58, 58, alpha, agency_digit},   {59, 67, num, account},
    {68, 68, alpha, account_digit}, {69, 73, alpha, blanks},         {200, 240, alpha, blanks},
};
constexpr auto return_lot_header = derive(febraban::lot_header, own_return_lot_header);
constexpr Field own_segment_t_santander[] = {
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
constexpr auto segment_t_santander = derive(febraban::segment_t, own_segment_t_santander);

constexpr Field own_santander_trailer[] = {
    {30, 240, alpha, blanks},
};
constexpr auto santander_trailer = derive(febraban::file_trailer, own_santander_trailer);

constexpr std::string_view source =
    "Santander CNAB240 (cnab_yaml cnab240/033; laravel-boleto Cnab240/Santander)";
constexpr std::string_view pix_source =
    "Santander CNAB240, segmento Y-03 (notas 49, 50 e 52 do manual, citadas por dois programas "
    "públicos)";
constexpr auto sent = with_pix(records(source, Sent{.header = header,
                                                    .lot_header = lot_header,
                                                    .p = segment_p,
                                                    .q = segment_q_santander,
                                                    .r = segment_r_santander,
                                                    .lot_trailer = short_lot_trailer,
                                                    .trailer = santander_trailer}),
                               segment_y_pix, "03", pix_source);
constexpr auto received =
    with_pix(records(source, Received{.header = return_header,
                                      .lot_header = return_lot_header,
                                      .t = segment_t_santander,
                                      .trailer = santander_trailer}),
             segment_y_returned_pix, "03",
             "Santander CNAB240, segmento Y-03 (manual H7815 v6, fevereiro de 2023, citado por um "
             "programa público; ACBr)");

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
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "18", "", "31"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .check_digit = mod11_digit,
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
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
