#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace febraban {
namespace {

constexpr KindCode kind_codes[] = {
    {"CH", "01"},  {"DM", "02"},  {"DMI", "03"}, {"DS", "04"},  {"DSI", "05"}, {"DR", "06"},
    {"LC", "07"},  {"NCC", "08"}, {"NCE", "09"}, {"NCI", "10"}, {"NCR", "11"}, {"NP", "12"},
    {"NPR", "13"}, {"TM", "14"},  {"TS", "15"},  {"NS", "16"},  {"RC", "17"},  {"FAT", "18"},
    {"ND", "19"},  {"AP", "20"},  {"ME", "21"},  {"PC", "22"},  {"NF", "23"},  {"DD", "24"},
    {"CC", "31"},  {"BDP", "32"}, {"OU", "99"},
};

constexpr Occurrence movements[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"04", Event::information, "Transferência de carteira: entrada"},
    {"05", Event::information, "Transferência de carteira: baixa"},
    {"06", Event::settled, "Liquidação"},
    {"07", Event::changed, "Instrução de desconto confirmada"},
    {"08", Event::changed, "Cancelamento de desconto confirmado"},
    {"09", Event::written_off, "Baixa"},
    {"11", Event::in_portfolio, "Título em carteira (em ser)"},
    {"12", Event::rebate_granted, "Abatimento confirmado"},
    {"13", Event::rebate_cancelled, "Cancelamento de abatimento confirmado"},
    {"14", Event::due_changed, "Alteração de vencimento confirmada"},
    {"15", Event::information, "Franco de pagamento"},
    {"17", Event::settled_unregistered, "Liquidação após baixa ou de título não registrado"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Sustação ou cancelamento de protesto recebido"},
    {"21", Event::information, "Segunda via do instrumento de protesto pedida"},
    {"22", Event::information, "Segunda via do instrumento de protesto emitida"},
    {"23", Event::sent_to_notary, "Remetido a cartório"},
    {"24", Event::withdrawn_from_notary, "Retirado de cartório e mantido em carteira"},
    {"25", Event::protested, "Protestado e baixado"},
    {"26", Event::instruction_rejected, "Instrução rejeitada"},
    {"27", Event::changed, "Alteração de outros dados confirmada"},
    {"28", Event::fee, "Débito de tarifas ou custas"},
    {"29", Event::payer_statement, "Ocorrência do pagador"},
    {"30", Event::instruction_rejected, "Alteração de dados rejeitada"},
    {"33", Event::changed, "Alteração do rateio de crédito confirmada"},
    {"34", Event::changed, "Cancelamento do rateio de crédito confirmado"},
    {"35", Event::information, "Débito automático desagendado"},
    {"36", Event::information, "Envio de e-mail ou SMS confirmado"},
    {"37", Event::information, "Envio de e-mail ou SMS rejeitado"},
    {"38", Event::changed, "Alteração do prazo limite de recebimento confirmada"},
    {"39", Event::changed, "Dispensa do prazo limite de recebimento confirmada"},
    {"40", Event::changed, "Alteração do seu número confirmada"},
    {"41", Event::changed, "Alteração do controle do participante confirmada"},
    {"42", Event::changed, "Alteração dos dados do pagador confirmada"},
    {"43", Event::changed, "Alteração do sacador/avalista confirmada"},
    {"44", Event::payment_bounced, "Título pago com cheque devolvido"},
    {"45", Event::information, "Título pago com cheque compensado"},
    {"46", Event::protest_stopped, "Instrução de cancelar protesto confirmada"},
    {"47", Event::protest_requested, "Instrução de protesto para fins falimentares confirmada"},
    {"48", Event::information, "Transferência de carteira confirmada"},
    {"49", Event::changed, "Alteração do contrato de cobrança"},
    {"50", Event::information, "Título pago com cheque pendente de compensação"},
    {"51", Event::payer_statement, "Título DDA reconhecido pelo pagador"},
    {"52", Event::payer_statement, "Título DDA não reconhecido pelo pagador"},
    {"53", Event::information, "Título DDA recusado pela central de registro"},
    {"98", Event::information, "Instrução de protesto processada"},
    {"99", Event::rejected, "Remessa rejeitada"},
};

// Note C047 A: entry, instruction or change rejected.
constexpr ReasonWords rejections[] = {
    {"01", "Código do banco inválido"},
    {"02", "Código do registro de detalhe inválido"},
    {"03", "Código do segmento inválido"},
    {"04", "Movimento não permitido para a carteira"},
    {"05", "Código de movimento inválido"},
    {"06", "Inscrição do beneficiário inválida"},
    {"07", "Agência, conta ou dígito inválido"},
    {"08", "Nosso número inválido"},
    {"09", "Nosso número duplicado"},
    {"10", "Carteira inválida"},
    {"11", "Forma de cadastramento do título inválida"},
    {"12", "Tipo de documento inválido"},
    {"13", "Identificação da emissão do boleto inválida"},
    {"14", "Identificação da distribuição do boleto inválida"},
    {"15", "Características da cobrança incompatíveis"},
    {"16", "Data de vencimento inválida"},
    {"17", "Vencimento anterior à emissão"},
    {"18", "Vencimento fora do prazo de operação"},
    {"19", "Vencimento curto demais para banco correspondente"},
    {"20", "Valor do título inválido"},
    {"21", "Espécie do título inválida"},
    {"22", "Espécie não permitida para a carteira"},
    {"23", "Aceite inválido"},
    {"24", "Data de emissão inválida"},
    {"25", "Data de emissão posterior à entrada"},
    {"26", "Código de juros de mora inválido"},
    {"27", "Valor ou taxa de juros de mora inválido"},
    {"28", "Código do desconto inválido"},
    {"29", "Desconto maior ou igual ao valor do título"},
    {"30", "Desconto a conceder não confere"},
    {"31", "Já existe desconto anterior"},
    {"32", "Valor do IOF inválido"},
    {"33", "Valor do abatimento inválido"},
    {"34", "Abatimento maior ou igual ao valor do título"},
    {"35", "Abatimento a conceder não confere"},
    {"36", "Já existe abatimento anterior"},
    {"37", "Código de protesto inválido"},
    {"38", "Prazo de protesto inválido"},
    {"39", "Protesto não permitido para o título"},
    {"40", "Título com ordem de protesto emitida"},
    {"41", "Cancelamento pedido para título sem instrução de protesto"},
    {"42", "Código de baixa/devolução inválido"},
    {"43", "Prazo de baixa/devolução inválido"},
    {"44", "Código da moeda inválido"},
    {"45", "Nome do pagador não informado"},
    {"46", "Inscrição do pagador inválida"},
    {"47", "Endereço do pagador não informado"},
    {"48", "CEP inválido"},
    {"49", "CEP sem praça de cobrança"},
    {"50", "CEP de banco correspondente"},
    {"51", "CEP incompatível com a UF"},
    {"52", "UF inválida"},
    {"53", "Inscrição do sacador/avalista inválida"},
    {"54", "Sacador/avalista não informado"},
    {"55", "Nosso número no banco correspondente não informado"},
    {"56", "Banco correspondente não informado"},
    {"57", "Código da multa inválido"},
    {"58", "Data da multa inválida"},
    {"59", "Valor ou percentual da multa inválido"},
    {"60", "Movimento para título não cadastrado"},
    {"61", "Alteração da agência cobradora inválida"},
    {"62", "Tipo de impressão inválido"},
    {"63", "Entrada para título já cadastrado"},
    {"64", "Número da linha inválido"},
    {"79", "Data dos juros de mora inválida"},
    {"80", "Data do desconto inválida"},
    {"83", "Limite excedido"},
    {"84", "Número de autorização inexistente"},
    {"85", "Título com pagamento vinculado"},
    {"86", "Seu número inválido"},
    {"97", "Alteração do prazo limite de recebimento rejeitada"},
    {"98", "Dispensa do prazo limite de recebimento rejeitada"},
    {"99", "Alteração do seu número rejeitada"},
    {"A1", "Alteração do controle do participante rejeitada"},
    {"A2", "Alteração dos dados do pagador rejeitada"},
    {"A3", "Alteração do sacador/avalista rejeitada"},
    {"A5", "Título já liquidado"},
    {"A6", "Código do convenente inválido ou encerrado"},
    {"A7", "Título já está na situação pretendida"},
    {"A8", "Valor do abatimento inválido para cancelamento"},
    {"A9", "Pagamento parcial não autorizado"},
    {"B1", "Recebimento parcial autorizado"},
    {"B2", "Valor nominal do título conflitante"},
    {"B3", "Tipo de pagamento inválido"},
    {"B4", "Valor ou percentual máximo inválido"},
    {"B5", "Valor ou percentual mínimo inválido"},
};

// Note C047 B: fees and costs.
constexpr ReasonWords fees[] = {
    {"01", "Tarifa de extrato de posição"},
    {"02", "Tarifa de manutenção de título vencido"},
    {"03", "Tarifa de sustação"},
    {"04", "Tarifa de protesto"},
    {"05", "Tarifa de outras instruções"},
    {"06", "Tarifa de outras ocorrências"},
    {"07", "Tarifa de envio de duplicata ao pagador"},
    {"08", "Custas de protesto"},
    {"09", "Custas de sustação de protesto"},
    {"10", "Custas de cartório distribuidor"},
    {"11", "Custas de edital"},
    {"12", "Tarifa sobre devolução de título vencido"},
    {"13", "Tarifa de registro na baixa ou liquidação"},
    {"14", "Tarifa de reapresentação automática"},
    {"15", "Tarifa de rateio de crédito"},
    {"16", "Tarifa de informações por fax"},
    {"17", "Tarifa de prorrogação de vencimento"},
    {"18", "Tarifa de alteração de abatimento ou desconto"},
    {"19", "Tarifa de arquivo mensal de títulos em ser"},
    {"20", "Tarifa de emissão de boleto pré-emitido pelo banco"},
};

// Note C047 C: how a title was settled or why it was written off.
constexpr ReasonWords settlements[] = {
    {"01", "Por saldo"},
    {"02", "Por conta"},
    {"03", "No guichê de caixa, em dinheiro"},
    {"04", "Compensação eletrônica"},
    {"05", "Compensação convencional"},
    {"06", "Por meio eletrônico"},
    {"07", "Após feriado local"},
    {"08", "Em cartório"},
    {"09", "Comandada pelo banco"},
    {"10", "Comandada pelo cliente, por arquivo"},
    {"11", "Comandada pelo cliente, on-line"},
    {"12", "Decurso de prazo: cliente"},
    {"13", "Decurso de prazo: banco"},
    {"14", "Protestado"},
    {"15", "Título excluído"},
    {"30", "No guichê de caixa, em cheque"},
    {"31", "Em banco correspondente"},
    {"32", "Em terminal de autoatendimento"},
    {"33", "Pela internet (home banking)"},
    {"34", "Pelo office banking"},
    {"35", "Em correspondente, em dinheiro"},
    {"36", "Em correspondente, em cheque"},
    {"37", "Pela central de atendimento"},
};

constexpr ReasonWords dda[] = {{"A4", "Pagador cadastrado no DDA"}};

constexpr ReasonTable reason_tables[] = {
    {"03 26 30", rejections},
    {"28", fees},
    {"06 09 17", settlements},
    {"", dda},
};

constexpr Field lot_header_fields[] = {
    {1, 3, num, bank},        {4, 7, num, lot},         {8, 8, num, constant, "1"},
    {9, 9, alpha, operation}, {10, 240, alpha, blanks},
};

constexpr std::string_view source =
    "FEBRABAN CNAB 240, cobrança: banco-br/cnab_yaml cnab240/generic; posições comuns a BB, "
    "Bradesco e Caixa";
constexpr auto returned = records(
    source,
    Received{.header = header, .lot_header = lot_header_fields, .lot_trailer = short_lot_trailer});

constexpr Layout generic{
    .bank = "",
    .bank_name = "layout comum FEBRABAN",
    .bank_literal = "",
    .format = Format::cnab240,
    .remittance = {},
    .returned = returned,
    .optional = "",
    .orders = {},
    .kinds = {},
    .our_number_length = 20,
    .charges = {},
    .occurrences = movements,
    .reasons = reason_tables,
};

}  // namespace

const std::span<const KindCode> febraban_kinds = kind_codes;
const std::span<const Occurrence> febraban_occurrences = movements;
const std::span<const ReasonTable> febraban_reasons = reason_tables;
const std::span<const ReasonWords> febraban_rejections = rejections;
const std::span<const ReasonWords> febraban_fees = fees;
const std::span<const ReasonWords> febraban_settlements = settlements;
const std::span<const ReasonWords> febraban_dda = dda;

}  // namespace febraban

const Layout& generic_240() { return febraban::generic; }

}  // namespace quita::cnab
