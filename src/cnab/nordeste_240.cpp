// Banco do Nordeste, CNAB 240, returns: FEBRABAN's columns, nosso número and its digit in the first
// 18 of its 20. One source, BoletoNetCore BancoNordeste.CNAB240, whose remittance is no collection
// but direct debit (segment A).
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_segment_t[] = {
    {38, 54, num, our_number},
    {55, 55, num, our_number_digit},
    {56, 58, alpha, blanks},  // 58: the kind of wallet
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);
constexpr std::string_view source =
    "Banco do Nordeste CNAB240 (BoletoNetCore BancoNordeste.CNAB240)";
constexpr auto received = records(source, Received{.t = segment_t});

}  // namespace

const Layout nordeste_240{
    .bank = "004",
    .bank_name = "Banco do Nordeste",
    .bank_literal = {},
    .format = Format::cnab240,
    .remittance = {},
    .returned = received,
    .optional = "",
    .orders = {},
    .kinds = {},
    .check_digit = nordeste_digit,
    .our_number_length = 7,
    .charges = {},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
