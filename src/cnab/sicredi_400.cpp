// Sicredi, CNAB 400. Sources: eduardokum/laravel-boleto Cnab400/Banco/Sicredi, BoletoNetCore
// Sicredi.CNAB400 and frones/ACBr ACBrBancoSicredi, which agree on every column.
//
// Dates of the file are AAAAMMDD, those of the titles DDMMAA. The file has no control of the
// company: the seu número is what comes back. Interest is a value a day (type A).
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 31, num, beneficiary_code},
    {32, 45, num, company_document},
    {46, 76, alpha, blanks},
    {80, 94, alpha, version, "SICREDI"},
    {95, 102, ymd8, made_date},
    {103, 110, alpha, blanks},
    {111, 117, num, file_number},
    {118, 390, alpha, blanks},
    {391, 394, alpha, version, "2.00"},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {2, 2, alpha, version, "A"},  // registered
    {3, 3, alpha, version, "A"},  // simple
    {4, 4, alpha, version, "A"},  // normal printing, not a booklet
    {5, 16, alpha, blanks},
    {17, 17, alpha, constant, "A"},  // real
    {18, 18, alpha, discount_code},
    {19, 19, alpha, interest_code},
    {20, 47, alpha, blanks},
    {48, 55, num, our_number},
    {56, 56, num, our_number_digit},
    {57, 62, alpha, blanks},
    {63, 70, ymd8, made_date},  // of the order
    {71, 71, alpha, blanks},    // what order 31 changes
    {72, 72, alpha, version, "N"},
    {73, 73, alpha, blanks},
    {74, 74, alpha, version, "B"},  // the company prints
    {75, 82, alpha, blanks},
    {83, 92, num, zeros},  // discount for each day of anticipation
    {93, 96, num, fine_rate},
    {97, 108, alpha, blanks},
    {140, 148, alpha, blanks},
    {149, 149, alpha, kind},
    {157, 158, num, protest_code},
    {159, 160, num, protest_days},
    {193, 205, num, zeros},  // automatic negative listing
    {219, 219, num, payer_document_kind},
    {220, 220, num, zeros},
    {315, 325, num, zeros},
    {326, 326, alpha, blanks},
    {335, 339, num, zeros},
    {340, 394, alpha, blanks},  // drawer
};
constexpr auto detail = derive(common400::detail, own_detail);
constexpr Field own_trailer[] = {
    {2, 2, num, constant, "1"},
    {3, 5, num, bank},
    {6, 10, num, beneficiary_code},
    {11, 394, alpha, blanks},
};
constexpr auto trailer = derive(common400::trailer, own_trailer);

