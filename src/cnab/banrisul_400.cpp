// Banrisul, CNAB 400. Sources: eduardokum/laravel-boleto Cnab400/Banco/Banrisul, kivanio/brcobranca
// cnab400/banrisul and BoletoNetCore Banrisul.CNAB400, which agree on every column; where they fill
// 150 and 352-369 differently, the manual quoted by brcobranca (always N; zeros) decides.
//
// The nosso número has two check digits. The fine is a rate with one decimal, asked for by
// instruction 18. Of the kind of document only "who issues the slip" is told: 08, the company.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {10, 26, alpha, blanks},
    {27, 30, num, agency},
    {31, 39, num, beneficiary_code},
    {40, 46, alpha, blanks},
    {80, 94, alpha, version, "BANRISUL"},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {2, 17, alpha, blanks},          {18, 21, num, agency},
    {22, 30, num, beneficiary_code}, {31, 37, alpha, blanks},
    {63, 70, num, our_number},       {71, 72, num, our_number_digit},
    {73, 107, alpha, blanks},        {108, 108, alpha, wallet_code},
    {143, 147, alpha, blanks},       {150, 150, alpha, version, "N"},
    {157, 158, num, protest_code},   {159, 160, num, fine_code},
    {161, 161, num, interest_code},  {162, 173, money, interest},
    {235, 269, alpha, payer_name},   {270, 274, alpha, blanks},
    {315, 321, alpha, blanks},       {322, 324, num, fine_rate},
    {325, 326, num, zeros},  // days after the due date: at once
    {352, 355, num, zeros},  // discount for anticipation
    {356, 356, alpha, blanks},       {357, 369, num, zeros},
    {370, 371, num, protest_days},   {372, 394, alpha, blanks},
};
constexpr auto detail = derive(common400::detail, own_detail);
constexpr Field own_trailer[] = {
    {2, 27, alpha, blanks},
    {28, 40, money, title_total},
    {41, 394, alpha, blanks},
};
constexpr auto trailer = derive(common400::trailer, own_trailer);

