// BMP Money Plus, CNAB 240, remittance: Bradesco's columns. One source, ACBr
// (ACBrBancoBradescoMoneyPlus, and the headers and trailers that its banks have in common).
#include "cnab/banks.h"
#include "cnab/bradesco_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {103, 132, alpha, version, "MONEYPLUS"},
    {167, 171, num, version, "06250"},
    {172, 191, alpha, blanks},
    {192, 211, alpha, version, "REMESSA-PRODUCAO"},
    {212, 240, alpha, blanks},
};
constexpr auto header = derive(bradesco240::header, own_header);
constexpr Field own_segment_r[] = {{231, 231, num, version, "3"}};  // no notice of debit
constexpr auto segment_r = derive(febraban::segment_r, own_segment_r);
constexpr auto sent = records("BMP Money Plus CNAB240 (ACBr ACBrBancoBradescoMoneyPlus)",
                              Sent{.header = header,
                                   .lot_header = bradesco240::lot_header,
                                   .p = bradesco240::segment_p,
                                   .r = segment_r});

}  // namespace

const Layout money_plus_240{
    .bank = "274",
    .bank_name = "BMP Money Plus",
    .bank_literal = "MONEYPLUS",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = {},
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31", "45", "46"},
    .kinds = febraban_kinds,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.monthly = true,
                .fine_percent = true,
                .discount_percent = true,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .no_write_off = "2"},
    .occurrences = {},
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
