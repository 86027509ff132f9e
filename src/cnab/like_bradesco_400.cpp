// Banks whose CNAB 400 is Bradesco's with a few columns of their own. One source, ACBr: its units
// ACBrBancoUniprime, ACBrBancoBradescoMoneyPlus, ACBrBancoBocomBBM, ACBrBancoAlfa and
// ACBrBancoVortx, and the return that its banks have in common (ACBrBoleto).
//
// Left out: the remittance of Bocom BBM, which is Bradesco's own (its header bears 237); the return
// of BMP Money Plus, where ACBr reads wallet and agency out of the same columns; the remittance of
// Vórtx, whose seu número takes digits only.
#include "cnab/banks.h"
#include "cnab/bradesco_400.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using enum Type;
using enum Key;
using bradesco::occurrences;
using bradesco::reason_tables;
using common400::Received;
using common400::records;
using common400::Sent;

// What a return's header says beside bank, company and dates, ACBr does not read.
constexpr Field own_return_header[] = {{80, 94, alpha, blanks}, {101, 108, alpha, blanks}};
constexpr auto return_header = derive(bradesco::return_header, own_return_header);

constexpr Received received_with(std::span<const Field> detail) {
  return {.header = return_header, .detail = detail, .trailer = common400::trailer};
}

// --- Uniprime Central: blanks for the account of automatic debit.
constexpr Field uniprime_own_header[] = {{80, 94, alpha, version, "UNIPRIME"}};
constexpr auto uniprime_header = derive(bradesco::header, uniprime_own_header);
constexpr Field uniprime_own_detail[] = {{2, 20, alpha, blanks}, {94, 94, alpha, blanks}};
constexpr auto uniprime_detail = derive(bradesco::detail, uniprime_own_detail);
constexpr std::string_view uniprime_source = "Uniprime CNAB400 (ACBr ACBrBancoUniprime)";
constexpr auto uniprime_sent =
    records(uniprime_source, Sent{.header = uniprime_header, .detail = uniprime_detail});
constexpr auto uniprime_received = records(uniprime_source, received_with(bradesco::return_detail));
constexpr KindCode uniprime_kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"CS", "04"}, {"RC", "05"},
    {"LC", "10"}, {"ND", "11"}, {"DS", "12"}, {"OU", "99"},
};

// --- BMP Money Plus: its own espécies, and the drawer's document before his name.
constexpr Field money_plus_own_header[] = {{80, 94, alpha, version, "MONEYPLUS"}};
constexpr auto money_plus_header = derive(bradesco::header, money_plus_own_header);
constexpr Field money_plus_own_detail[] = {{335, 349, num, zeros}, {350, 394, alpha, blanks}};
constexpr auto money_plus_detail = derive(bradesco::detail, money_plus_own_detail);
constexpr auto money_plus_sent =
    records("BMP Money Plus CNAB400 (ACBr ACBrBancoBradescoMoneyPlus)",
            Sent{.header = money_plus_header, .detail = money_plus_detail});
constexpr KindCode money_plus_kinds[] = {
    {"CH", "01"},  {"DM", "02"},  {"DMI", "03"}, {"DS", "04"},  {"DSI", "05"}, {"DR", "06"},
    {"LC", "07"},  {"NCC", "08"}, {"NCE", "09"}, {"NCI", "10"}, {"NCR", "11"}, {"NP", "12"},
    {"NPR", "13"}, {"TM", "14"},  {"TS", "15"},  {"NS", "16"},  {"RC", "17"},  {"FAT", "18"},
    {"ND", "19"},  {"AP", "20"},  {"ME", "21"},  {"PC", "22"},  {"PF", "23"},  {"DD", "24"},
    {"CPR", "25"}, {"WAR", "26"}, {"DAE", "27"}, {"DAM", "28"}, {"DAU", "29"}, {"EC", "30"},
    {"CC", "31"},  {"BDP", "32"}, {"OU", "99"},
};

// --- Bocom BBM: the return of the titles ceded to it bears its own code.
constexpr auto bocom_received =
    records("Bocom BBM CNAB400 (ACBr ACBrBancoBocomBBM)", received_with(bradesco::return_detail));

// --- Alfa: no fine, an operation's code that the bank gives, and a wallet that may stay out of the
// digit of nosso número.
constexpr Field alfa_own_header[] = {
    {80, 94, alpha, version, "BANCO ALFA S.A."},
    {109, 110, alpha, constant, "32"},
};
constexpr auto alfa_header = derive(bradesco::header, alfa_own_header);
constexpr Field alfa_own_detail[] = {
    {2, 20, alpha, blanks},
    {63, 65, num, bank},
    {66, 70, num, zeros},
    {94, 94, alpha, blanks},
    {95, 104, alpha, operation_code},
    {105, 108, alpha, blanks},
    {150, 150, alpha, accepted},
    {335, 349, num, zeros},  // drawer's document
    {350, 394, alpha, blanks},
};
constexpr auto alfa_detail = derive(bradesco::detail, alfa_own_detail);
constexpr std::string_view alfa_source = "Alfa CNAB400 (ACBr ACBrBancoAlfa)";
constexpr auto alfa_sent = records(alfa_source, Sent{.header = alfa_header, .detail = alfa_detail});
constexpr auto alfa_received = records(alfa_source, received_with(bradesco::return_detail));
constexpr KindCode alfa_kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"RC", "03"}, {"NS", "04"}, {"CH", "05"}, {"OU", "99"},
};

