// Bradesco, CNAB 240. Sources: glauberportella/cnab-layouts bradesco/cnab240/cobranca.yml (file
// version 084, lot 042), compared with eduardokum/laravel-boleto Cnab240/Banco/Bradesco and
// BoletoNetCore BancoBradesco.CNAB240.
#include "cnab/bradesco_240.h"

#include "cnab/banks.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr auto segment_t_bradesco =
    derive(febraban::segment_t,
           {
               {38, 40, num, wallet},  // as in segment P: product, zeros, number, digit
               {41, 45, num, zeros},
               {46, 56, num, our_number},
               {57, 57, alpha, our_number_digit},
               {58, 58, num, version, "1"},
           });

constexpr std::string_view source =
    "Bradesco CNAB240 (cnab-layouts bradesco/cnab240/cobranca.yml; laravel-boleto "
    "Cnab240/Bradesco)";
constexpr auto sent =
    with_pix(records(source, Sent{.header = bradesco240::header,
                                  .lot_header = bradesco240::lot_header,
                                  .p = bradesco240::segment_p}),
             segment_y_pix, "03",
             "Bradesco CNAB240, segmento Y-03 (manual v04, dezembro de 2024, citado por um "
             "programa público)");
constexpr auto received = with_pix(
    records(source, Received{.header = bradesco240::header,
                             .lot_header = bradesco240::lot_header,
                             .t = segment_t_bradesco}),
    segment_y_returned_pix, "03",
    "Bradesco CNAB240, segmento Y-03 (manual v04, dezembro de 2024, citado por um programa "
    "público)");

}  // namespace

const Layout bradesco_240{
    .bank = "237",
    .bank_name = "Bradesco",
    .bank_literal = "BANCO BRADESCO S.A.",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31"},
    .kinds = febraban_kinds,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.monthly = true,
                .fine_amount = true,
                .fine_percent = true,
                .discount_percent = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .no_write_off = "2"},
    .pix_kinds = {"1", "1", "2", "3", "4"},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
