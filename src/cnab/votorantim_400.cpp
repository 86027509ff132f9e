// Votorantim (BV), CNAB 400: a layout of its own from column 63 of the remittance on. One source,
// ACBr ACBrBancoVotorantim. Its remittance puts days of protest where it says that the fine begins
// (375-376); neither is sent. A
// title is registered with 01, the program's own choice beside 48 ("cobrança direta").
#include "cnab/banks.h"
#include "cnab/common_400.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 46, alpha, blanks},           {80, 99, alpha, version, "BANCO VOTORANTIM S/A"},
    {100, 105, date6, made_date},      {106, 389, alpha, blanks},
    {390, 391, alpha, constant, "CL"}, {392, 394, num, file_number_short},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field votorantim_detail[] = {
    {1, 1, num, constant, "1"},
    {2, 3, num, company_document_kind},
    {4, 17, num, company_document},
    {18, 19, num, zeros},
    {20, 29, num, covenant},
    {30, 37, alpha, blanks},
    {38, 62, alpha, company_use},
    {63, 72, num, our_number},
    {73, 75, num, wallet},
    {76, 77, num, movement},
    {78, 87, alpha, your_number},
    {88, 93, date6, due},
    {94, 106, money, amount},
    {107, 109, num, bank},
    {110, 114, num, agency},
    {115, 116, num, kind},
    {117, 117, alpha, accepted},
    {118, 123, date6, issued},
    {124, 127, num, zeros},  // instructions
    {128, 137, alpha, blanks},
    {138, 150, money, interest},
    {151, 156, date6, discount_date},
    {157, 169, money, discount},
    {170, 182, money, iof},
    {183, 195, money, rebate},
    {196, 197, num, payer_document_kind},
    {198, 211, num, payer_document},
    {212, 251, alpha, payer_name},
    {252, 288, alpha, payer_street},
    {289, 291, alpha, blanks},
    {292, 303, alpha, payer_district},
    {304, 311, num, payer_postal_code},
    {312, 326, alpha, payer_city},
    {327, 328, alpha, payer_state},
    {329, 368, alpha, blanks},  // drawer
    {369, 374, date6, due},
    {375, 376, num, zeros},
    {377, 377, num, zeros},  // real
    {378, 394, alpha, blanks},
    {395, 400, num, sequence},
};