// --- Vórtx: the agency's digit stands between agency and account, seu número holds digits alone
// and city and state stand where others have a message. ACBr sends no order but the registration
// and dates it with the file's day; here the title's own day stands there. Its return reads fewer
// values.
constexpr Field vortx_own_header[] = {
    {27, 46, num, transmission_code},
    {80, 94, alpha, version, "VORTX"},
    {109, 110, alpha, blanks},
};
constexpr auto vortx_header = derive(bradesco::header, vortx_own_header);
constexpr Field vortx_own_detail[] = {
    {2, 3, num, zeros},
    {4, 17, num, company_document},
    {18, 24, num, wallet},
    {25, 29, num, agency},
    {30, 30, num, agency_digit},
    {31, 37, num, account},
    {63, 65, num, bank},
    {83, 92, alpha, blanks},
    {94, 94, alpha, blanks},
    {95, 108, alpha, blanks},
    {111, 120, num, your_number},
    {150, 150, alpha, version, "A"},
    {157, 160, num, zeros},  // instructions
    {335, 344, alpha, payer_city},
    {345, 346, alpha, payer_state},
    {347, 394, alpha, blanks},
};
constexpr auto vortx_detail = derive(bradesco::detail, vortx_own_detail);
constexpr Field vortx_own_return_detail[] = {
    {30, 30, num, agency_digit}, {31, 37, num, account},    {166, 173, alpha, blanks},
    {176, 188, alpha, blanks},   {189, 201, alpha, blanks}, {215, 227, alpha, blanks},
    {228, 240, alpha, blanks},   {280, 292, alpha, blanks},
};
constexpr auto vortx_return_detail = derive(bradesco::return_detail, vortx_own_return_detail);
constexpr std::string_view vortx_source = "Vórtx CNAB400 (ACBr ACBrBancoVortx)";
constexpr auto vortx_sent =
    records(vortx_source, Sent{.header = vortx_header, .detail = vortx_detail});
constexpr auto vortx_received = records(vortx_source, received_with(vortx_return_detail));
constexpr KindCode vortx_kinds[] = {{"DM", "01"}, {"DS", "12"}};
constexpr Occurrence vortx_occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::written_off, "Baixa simples"},
};

constexpr Sure one_source{boleto::Sureness::one_source, boleto::Sureness::one_source};
constexpr std::array<std::string_view, order_count> orders = {"01", "02", "04", "05", "06", "",
                                                              "",   "09", "19", "18", "31"};

}  // namespace

const Layout uniprime_400{
    .bank = "099",
    .bank_name = "Uniprime Central",
    .bank_literal = "UNIPRIME",
    .format = Format::cnab400,
    .remittance = uniprime_sent,
    .returned = uniprime_received,
    .optional = "2",
    .orders = orders,
    .kinds = uniprime_kinds,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.fine_percent = true},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = one_source,
};

const Layout money_plus_400{
    .bank = "274",
    .bank_name = "BMP Money Plus",
    .bank_literal = "MONEYPLUS",
    .format = Format::cnab400,
    .remittance = money_plus_sent,
    .returned = {},
    .optional = "27",
    .orders = orders,
    .kinds = money_plus_kinds,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.fine_percent = true},
    .occurrences = {},
    .reasons = {},
    .sure = one_source,
};

const Layout bocom_400{
    .bank = "107",
    .bank_name = "Bocom BBM",
    .bank_literal = {},
    .format = Format::cnab400,
    .remittance = {},
    .returned = bocom_received,
    .optional = "4",
    .orders = {},
    .kinds = {},
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = one_source,
};

const Layout alfa_400{
    .bank = "025",
    .bank_name = "Alfa",
    .bank_literal = "BANCO ALFA S.A.",
    .format = Format::cnab400,
    .remittance = alfa_sent,
    .returned = alfa_received,
    .optional = "2",
    .orders = orders,
    .kinds = alfa_kinds,
    .check_digit = alfa_digit,
    .our_number_length = 11,
    .charges = {},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = one_source,
};

const Layout vortx_400{
    .bank = "310",
    .bank_name = "Vórtx",
    .bank_literal = "VORTX",
    .format = Format::cnab400,
    .remittance = vortx_sent,
    .returned = vortx_received,
    .optional = "",
    .orders = {"01"},
    .kinds = vortx_kinds,
    .check_digit = mod11_digit,
    .our_number_length = 11,
    .charges = {.fine_percent = true},
    .occurrences = vortx_occurrences,
    .reasons = {},
    .sure = one_source,
};

}  // namespace quita::cnab
