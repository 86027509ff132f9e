// Banestes, CNAB 240 (file version 040, lot 040): FEBRABAN's columns without agency and agreement.
// The account stands whole, its digit included, in the twelve columns of the account. Sources: the
// bank's manual "Layout de Arquivo, Cobrança Simples e Parcelada, CNAB 240".
#include "cnab/banestes.h"
#include "cnab/banks.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, blanks},   {53, 57, num, zeros},
    {58, 58, alpha, blanks},   {59, 70, num, account_with_digit},
    {71, 72, num, zeros},      {103, 132, alpha, version, "BANESTES"},
    {133, 142, alpha, blanks}, {164, 166, num, version, "040"},
    {167, 171, num, zeros},    {172, 240, alpha, blanks},  // in a remittance "REMESSA"
};
constexpr auto return_header = derive(febraban::header, own_header);
constexpr Field sent_columns[] = {
    {172, 178, alpha, version, "REMESSA"},  // simple collection
    {179, 240, alpha, blanks},
};
constexpr auto header = derive(return_header, sent_columns);
constexpr Field own_lot_header[] = {
    {34, 53, alpha, blanks},           {54, 58, num, zeros}, {59, 59, alpha, blanks},
    {60, 71, num, account_with_digit}, {72, 72, num, zeros},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {18, 22, num, zeros},    {23, 23, alpha, blanks},    {24, 35, num, account_with_digit},
    {36, 36, num, zeros},    {38, 45, num, our_number},  {46, 47, num, our_number_digit},
    {48, 57, alpha, blanks}, {58, 58, num, wallet_code}, {60, 60, alpha, blanks},
    {106, 106, num, zeros},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_q[] = {
    {213, 218, alpha, blanks},
    {219, 222, num, zeros},  // instalments of a booklet
    {223, 240, alpha, blanks},
};
constexpr auto segment_q = derive(febraban::segment_q, own_segment_q);
constexpr Field own_segment_r[] = {
    {229, 231, num, zeros},
};
constexpr Field own_segment_t[] = {
    {18, 22, num, zeros},    {23, 23, alpha, blanks},    {24, 35, num, account_with_digit},
    {36, 36, num, zeros},    {38, 45, num, our_number},  {46, 47, num, our_number_digit},
    {48, 57, alpha, blanks}, {58, 58, num, wallet_code}, {105, 105, num, zeros},
};
constexpr auto segment_r = derive(febraban::segment_r, own_segment_r);
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);
constexpr Field own_lot_trailer[] = {
    {47, 124, num, zeros},
    {125, 240, alpha, blanks},
};
constexpr auto lot_trailer = derive(febraban::lot_trailer, own_lot_trailer);
constexpr Field own_file_trailer[] = {{18, 35, num, zeros}};
constexpr auto file_trailer = derive(febraban::file_trailer, own_file_trailer);

constexpr std::string_view source = "Banestes CNAB240 (manual do banco)";
constexpr auto sent = records(source, Sent{.header = header,
                                           .lot_header = lot_header,
                                           .p = segment_p,
                                           .q = segment_q,
                                           .r = segment_r,
                                           .lot_trailer = lot_trailer,
                                           .trailer = file_trailer});
constexpr auto received = records(source, Received{.header = return_header,
                                                   .lot_header = lot_header,
                                                   .t = segment_t,
                                                   .lot_trailer = lot_trailer,
                                                   .trailer = file_trailer});

}  // namespace

const Layout banestes_240{
    .bank = "021",
    .bank_name = "Banestes",
    .bank_literal = "BANESTES",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "SY",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31"},
    .kinds = febraban_kinds,
    .wallets = banestes::wallets,
    .check_digit = banestes_digit,
    .our_number_length = 8,
    .charges = {.monthly = true,
                .fine_amount = true,
                .fine_percent = true,
                .discount_percent = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .no_write_off = "2"},
    .occurrences = febraban_occurrences,
    .reasons = banestes::reason_tables,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
