// Banco do Brasil, CNAB 400 for agreements (convênios) of 7 digits: detail records of type 7.
// Sources: glauberportella/cnab-layouts bb/cnab400/cobranca_convenio_7_digitos.yml and
// banco-br/cnab_yaml cnab400/001, compared with eduardokum/laravel-boleto Cnab400/Banco/Bb,
// kivanio/brcobranca cnab400/banco_brasil and BoletoNetCore BancoBrasil.CNAB400 (its return and
// laravel's agree that the return's header has the convênio at 150-156).
#include "cnab/bb_400.h"

#include "cnab/banks.h"

namespace quita::cnab {
namespace {

using namespace bb400;

constexpr Field own_return_trailer[] = {
    {8, 17, alpha, blanks},
    {18, 25, num, title_count},
    {26, 39, money, title_total},
    {40, 394, alpha, blanks},
};
constexpr auto return_trailer = derive(common400::return_trailer, own_return_trailer);

constexpr std::string_view source =
    "BB CNAB400, convênio de 7 dígitos (cnab-layouts "
    "bb/cnab400/cobranca_convenio_7_digitos.yml; cnab_yaml cnab400/001)";
constexpr auto sent = records(source, header, detail);
constexpr Record received[] = {
    {"header", Part::header, common400::header_mark, return_header, source},
    {"detalhe", Part::detail, detail_mark, return_detail, source},
    {"trailer", Part::trailer, common400::trailer_mark, return_trailer, source},
};

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"RC", "05"}, {"LC", "08"},
    {"WR", "09"}, {"CH", "10"}, {"DS", "12"}, {"ND", "13"}, {"AP", "15"},
};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Comando recusado"},
    {"05", Event::settled_unregistered, "Liquidado sem registro"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::settled, "Liquidação por conta"},
    {"08", Event::settled, "Liquidação por saldo"},
    {"09", Event::written_off, "Baixa de título"},
    {"10", Event::written_off, "Baixa solicitada"},
    {"11", Event::in_portfolio, "Título em ser"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"16", Event::changed, "Alteração de juros de mora confirmada"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::information, "Débito em conta"},
    {"21", Event::changed, "Nome do pagador alterado"},
    {"22", Event::changed, "Endereço do pagador alterado"},
    {"23", Event::sent_to_notary, "Encaminhado a cartório"},
    {"24", Event::protest_stopped, "Protesto sustado"},
    {"25", Event::changed, "Juros de mora dispensados"},
    {"26", Event::changed, "Seu número alterado"},
    {"28", Event::fee, "Manutenção de título vencido"},
    {"31", Event::changed, "Desconto concedido"},
    {"32", Event::changed, "Desconto não concedido"},
    {"33", Event::changed, "Desconto retificado"},
    {"34", Event::changed, "Data do desconto alterada"},
    {"35", Event::changed, "Multa a cobrar"},
    {"36", Event::changed, "Multa dispensada"},
    {"37", Event::changed, "Indexador dispensado"},
    {"38", Event::changed, "Prazo limite de recebimento dispensado"},
    {"39", Event::changed, "Prazo limite de recebimento alterado"},
    {"41", Event::changed, "Controle do participante alterado"},
    {"42", Event::changed, "CPF/CNPJ do pagador alterado"},
    {"44", Event::payment_bounced, "Título pago com cheque devolvido"},
    {"46", Event::information, "Título pago com cheque, aguardando compensação"},
    {"72", Event::changed, "Tipo de cobrança alterado"},
    {"96", Event::fee, "Despesas de protesto"},
    {"97", Event::fee, "Despesas de sustação de protesto"},
    {"98", Event::fee, "Débito de custas antecipadas"},
};
// Positions 87-88 beside command 03.
constexpr ReasonWords rejections[] = {
    {"01", "Identificação inválida"},
    {"02", "Variação da carteira inválida"},
    {"03", "Valor dos juros por dia inválido"},
    {"04", "Valor do desconto inválido"},
    {"05", "Espécie inválida para a carteira ou variação"},
    {"06", "Espécie de valor invariável inválida"},
    {"07", "Prefixo da agência usuária inválido"},
    {"08", "Valor do título ou apólice inválido"},
    {"09", "Data de vencimento inválida"},
    {"10", "Fora do prazo admitido para a carteira"},
    {"11", "Sem margem para desconto"},
    {"12", "O banco não tem agência na praça do pagador"},
    {"13", "Razões cadastrais"},
    {"14", "Pagador interligado com o sacador"},
    {"15", "Título contra órgão do poder público"},
    {"16", "Título preenchido de forma irregular"},
    {"17", "Título rasurado"},
    {"18", "Endereço do pagador não localizado ou incompleto"},
    {"19", "Código do beneficiário inválido"},
    {"20", "Nome ou endereço do cliente não informado"},
    {"21", "Carteira inválida"},
    {"22", "Quantidade de valor variável inválida"},
    {"23", "Faixa de nosso número excedida"},
    {"24", "Valor do abatimento inválido"},
    {"25", "Novo seu número inválido"},
    {"26", "Valor do IOF de seguro inválido"},
    {"27", "Nome do pagador ou do beneficiário inválido"},
    {"28", "Novo vencimento inválido"},
    {"29", "Endereço não informado"},
    {"30", "Título já liquidado"},
    {"31", "Número do borderô inválido"},
    {"32", "Nome da pessoa autorizada inválido"},
    {"33", "Nosso número já existente"},
    {"34", "Número da prestação inválido"},
    {"35", "Percentual de desconto inválido"},
    {"36", "Dias para protesto inválidos"},
    {"37", "Data de emissão inválida"},
    {"38", "Vencimento anterior à emissão"},
    {"39", "Alteração indevida para a carteira"},
    {"40", "Tipo de moeda inválido"},
    {"41", "Abatimento não permitido"},
    {"42", "CEP e UF inválidos ou incompatíveis"},
    {"43", "Unidade variável incompatível com a emissão"},
    {"44", "Dados para débito ao pagador inválidos"},
    {"45", "Carteira ou variação encerrada"},
    {"46", "Convênio encerrado"},
    {"47", "Valor do título diverge do informado"},
    {"48", "Motivo de baixa inválido para a carteira"},
    {"49", "Abatimento a cancelar não consta do título"},
    {"50", "Comando incompatível com a carteira"},
    {"51", "Código do convenente inválido"},
    {"52", "Abatimento igual ou maior que o valor do título"},
    {"53", "Título já está na situação pretendida"},
    {"54", "Título fora do prazo admitido para a conta 1"},
    {"55", "Novo vencimento fora dos limites da carteira"},
    {"56", "Título não pertence ao convenente"},
    {"57", "Variação incompatível com a carteira"},
    {"58", "Variação única impossível para a carteira"},
    {"59", "Título vencido em transferência para a carteira 51"},
    {"60", "Prazo acima de 179 dias na carteira 51"},
    {"61", "Título já encaminhado a protesto"},
    {"62", "Situação de débito inválida"},
    {"63", "Dígito do nosso número inválido"},
    {"64", "Título não passível de débito ou baixa"},
    {"65", "Título com ordem de não protestar"},
    {"66", "CPF/CNPJ do pagador inválido"},
    {"67", "Título ou carnê rejeitado"},
    {"68", "Código, data ou percentual de multa inválido"},
    {"69", "Valor ou percentual de juros inválido"},
    {"70", "Título já isento de juros"},
    {"71", "Código de juros inválido"},
    {"72", "Prefixo da agência cobradora inválido"},
    {"73", "Controle do participante inválido"},
    {"74", "Cliente não cadastrado para desconto ou vendor"},
    {"75", "Prazo limite de recebimento inválido"},
    {"76", "Título excluído por decurso de prazo"},
    {"77", "Título vencido transferido para a carteira vinculada"},
    {"80", "Nosso número inválido"},
    {"81", "Data para concessão do desconto inválida"},
    {"82", "CEP do pagador inválido"},
    {"83", "Carteira ou variação não localizada no beneficiário"},
    {"84", "Título não localizado"},
    {"99", "Outros motivos"},
};
constexpr ReasonTable reason_tables[] = {{"03", rejections}};

}  // namespace

const Layout bb_400{
    .bank = "001",
    .bank_name = "Banco do Brasil",
    .bank_literal = "BANCODOBRASIL",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "235",
    .orders = {"01", "02", "04", "05", "06", "31", "32", "09", "10", "", "12"},
    .kinds = kinds,
    .our_number_length = 17,
    .charges = {.fine_amount = true, .fine_percent = true, .no_protest = "00", .protest = "06"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases},
};

}  // namespace quita::cnab
