// Industrial do Brasil, CNAB 400: the files of the banks by operation (pine_400.h). One source for
// the remittance, ACBr (ACBrBancoIndustrialBrasil), which also reads the return's columns.
//
// The first instruction is 10, not to protest, or 00 with the days of protest at 392-393.
#include "cnab/banks.h"
#include "cnab/our_number.h"
#include "cnab/pine_400.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {{80, 94, alpha, version, "BCO INDUSTRIAL"}};
constexpr auto header = derive(pine::header, own_header);
constexpr std::string_view source = "Industrial do Brasil CNAB400 (ACBr ACBrBancoIndustrialBrasil)";
constexpr auto sent = records(source, Sent{.header = header, .detail = pine::detail});
constexpr auto received =
    records(source, Received{.header = pine::return_header, .detail = pine::return_detail});

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"CH", "03"}, {"LC", "04"}, {"RC", "05"},
    {"AP", "08"}, {"DS", "12"}, {"CC", "31"}, {"OU", "99"},
};
constexpr KindCode wallet_codes[] = {{"110", "4"}, {"121", "6"}};

}  // namespace

const Layout industrial_400{
    .bank = "604",
    .bank_name = "Industrial do Brasil",
    .bank_literal = "BCO INDUSTRIAL",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "45",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "", "18"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .check_digit = operation_digit,
    .our_number_length = 10,
    .charges = {.fine_amount = true,
                .fine_percent = true,
                .fine_decimals = 4,
                .no_protest = "10",
                .protest = "00"},
    .occurrences = pine::occurrences,
    .reasons = pine::reason_tables,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
