// Uniprime Central, CNAB 240, return: FEBRABAN's columns, nosso número in the first eleven of its
// twenty. One source, ACBr (ACBrBancoUniprime), which reads neither the payer nor where he paid.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_segment_t[] = {
    {38, 48, num, our_number},
    {49, 57, alpha, blanks},
    {97, 105, alpha, blanks},
    {133, 198, alpha, blanks},
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);
constexpr Field own_segment_u[] = {{93, 107, alpha, blanks}};
constexpr auto segment_u = derive(febraban::segment_u, own_segment_u);
constexpr auto received =
    records("Uniprime CNAB240 (ACBr ACBrBancoUniprime)",
            Received{.t = segment_t, .u = segment_u, .lot_trailer = short_lot_trailer});

}  // namespace

const Layout uniprime_240{
    .bank = "099",
    .bank_name = "Uniprime Central",
    .bank_literal = {},
    .format = Format::cnab240,
    .remittance = {},
    .returned = received,
    .optional = "",
    .orders = {},
    .kinds = {},
    .our_number_length = 11,
    .charges = {},
    .occurrences = febraban_occurrences,
    .reasons = febraban_reasons,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
