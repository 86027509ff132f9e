// Ailos, CNAB 400: Banco do Brasil's for agreements of 7 digits. Sources: ACBr ACBrBancoCecred and
// BoletoNetCore Cecred.CNAB400, which agree on the columns of the remittance; the return is ACBr's
// (BoletoNetCore reads it with Sicredi's columns and Banrisul's codes). Both write zeros for the
// discount's date; here it stands where Banco do Brasil has it, and without a discount it is zeros
// too.
#include "cnab/banks.h"
#include "cnab/bb_400.h"

namespace quita::cnab {
namespace {

using namespace bb400;

constexpr Field own_header[] = {
    {80, 94, alpha, version, "CECRED"},
};
constexpr auto header = derive(bb400::header, own_header);
constexpr Field own_return_header[] = {
    {80, 94, alpha, blanks},
    {101, 107, alpha, blanks},
    {150, 156, alpha, blanks},
};
constexpr auto return_header = derive(bb400::return_header, own_return_header);

constexpr std::string_view source =
    "Ailos CNAB400 (ACBr ACBrBancoCecred; BoletoNetCore Cecred.CNAB400; colunas do Banco do "
    "Brasil)";
constexpr auto sent = records(source, header, bb400::detail);
constexpr Record received[] = {
    {"header", Part::header, common400::header_mark, return_header, source},
    {"detalhe", Part::detail, detail_mark, bb400::return_detail, source},
    {"trailer", Part::trailer, common400::trailer_mark, common400::return_trailer, source},
};

constexpr KindCode kinds[] = {{"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"RC", "05"},
                              {"LC", "08"}, {"DS", "12"}, {"ND", "13"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Comando recusado"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::changed, "Instrução de desconto confirmada"},
    {"09", Event::written_off, "Baixa de título"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"16", Event::changed, "Alteração de juros de mora confirmada"},
    {"17", Event::settled_unregistered, "Liquidação após baixa ou de título não registrado"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"23", Event::sent_to_notary, "Encaminhado a cartório"},
    {"24", Event::protest_stopped, "Protesto sustado"},
    {"25", Event::protested, "Protestado e baixado"},
    {"26", Event::instruction_rejected, "Instrução rejeitada"},
    {"28", Event::fee, "Débito de tarifas ou custas"},
};
constexpr ReasonWords entries[] = {{"50", "Pagador cadastrado no DDA"}};
constexpr ReasonWords refusals[] = {
    {"01", "Identificação inválida"},
    {"04", "Valor do desconto inválido"},
    {"05", "Espécie inválida para a carteira"},
    {"08", "Valor do título ou apólice inválido"},
    {"09", "Data de vencimento inválida"},
    {"18", "Endereço do pagador não localizado ou incompleto"},
    {"24", "Valor do abatimento inválido"},
    {"27", "Nome do pagador ou do beneficiário inválido ou não informado"},
    {"28", "Novo vencimento inválido"},
    {"30", "Título já liquidado"},
    {"36", "Dias para protesto inválidos"},
    {"37", "Data de emissão inválida"},
    {"38", "Vencimento anterior à emissão"},
    {"39", "Comando de alteração indevido para a carteira"},
    {"41", "Abatimento não permitido"},
    {"42", "CEP e UF inválidos ou incompatíveis"},
    {"52", "Abatimento igual ou maior que o valor do título"},
    {"68", "Código, data ou percentual de multa inválido"},
    {"69", "Valor ou percentual de juros inválido"},
    {"80", "Nosso número inválido"},
    {"81", "Data para concessão do desconto inválida"},
    {"82", "CEP do pagador inválido"},
    {"84", "Título não localizado"},
    {"99", "Outros motivos"},
};
constexpr ReasonWords settlements[] = {{"01", "Liquidação normal"}, {"09", "Em cartório"}};
constexpr ReasonWords write_offs[] = {{"15", "Protestado"}, {"90", "Baixa automática"}};
constexpr ReasonTable reason_tables[] = {
    {"02", entries}, {"03", refusals}, {"06 15", settlements}, {"09", write_offs}};

}  // namespace

const Layout ailos_400{
    .bank = "085",
    .bank_name = "Ailos",
    .bank_literal = "CECRED",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "5",
    .orders = {"01", "02", "04", "05", "06", "31", "32", "09", "10", "", "12"},
    .kinds = kinds,
    .our_number_length = 17,
    .standard_variation = "000",
    .charges = {.fine_percent = true, .no_protest = "00", .protest = "06"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
