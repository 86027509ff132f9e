// Sulcredi, CNAB 240, remittance (file version 103, lot 060). One source, ACBr ACBrBancoSulcredi,
// which aligns the covenant right in its twenty columns: its seven digits are the last of them. The
// same seven and 9 (the title came in a file) stand before nosso número. ACBr counts only the
// details in the lot's trailer, here its header and trailer are counted too, as FEBRABAN has it and
// as its own count of the file's records supposes. Days of write-off are not sent.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 45, alpha, blanks},
    {46, 52, num, covenant},
    {58, 58, alpha, blanks},
    {71, 71, num, account_digit},
    {103, 132, alpha, version, "SULCREDI"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "103"},
    {167, 171, num, zeros},
    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "060"}, {34, 46, alpha, blanks},      {47, 53, num, covenant},
    {59, 59, alpha, blanks},       {72, 72, num, account_digit},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {23, 23, alpha, blanks},       {36, 36, num, account_digit},
    {38, 44, num, covenant},       {45, 45, num, constant, "9"},
    {46, 56, num, our_number},     {57, 57, num, our_number_digit},
    {106, 106, num, zeros},        {224, 227, alpha, blanks},
    {240, 240, num, version, "1"},  // no payment in parts
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);

constexpr auto sent = records("Sulcredi CNAB240 (ACBr ACBrBancoSulcredi)",
                              Sent{.header = header, .lot_header = lot_header, .p = segment_p});

}  // namespace

const Layout sulcredi_240{
    .bank = "322",
    .bank_name = "Sulcredi",
    .bank_literal = "SULCREDI",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = {},
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31", "45", "46"},
    .kinds = febraban_kinds,
    .check_digit = sulcredi_digit,
    .our_number_length = 11,
    .charges = {.monthly = true,
                .fine_percent = true,
                .discount_percent = true,
                .no_protest = "3",
                .protest = "1"},
    .occurrences = {},
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
