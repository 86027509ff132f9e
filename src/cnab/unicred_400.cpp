// Unicred, CNAB 400. Sources: eduardokum/laravel-boleto Cnab400/Banco/Unicred and
// kivanio/brcobranca cnab400/unicred, which agree on every column of the remittance; the return is
// laravel-boleto's, with the order that an occurrence answers at 327-328.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {80, 94, alpha, version, "UNICRED"}, {101, 107, alpha, blanks}, {108, 110, num, zeros},
    {111, 117, num, file_number},        {118, 394, alpha, blanks},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {2, 6, num, agency},
    {7, 7, alpha, agency_digit},
    {8, 19, num, account},
    {20, 20, num, account_digit},
    {21, 21, num, zeros},
    {22, 24, num, wallet},
    {25, 37, num, zeros},
    {63, 65, num, bank},
    {66, 67, num, zeros},
    {68, 92, alpha, blanks},
    {93, 93, num, zeros},
    {94, 94, num, fine_code},
    {95, 104, num, fine},  // percent V99
    {105, 105, num, interest_code},
    {106, 106, alpha, version, "N"},
    {107, 108, alpha, blanks},
    {140, 149, num, zeros},
    {150, 150, num, discount_code},
    {157, 157, num, zeros},
    {158, 158, num, protest_code},
    {159, 160, num, protest_days},
    {193, 202, num, our_number},
    {203, 203, num, our_number_digit},
    {204, 205, num, zeros},
    {335, 354, alpha, payer_city},
    {355, 356, alpha, payer_state},
    {357, 394, alpha, blanks},  // drawer
};
constexpr auto detail = derive(common400::detail, own_detail);

constexpr Field own_return_header[] = {
    {80, 94, alpha, version, "UNICRED"},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {18, 21, num, agency},           {22, 22, alpha, blanks},
    {23, 30, num, account},          {31, 31, num, account_digit},
    {32, 51, alpha, blanks},         {52, 61, num, our_number},
    {62, 62, num, our_number_digit}, {63, 108, alpha, blanks},
    {117, 146, alpha, blanks},       {176, 181, date6, credited},
    {182, 188, money, fee},          {189, 227, alpha, blanks},
    {280, 305, alpha, your_number},  {306, 318, alpha, blanks},
    {319, 326, alpha, reasons},      {327, 328, alpha, movement_origin},
    {329, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source =
    "Unicred CNAB400 (laravel-boleto Cnab400/Unicred; brcobranca cnab400/unicred)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

// Two digits of the occurrence and, where they decide, two of the order that it answers.
constexpr Occurrence occurrences[] = {
    {"0201", Event::registered, "Entrada confirmada"},
    {"0301", Event::rejected, "Entrada rejeitada"},
    {"01", Event::settled_at_notary, "Pago em cartório"},
    {"02", Event::information, "Instrução confirmada"},
    {"03", Event::instruction_rejected, "Instrução rejeitada"},
    {"04", Event::protest_stopped, "Sustado judicialmente"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::settled_at_notary, "Liquidação condicional em cartório, com cheque"},
    {"08", Event::protest_stopped, "Sustado em definitivo"},
    {"09", Event::settled, "Liquidação de título descontado"},
    {"10", Event::protest_requested, "Protesto solicitado"},
    {"11", Event::sent_to_notary, "Protesto em cartório"},
    {"12", Event::information, "Sustação solicitada"},
    {"13", Event::information, "Título descontado"},
    {"14", Event::information, "Título descontável"},
    {"0202", Event::written_off, "Baixa confirmada"},
    {"0204", Event::rebate_granted, "Abatimento concedido"},
    {"0205", Event::rebate_cancelled, "Abatimento cancelado"},
    {"0206", Event::due_changed, "Vencimento alterado"},
    {"0209", Event::protest_requested, "Instrução de protesto confirmada"},
    {"0210", Event::written_off, "Baixa por decurso de prazo"},
    {"0211", Event::protest_stopped, "Protesto sustado, mantido em carteira"},
    {"0222", Event::changed, "Seu número alterado"},
    {"0223", Event::changed, "Dados do pagador alterados"},
    {"0225", Event::written_off, "Protesto sustado e título baixado"},
    {"0226", Event::protest_requested, "Protesto automático confirmado"},
    {"0240", Event::changed, "Situação de desconto alterada"},
};
constexpr ReasonWords rejections[] = {
    {"01", "Código do banco inválido"},
    {"04", "Movimento não permitido para a carteira"},
    {"05", "Código de movimento inválido"},
    {"06", "Inscrição do beneficiário inválida"},
    {"07", "Agência ou conta inválida"},
    {"08", "Nosso número inválido"},
    {"09", "Nosso número duplicado"},
    {"10", "Carteira inválida"},
    {"12", "Tipo de documento inválido"},
    {"15", "Vencimento em menos de 5 dias úteis para remessa gráfica"},
    {"16", "Data de vencimento inválida"},
    {"17", "Vencimento anterior à emissão"},
    {"18", "Vencimento fora do prazo de operação"},
    {"20", "Valor do título inválido"},
    {"24", "Data de emissão inválida"},
    {"25", "Data de emissão posterior à entrega"},
    {"26", "Código de juros inválido"},
    {"27", "Valor de juros inválido"},
    {"28", "Código do desconto inválido"},
    {"29", "Valor do desconto inválido"},
    {"30", "Alteração de dados rejeitada"},
    {"33", "Valor do abatimento inválido"},
    {"34", "Abatimento maior ou igual ao valor do título"},
    {"37", "Código de protesto inválido"},
    {"38", "Prazo de protesto inválido"},
    {"39", "Protesto não permitido para o título"},
    {"40", "Título com ordem de protesto emitida"},
    {"41", "Cancelamento pedido para título sem instrução de protesto"},
    {"45", "Nome do pagador não informado"},
    {"46", "Inscrição do pagador inválida"},
    {"47", "Endereço do pagador não informado"},
    {"48", "CEP inválido"},
    {"52", "UF inválida"},
    {"57", "Código da multa inválido"},
    {"58", "Data da multa inválida"},
    {"59", "Valor ou percentual da multa inválido"},
    {"60", "Movimento para título não cadastrado"},
    {"63", "Entrada para título já cadastrado"},
    {"79", "Data dos juros inválida"},
    {"80", "Data do desconto inválida"},
    {"86", "Seu número inválido"},
    {"A5", "Título já liquidado"},
    {"A8", "Valor do abatimento inválido para cancelamento"},
    {"C4", "Nome do beneficiário inválido"},
    {"C5", "Documento inválido"},
    {"C7", "Título não registrado na central"},
    {"C9", "Título inválido conforme a central"},
    {"E0", "CEP do pagador incompatível com os Correios"},
    {"E9", "Beneficiário não autorizado a enviar a protesto"},
    {"I0", "Título com baixa operacional ativa na central"},
};
constexpr ReasonTable reason_tables[] = {{"03 0301", rejections}};

}  // namespace

const Layout unicred_400{
    .bank = "136",
    .bank_name = "Unicred",
    .bank_literal = "UNICRED",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "11", "25", "23"},
    .kinds = {},
    .check_digit = mod11_digit,
    .our_number_length = 10,
    .charges = {.no_interest = "5",
                .fine_percent = true,
                .no_fine = "3",
                .no_protest = "3",
                .protest = "1"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::cases, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