constexpr Field own_return_header[] = {
    {27, 30, num, agency},
    {31, 39, num, beneficiary_code},
    {40, 46, alpha, blanks},
    {80, 94, alpha, version, "BANRISUL"},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {2, 17, alpha, blanks},     {18, 21, num, agency},          {22, 30, num, beneficiary_code},
    {31, 37, alpha, blanks},    {63, 70, num, our_number},      {71, 72, num, our_number_digit},
    {73, 107, alpha, blanks},   {108, 108, alpha, wallet_code}, {169, 172, num, paying_agency},
    {173, 173, alpha, blanks},  {202, 227, alpha, blanks},      {302, 382, alpha, blanks},
    {383, 392, alpha, reasons}, {393, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source =
    "Banrisul CNAB400 (laravel-boleto Cnab400/Banrisul; brcobranca cnab400/banrisul; BoletoNetCore "
    "Banrisul.CNAB400)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail, .trailer = trailer});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode kinds[] = {{"DM", "08"}, {"DMI", "08"}, {"DS", "08"}, {"DSI", "08"},
                              {"NP", "08"}, {"RC", "08"},  {"LC", "08"}, {"OU", "08"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"04", Event::written_off, "Baixa de título liquidado por edital"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::settled, "Liquidação parcial"},
    {"08", Event::settled, "Baixa por pagamento, liquidação pelo saldo"},
    {"09", Event::written_off, "Devolução automática"},
    {"10", Event::written_off, "Baixado conforme instruções"},
    {"11", Event::in_portfolio, "Arquivo de levantamento"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Pagamento em cartório"},
    {"16", Event::changed, "Alteração de dados"},
    {"18", Event::changed, "Alteração de instruções"},
    {"19", Event::protest_requested, "Instrução de protesto confirmada"},
    {"20", Event::protest_stopped, "Instrução de sustar protesto confirmada"},
    {"21", Event::information, "Aguardando autorização para protesto por edital"},
    {"22", Event::protest_stopped, "Protesto sustado por alteração de vencimento e prazo"},
    {"23", Event::sent_to_notary, "Entrada em cartório confirmada"},
    {"25", Event::written_off, "Devolução: liquidado anteriormente"},
    {"26", Event::withdrawn_from_notary, "Devolvido pelo cartório por erro de informação"},
    {"30", Event::information, "Cobrança a creditar: liquidação em trânsito"},
    {"31", Event::information, "Título em trânsito pago em cartório"},
    {"32", Event::information, "Reembolso e transferência de desconto, vendor ou garantia"},
    {"33", Event::information, "Reembolso e devolução de desconto ou vendor"},
    {"34", Event::information, "Reembolso não efetuado por falta de saldo"},
    {"40", Event::protested, "Baixa de título protestado"},
    {"41", Event::fee, "Despesa de aponte"},
    {"42", Event::changed, "Alteração de título"},
    {"43", Event::information, "Relação de títulos"},
    {"44", Event::fee, "Manutenção mensal"},
    {"45", Event::information, "Sustação de cartório e envio de título a cartório"},
    {"46", Event::fee, "Fornecimento de formulário pré-impresso"},
    {"47", Event::registered, "Entrada confirmada: pagador DDA"},
    {"68", Event::changed, "Acerto do rateio de crédito"},
    {"69", Event::changed, "Cancelamento do rateio de crédito"},
};
constexpr ReasonWords rejections[] = {
    {"01", "Código do banco inválido"},
    {"02", "Agência, conta ou número de controle inválido"},
    {"04", "Movimento não permitido para a carteira"},
    {"05", "Código de movimento inválido"},
    {"07", "CEP irregular"},
    {"08", "Nosso número inválido"},
    {"09", "Nosso número duplicado"},
    {"10", "Carteira inválida"},
    {"15", "Características da cobrança incompatíveis"},
    {"16", "Data de vencimento inválida"},
    {"17", "Vencimento anterior à emissão"},
    {"18", "Vencimento fora do prazo de operação"},
    {"20", "Valor do título inválido"},
    {"21", "Espécie do título inválida"},
    {"23", "Aceite inválido"},
    {"24", "Data de emissão inválida"},
    {"25", "Data de emissão posterior ao processamento"},
    {"26", "Código de juros de mora inválido"},
    {"27", "Valor ou taxa de juros de mora inválido"},
    {"28", "Código do desconto inválido"},
    {"29", "Desconto maior ou igual ao valor do título"},
    {"30", "Desconto a conceder não confere"},
    {"32", "Valor do IOF inválido"},
    {"33", "Valor do abatimento inválido"},
    {"34", "Abatimento maior ou igual ao valor do título"},
    {"37", "Código de protesto inválido"},
    {"38", "Prazo de protesto inválido"},
    {"39", "Protesto não permitido para o título"},
    {"40", "Título com ordem de protesto emitida"},
    {"41", "Pedido de cancelamento ou sustação de protesto inválido"},
    {"42", "Código de baixa, devolução ou instrução inválido"},
    {"43", "Prazo de baixa ou devolução inválido"},
    {"44", "Código da moeda inválido"},
    {"45", "Nome do pagador inválido, ou sua alteração não permitida"},
    {"46", "Inscrição do pagador inválida"},
    {"47", "Endereço não informado, ou sua alteração não permitida"},
    {"48", "CEP inválido, ou sua alteração não permitida"},
    {"49", "CEP sem praça de cobrança, ou alteração da cidade não permitida"},
    {"50", "CEP de banco correspondente"},
    {"52", "UF inválida, ou sua alteração não permitida"},
    {"53", "Inscrição do sacador/avalista inválida"},
    {"54", "Sacador/avalista não informado"},
    {"57", "Código da multa inválido"},
    {"58", "Data da multa inválida"},
    {"59", "Valor ou percentual da multa inválido"},
    {"60", "Movimento para título não cadastrado"},
    {"63", "Entrada para título já cadastrado"},
    {"79", "Data dos juros de mora inválida"},
    {"80", "Data do desconto inválida"},
    {"86", "Seu número inválido"},
};
constexpr ReasonTable reason_tables[] = {{"03", rejections}};

}  // namespace

const Layout banrisul_400{
    .bank = "041",
    .bank_name = "Banrisul",
    .bank_literal = "BANRISUL",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "10"},
    .kinds = kinds,
    .check_digit = banrisul_digit,
    .our_number_length = 8,
    .charges = {.per_day_code = "0",
                .no_interest = "0",
                .fine_percent = true,
                .fine_percent_code = "18",
                .fine_decimals = 1,
                .no_fine = "00",
                .no_protest = "00",
                .protest = "09"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases},
};

}  // namespace quita::cnab