constexpr Field own_return_header[] = {
    {27, 31, num, beneficiary_code},     {32, 45, num, company_document}, {46, 76, alpha, blanks},
    {80, 94, alpha, version, "SICREDI"}, {95, 102, ymd8, made_date},      {103, 110, alpha, blanks},
    {111, 117, num, file_number},        {118, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {2, 13, alpha, blanks},          {14, 14, alpha, version, "1"},  // kind of collection
    {15, 47, alpha, blanks},         {48, 55, num, our_number},
    {56, 56, num, our_number_digit}, {57, 108, alpha, blanks},
    {166, 174, alpha, blanks},       {175, 175, alpha, blanks},  // espécie
    {202, 227, alpha, blanks},       {293, 294, alpha, blanks},
    {295, 295, alpha, blanks},  // occurrence 19: A taken, D refused
    {296, 318, alpha, blanks},       {319, 328, alpha, reasons},
    {329, 336, ymd8, credited},      {337, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
constexpr Field own_return_trailer[] = {
    {3, 5, num, bank},
    {6, 10, num, beneficiary_code},
    {11, 394, alpha, blanks},
};
constexpr auto return_trailer = derive(common400::return_trailer, own_return_trailer);

constexpr std::string_view source =
    "Sicredi CNAB400 (laravel-boleto Cnab400/Sicredi; BoletoNetCore Sicredi.CNAB400; ACBr "
    "ACBrBancoSicredi)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail, .trailer = trailer});
constexpr auto received = records(
    source, Received{.header = return_header, .detail = return_detail, .trailer = return_trailer});

// Sicredi registers a duplicata mercantil, or de serviço, as one "por indicação".
constexpr KindCode kinds[] = {
    {"DM", "A"}, {"DMI", "A"}, {"DR", "B"},  {"NP", "C"}, {"NPR", "D"}, {"NS", "E"},  {"RC", "G"},
    {"LC", "H"}, {"ND", "I"},  {"DSI", "J"}, {"DS", "J"}, {"OU", "K"},  {"BDP", "O"},
};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::information, "Intenção de pagamento"},
    {"09", Event::written_off, "Baixado automaticamente por arquivo"},
    {"10", Event::written_off, "Baixado conforme instrução da cooperativa"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"17", Event::settled_unregistered, "Liquidação após baixa"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Instrução de sustação de protesto recebida"},
    {"23", Event::sent_to_notary, "Entrada do título em cartório"},
    {"24", Event::rejected, "Entrada rejeitada por CEP irregular"},
    {"27", Event::instruction_rejected, "Baixa rejeitada"},
    {"28", Event::fee, "Tarifa"},
    {"29", Event::payer_statement, "Rejeição do pagador"},
    {"30", Event::instruction_rejected, "Alteração rejeitada"},
    {"32", Event::instruction_rejected, "Instrução rejeitada"},
    {"33", Event::changed, "Alteração de outros dados confirmada"},
    {"34", Event::withdrawn_from_notary, "Retirado de cartório e mantido em carteira"},
    {"35", Event::payer_statement, "Aceite do pagador"},
    {"78", Event::information, "Pedido de negativação recebido"},
    {"79", Event::information, "Pedido de exclusão de negativação recebido"},
    {"80", Event::information, "Negativação confirmada"},
    {"81", Event::instruction_rejected, "Negativação rejeitada"},
    {"82", Event::information, "Exclusão de negativação confirmada"},
    {"83", Event::instruction_rejected, "Exclusão de negativação rejeitada"},
    {"84", Event::information, "Exclusão de negativação por outros motivos"},
    {"85", Event::information, "Ocorrência informativa por outros motivos"},
};
// 319-328: up to five, with the rejections.
constexpr ReasonWords rejections[] = {
    {"01", "Código do banco inválido"},
    {"02", "Código do registro de detalhe inválido"},
    {"03", "Código da ocorrência inválido"},
    {"04", "Ocorrência não permitida para a carteira"},
    {"05", "Código da ocorrência não numérico"},
    {"07", "Cooperativa, agência, conta ou dígito inválido"},
    {"08", "Nosso número inválido"},
    {"09", "Nosso número duplicado"},
    {"10", "Carteira inválida"},
    {"15", "Cooperativa, carteira, conta ou nosso número inválido"},
    {"16", "Data de vencimento inválida"},
    {"17", "Vencimento anterior à emissão"},
    {"18", "Vencimento fora do prazo de operação"},
    {"20", "Valor do título inválido"},
    {"21", "Espécie do título inválida"},
    {"22", "Espécie não permitida para a carteira"},
    {"24", "Data de emissão inválida"},
    {"29", "Desconto maior ou igual ao valor do título"},
    {"31", "Já existe desconto anterior"},
    {"33", "Valor do abatimento inválido"},
    {"34", "Abatimento maior ou igual ao valor do título"},
    {"36", "Já existe abatimento anterior"},
    {"38", "Prazo de protesto inválido"},
    {"39", "Protesto não permitido para o título"},
    {"40", "Título com ordem de protesto emitida"},
    {"41", "Cancelamento pedido para título sem instrução de protesto"},
    {"44", "Cooperativa ou agência do beneficiário não prevista"},
    {"45", "Nome do pagador inválido"},
    {"46", "Inscrição do pagador inválida"},
    {"47", "Endereço do pagador não informado"},
    {"48", "CEP irregular"},
    {"49", "Inscrição do sacador/avalista inválida"},
    {"50", "Sacador/avalista não informado"},
    {"60", "Movimento para título não cadastrado"},
    {"63", "Entrada para título já cadastrado"},
    {"A1", "Praça do pagador não cadastrada"},
    {"A2", "Tipo de cobrança diverge da praça do pagador"},
    {"A3", "Cooperativa ou agência depositária divergente"},
    {"A4", "Beneficiário não cadastrado ou com CPF/CNPJ inválido"},
    {"A5", "Pagador não cadastrado"},
    {"A6", "Data da instrução ou ocorrência inválida"},
    {"A7", "Ocorrência não pode ser comandada"},
    {"B4", "Tipo de moeda inválido"},
    {"B5", "Tipo de desconto ou de juros inválido"},
    {"B6", "Mensagem padrão não cadastrada"},
    {"B7", "Seu número inválido"},
    {"B8", "Percentual de multa inválido"},
    {"B9", "Valor ou percentual de juros inválido"},
    {"C1", "Data limite do desconto inválida"},
    {"C2", "Aceite inválido"},
    {"C3", "Campo alterado pela instrução 31 inválido"},
    {"C4", "Título ainda não confirmado pela centralizadora"},
    {"C5", "Título rejeitado pela centralizadora"},
    {"C6", "Título já liquidado"},
    {"C7", "Título já baixado"},
    {"C8", "Mesma instrução ainda pendente para este título"},
    {"C9", "Não há abatimento confirmado para cancelar"},
    {"D1", "Título ainda não vencido"},
    {"D2", "Espécie não permite protesto"},
    {"D3", "Título com baixa pendente de confirmação"},
    {"D6", "Tipo de impressão inválido para cobrança sem registro"},
    {"D7", "Cidade ou UF do pagador não informada"},
    {"D8", "Sequência do nosso número esgotada neste ano"},
    {"F1", "Liquidado no sistema do cliente"},
    {"F2", "Baixado no sistema do cliente"},
    {"F3", "Instrução inválida: título caucionado ou descontado"},
    {"H2", "Sustação judicial"},
    {"H3", "Pagador não encontrado"},
    {"H4", "Alteração de carteira"},
    {"I1", "Pagador e sacador/avalista são a mesma pessoa"},
    {"I2", "Protesto só um dia útil após o vencimento"},
    {"K2", "Título já protestado"},
    {"K7", "Pagador falecido"},
    {"L2", "Pagador na lista de falência"},
    {"L4", "Dados do pagador em branco ou inválidos"},
    {"M2", "Dívida não reconhecida pelo pagador"},
};
constexpr ReasonWords fees[] = {
    {"03", "Tarifa de sustação"},
    {"04", "Tarifa de protesto"},
    {"08", "Custas de protesto"},
    {"A9", "Tarifa de manutenção de título vencido"},
    {"B1", "Tarifa de baixa da carteira"},
    {"B3", "Tarifa de registro da entrada"},
    {"F5", "Tarifa de entrada na rede Sicredi"},
    {"S4", "Tarifa de inclusão em negativação"},
    {"S5", "Tarifa de exclusão de negativação"},
};
constexpr ReasonTable reason_tables[] = {{"03 24 27 30 32 81 83", rejections}, {"28", fees}};

}  // namespace

const Layout sicredi_400{
    .bank = "748",
    .bank_name = "Sicredi",
    .bank_literal = "SICREDI",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "2567",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31", "45", "75"},
    .kinds = kinds,
    .check_digit = sicredi_digit,
    .our_number_length = 8,
    .charges = {.per_day_code = "A",
                .no_interest = "A",
                .fine_percent = true,
                .discount_amount_code = "A",
                .discount_percent = true,
                .discount_percent_code = "B",
                .no_discount = "A",
                .accepted = "S",
                .no_protest = "00",
                .protest = "06"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::cases},
};

}  // namespace quita::cnab
