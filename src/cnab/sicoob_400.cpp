// Sicoob, CNAB 400. Sources: eduardokum/laravel-boleto Cnab400/Banco/Bancoob, kivanio/brcobranca
// cnab400/sicoob and BoletoNetCore Sicoob.CNAB400. Two of the three divide 235-326 into name 40,
// street 37 and district 15, which is taken here; laravel-boleto keeps 37, 40 and 12.
//
// Interest is a rate a month and the fine a rate, both with four decimals.
#include "cnab/sicoob_400.h"

#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 30, num, agency},
    {31, 31, alpha, agency_digit},
    {32, 40, num, beneficiary_code},
    {41, 46, alpha, blanks},
    {80, 94, alpha, version, "BANCOOBCED"},
    {101, 107, num, file_number},
    {108, 394, alpha, blanks},
};
constexpr auto header = derive(common400::header, own_header);

constexpr Field own_return_header[] = {
    {27, 30, num, agency},
    {31, 31, alpha, agency_digit},
    {32, 40, num, beneficiary_code},
    {41, 46, alpha, blanks},
    {80, 94, alpha, version, "BANCOOBCED"},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {18, 21, num, agency},           {22, 22, alpha, agency_digit}, {23, 30, num, account},
    {31, 31, alpha, account_digit},  {32, 37, alpha, blanks},       {63, 73, num, our_number},
    {74, 74, num, our_number_digit}, {75, 106, alpha, blanks},      {107, 108, num, wallet_code},
    {176, 181, date6, credited},     {182, 188, money, fee},        {296, 318, alpha, blanks},
    {319, 328, alpha, reasons},      {329, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source =
    "Sicoob CNAB400 (laravel-boleto Cnab400/Bancoob; brcobranca cnab400/sicoob; BoletoNetCore "
    "Sicoob.CNAB400)";
constexpr auto sent = records(source, Sent{.header = header, .detail = sicoob::detail});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode wallet_codes[] = {{"1", "01"}, {"3", "03"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"05", Event::settled_unregistered, "Liquidação de título sem registro"},
    {"06", Event::settled, "Liquidação normal"},
    {"09", Event::written_off, "Baixa"},
    {"10", Event::written_off, "Baixa pedida pelo beneficiário"},
    {"11", Event::in_portfolio, "Título em ser"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"23", Event::sent_to_notary, "Encaminhado a protesto"},
    {"27", Event::changed, "Alteração de dados confirmada"},
    {"48", Event::information, "Transferência de carteira ou modalidade confirmada"},
};
constexpr ReasonWords rejections[] = {
    {"02", "Código do registro de detalhe inválido"},
    {"03", "Código da ocorrência inválido"},
    {"04", "Ocorrência não permitida para a carteira"},
    {"05", "Código da ocorrência não numérico"},
    {"07", "Agência, conta ou dígito inválido"},
    {"08", "Nosso número inválido"},
    {"09", "Nosso número duplicado"},
    {"10", "Carteira inválida"},
    {"16", "Data de vencimento inválida"},
    {"18", "Vencimento fora do prazo de operação"},
    {"20", "Valor do título inválido"},
    {"21", "Espécie do título inválida"},
    {"22", "Espécie não permitida para a carteira"},
    {"24", "Data de emissão inválida"},
    {"38", "Prazo de protesto inválido"},
    {"44", "Agência do beneficiário não prevista"},
    {"50", "CEP irregular: banco correspondente"},
    {"63", "Entrada para título já cadastrado"},
};
constexpr ReasonTable reason_tables[] = {{"03", rejections}};

}  // namespace

const Layout sicoob_400{
    .bank = "756",
    .bank_name = "Sicoob",
    .bank_literal = "BANCOOBCED",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "10", "", "31"},
    .kinds = sicoob::kinds,
    .wallets = wallet_codes,
    .check_digit = sicoob_digit,
    .our_number_length = 11,
    .charges = {.per_day = false,
                .monthly = true,
                .monthly_decimals = 4,
                .fine_percent = true,
                .fine_decimals = 4,
                .accepted = "1",
                .not_accepted = "0"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::cases, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