constexpr Field own_return_header[] = {
    {27, 36, num, covenant},      {37, 46, alpha, blanks},   {80, 99, alpha, blanks},
    {100, 105, date6, made_date}, {106, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {63, 72, num, our_number}, {73, 100, alpha, blanks},  {101, 102, alpha, movement},
    {103, 110, alpha, blanks}, {302, 366, alpha, blanks}, {367, 374, alpha, reasons},
    {375, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source = "Votorantim CNAB400 (ACBr ACBrBancoVotorantim)";
constexpr auto sent = records(source, Sent{.header = header, .detail = votorantim_detail});
constexpr auto received = records(
    source,
    Received{.header = return_header, .detail = return_detail, .trailer = common400::trailer});

constexpr KindCode kinds[] = {{"DM", "01"}, {"DS", "08"}, {"CC", "31"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::settled, "Liquidação parcial"},
    {"08", Event::settled_at_notary, "Liquidação em cartório"},
    {"09", Event::written_off, "Baixa"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"16", Event::instruction_rejected, "Instrução rejeitada"},
    {"18", Event::changed, "Dias para baixa automática alterados"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Instrução de sustação de protesto recebida"},
    {"21", Event::information, "Instrução de não protestar recebida"},
    {"22", Event::information, "Instrução de não baixar automaticamente recebida"},
    {"23", Event::sent_to_notary, "Encaminhado a cartório"},
    {"24", Event::changed, "Alteração dos dias de baixa automática confirmada"},
    {"25", Event::changed, "Cancelamento da baixa automática confirmado"},
    {"26", Event::changed, "Valor nominal alterado"},
    {"27", Event::changed, "Valor ou percentual mínimo alterado"},
    {"28", Event::changed, "Valor ou percentual máximo alterado"},
    {"29", Event::changed, "Valores ou percentuais mínimo e máximo alterados"},
    {"32", Event::protested, "Baixa por protesto"},
    {"33", Event::information, "Protesto confirmado"},
    {"34", Event::protest_stopped, "Sustação confirmada"},
    {"35", Event::protest_stopped, "Protesto sustado judicialmente"},
    {"47", Event::information, "Transferência de carteira"},
    {"48", Event::changed, "Percentuais mínimo e máximo alterados"},
    {"49", Event::changed, "Percentual mínimo alterado"},
    {"50", Event::changed, "Percentual máximo alterado"},
    {"51", Event::changed, "Quantidade de parcelas alterada"},
};
constexpr ReasonWords refusals[] = {
    {"01", "Valor do abatimento inválido"},
    {"02", "Agência da cobrança inválida"},
    {"03", "Bairro do pagador inválido"},
    {"04", "Carteira inválida"},
    {"05", "CEP inválido"},
    {"06", "Cidade do pagador inválida"},
    {"07", "CNPJ do beneficiário inapto"},
    {"08", "CPF/CNPJ do pagador inválido"},
    {"09", "Mensagem de cobrança inválida"},
    {"10", "Data de emissão inválida"},
    {"11", "Data da mora inválida"},
    {"12", "Data da multa inválida ou anterior ao vencimento"},
    {"13", "Fora do prazo de operação"},
    {"14", "Data limite do desconto inválida"},
    {"15", "UF inválida"},
    {"16", "CEP incompatível com a UF"},
    {"17", "Espécie do título inválida"},
    {"18", "Tipo de inscrição do pagador inválido"},
    {"19", "Instrução de cobrança inválida"},
    {"20", "Juros maiores que o permitido"},
    {"21", "Endereço não informado ou deslocado"},
    {"22", "Nome do pagador não informado ou deslocado"},
    {"23", "Nosso número já registrado ou inválido"},
    {"24", "Inscrição do pagador inválida"},
    {"25", "Inscrição da empresa inválida"},
    {"26", "Ocorrência inválida"},
    {"27", "Prazo para protesto inválido"},
    {"28", "Nome não informado ou deslocado (banco correspondente)"},
    {"29", "Seu número em branco"},
    {"30", "Multa inválida ou maior que a permitida"},
    {"31", "Mora por dia inválida"},
    {"32", "Abatimento a conceder inválido"},
    {"33", "Desconto a conceder inválido"},
    {"34", "Abatimento a conceder inválido"},
    {"35", "Valor nominal do título inválido"},
    {"36", "Valor do abatimento inválido"},
    {"37", "Valor nominal inválido"},
    {"38", "Data de prorrogação inválida"},
    {"39", "Vencimento inválido ou anterior a hoje"},
    {"40", "Valor mínimo inválido"},
    {"41", "Valor máximo inválido"},
    {"42", "Valor mínimo ou máximo inválido"},
    {"43", "Título já baixado, liquidado ou com instrução de protesto"},
    {"44", "Dias para baixa automática inválidos"},
    {"45", "Título sem instrução de protesto, ou baixado ou liquidado"},
    {"46", "Sustação de protesto não permitida"},
    {"47", "Título sem instrução de baixa automática, ou já baixado"},
    {"48", "Recusado pelo cartório, sem custas"},
    {"49", "Recusado pelo cartório, com custas"},
    {"50", "Código do boleto personalizado não cadastrado"},
    {"51", "Protesto recusado pelo cartório"},
    {"52", "Quantidade de parcelas inválida"},
    {"53", "O arquivo excedeu a quantidade de linhas"},
    {"54", "O convênio não permite mensagem personalizada"},
};
constexpr ReasonTable reason_tables[] = {{"03 16", refusals}};

}  // namespace

const Layout votorantim_400{
    .bank = "655",
    .bank_name = "Votorantim (BV)",
    .bank_literal = "BANCO VOTORANTIM S/A",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "", "08", "", "", "", "18"},
    .kinds = kinds,
    .our_number_length = 10,
    .charges = {},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
