// C6 Bank, CNAB 400. Sources: the bank's manual "Cobrança Bancária, Padrão CNAB 400 Posições",
// version 2.2 of June 2022, eduardokum/laravel-boleto Cnab400/Banco/C6 and Maxwbh/brcobranca
// cnab400/banco_c6.
//
// Nosso número has 10 digits; the remittance writes a zero before it and its digit behind (D017),
// the return number and digit alone. The bank's optional columns behind 400 are not used.
#include "cnab/c6_400.h"

#include "cnab/banks.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_return_header[] = {
    {12, 19, alpha, constant, "COBRANCA"},
    {20, 21, alpha, blanks},
    {22, 26, num, file_number},
    {27, 38, alpha, blanks},  // account for collection
    {39, 50, num, beneficiary_code},
    {51, 76, alpha, blanks},
    {80, 108, alpha, blanks},  // the bank's name
    {109, 120, num, zeros},
    {121, 124, alpha, blanks},
    {125, 130, date6, made_date},
    {131, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {63, 72, num, our_number},  {73, 73, alpha, our_number_digit},
    {74, 106, alpha, blanks},  // 75-86: number given by the bank besides
    {107, 108, num, wallet},    {189, 227, alpha, blanks},
    {280, 292, money, fine},    // other additions
    {302, 377, alpha, blanks},  // 366-377: columns with errors
    {378, 393, alpha, reasons}, {394, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
constexpr Field own_return_trailer[] = {
    {2, 2, alpha, blanks},      {3, 16, money, title_total},
    {17, 22, num, title_count}, {23, 42, num, zeros},  // of what was settled
    {43, 394, alpha, blanks},
};
constexpr auto return_trailer = derive(common400::return_trailer, own_return_trailer);

constexpr std::string_view source =
    "C6 Bank CNAB400 (manual do banco, versão 2.2, junho de 2022; laravel-boleto Cnab400/C6; "
    "Maxwbh/brcobranca cnab400/banco_c6)";
constexpr auto sent = records(source, Sent{.header = c6::header, .detail = c6::detail});
constexpr auto received = records(
    source, Received{.header = return_header, .detail = return_detail, .trailer = return_trailer});

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"DS", "02"}, {"NP", "03"}, {"NS", "04"}, {"RC", "05"},  {"LC", "06"},
    {"CH", "10"}, {"ME", "12"}, {"ND", "13"}, {"CC", "31"}, {"BDP", "33"}, {"OU", "99"},
};

// D054.
constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"04", Event::changed, "Alteração de dados: entrada"},
    {"05", Event::changed, "Alteração de dados: baixa"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::settled_unregistered, "Liquidação após baixa"},
    {"08", Event::settled_at_notary, "Liquidação em cartório"},
    {"09", Event::written_off, "Baixa simples"},
    {"10", Event::written_off, "Baixa comandada pelo cliente"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::instruction_rejected, "Baixa rejeitada"},
    {"16", Event::instruction_rejected, "Instrução rejeitada"},
    {"17", Event::instruction_rejected, "Alteração de dados rejeitada"},
    {"19", Event::protest_requested, "Instrução de protesto confirmada"},
    {"20", Event::protest_stopped, "Sustação de protesto confirmada"},
    {"21", Event::changed, "Instrução de não protestar confirmada"},
    {"23", Event::sent_to_notary, "Enviado a cartório"},
    {"29", Event::information, "Boleto eletrônico não retirado: enviado pelo correio"},
    {"32", Event::protested, "Baixa por ter sido protestado"},
    {"35", Event::payer_statement, "Alegações do pagador"},
    {"36", Event::fee, "Custas de edital"},
    {"37", Event::fee, "Custas de sustação judicial"},
    {"38", Event::protest_stopped, "Sustado judicialmente"},
    {"65", Event::information, "Pago com cheque: aguardando compensação"},
    {"69", Event::payment_bounced, "Liquidação cancelada: cheque devolvido"},
    {"71", Event::withdrawn_from_notary, "Protesto cancelado pelo cartório"},
    {"72", Event::information, "Baixa operacional: pago em outro banco, a confirmar"},
    {"74", Event::information, "Baixa operacional cancelada"},
    {"75", Event::settled, "Pagamento parcial"},
    {"90", Event::instruction_rejected, "Instrução de protesto rejeitada"},
    {"95", Event::changed, "Uso da empresa alterado"},
    {"96", Event::information, "Extrato de movimentação da carteira"},
    {"97", Event::fee, "Tarifa de sustação de protesto"},
    {"98", Event::fee, "Tarifa de protesto"},
    {"99", Event::fee, "Custas de protesto"},
};
// laravel-boleto's table; the manual refers to a sheet of its own.
constexpr ReasonWords motives[] = {
    {"1818", "Boleto não retirado pelo pagador: reenviado pelo correio"},
    {"9000", "Vencimento antes do prazo de aceitação do título"},
    {"9001", "Pagador bloqueado por atraso"},
    {"9002", "Registro opcional inválido"},
    {"9003", "CEP sem praça de cobrança"},
    {"9004", "Prazo insuficiente para a cobrança"},
    {"9005", "Campo numérico inválido"},
    {"9006", "Campo de texto inválido"},
    {"9007", "Campo de data inválido"},
    {"9008", "Caractere inválido"},
    {"9009", "CPF/CNPJ do pagador igual ao do emitente"},
    {"9010", "Vencimento anterior à emissão"},
    {"9011", "Data de emissão posterior a hoje"},
    {"9012", "UF do pagador inválida"},
    {"9013", "UF do emitente inválida"},
    {"9014", "Campo obrigatório não preenchido"},
    {"9015", "CPF do pagador inválido"},
    {"9016", "CNPJ do pagador inválido"},
    {"9017", "Nome do pagador não confere com o cadastro do CPF/CNPJ"},
    {"9018", "Tipo de pagador inválido"},
    {"9019", "Pagador bloqueado"},
    {"9020", "Endereço do pagador longo demais"},
    {"9021", "Dígito do nosso número inválido"},
    {"9022", "Não há faixa de nosso número para o banco e a conta"},
    {"9023", "Nosso número fora da faixa do beneficiário"},
    {"9024", "Identificação do título inválida"},
    {"9025", "Ocorrência não permitida: título baixado"},
    {"9026", "Ocorrência não permitida: título liquidado"},
    {"9027", "Ocorrência não permitida: título em protesto"},
    {"9028", "Vencimento não pode mudar na carteira de desconto"},
    {"9029", "Situação do título inválida"},
    {"9030", "Não foi possível conceder o abatimento"},
    {"9031", "Não há abatimento a cancelar"},
    {"9032", "Não foi possível prorrogar o vencimento"},
    {"9033", "Evento não permitido para a situação do título"},
    {"9034", "Evento não permitido para cheques"},
    {"9035", "Código do registro diferente de 1"},
    {"9036", "Agência inválida"},
    {"9037", "Conta para depósito inválida"},
    {"9038", "CNPJ do arquivo não confere com o do beneficiário"},
    {"9040", "CNPJ do beneficiário não cadastrado"},
    {"9041", "Tipo do emitente inválido"},
    {"9042", "CNPJ do emitente inválido"},
    {"9045", "Nosso número com mais de 10 dígitos"},
    {"9046", "Identificação do título inválida no nosso número"},
    {"9047", "Banco e conta de cobrança direta não informados"},
    {"9049", "Aceite nulo ou inválido"},
    {"9050", "Data de emissão inválida"},
    {"9051", "Data de vencimento inválida"},
    {"9052", "Data do 2º desconto inválida"},
    {"9053", "Espécie do título inválida"},
    {"9054", "Espécie do título não encontrada"},
    {"9055", "Valor do título inválido"},
    {"9056", "Prazo de cartório inválido"},
    {"9057", "Valor do abatimento inválido"},
    {"9058", "Valor do desconto inválido"},
    {"9059", "Código de ocorrência inválido"},
    {"9060", "Tipo de mora inválido"},
    {"9062", "Valor dos juros por dia inválido"},
    {"9063", "Data dos juros anterior ao vencimento"},
    {"9064", "Data dos juros inválida"},
    {"9065", "Número da sequência diferente do esperado"},
    {"9066", "Número da sequência inválido"},
    {"9067", "Registro inválido"},
    {"9068", "CPF do emitente inválido"},
    {"9070", "Nome do emitente inválido"},
    {"9071", "Endereço do emitente inválido"},
    {"9072", "Cidade do emitente inválida"},
    {"9073", "CEP do emitente inválido"},
    {"9074", "Contrato não cadastrado para o beneficiário"},
    {"9075", "Título vencido não pode entrar"},
    {"9078", "Sem endereço, UF e cidade do pagador"},
    {"9079", "Nosso número inválido"},
    {"9081", "Prazo insuficiente para a cobrança neste CEP"},
    {"9083", "Título e carteira incompatíveis"},
    {"9084", "Seu número do registro opcional diferente do título"},
    {"9085", "Vencimento do registro opcional diferente do título"},
    {"9086", "Valor do registro opcional diferente do título"},
    {"9087", "Carteira de cobrança direta em conta que não é de cobrança direta"},
    {"9089", "Código CMC7 inválido"},
    {"9090", "Nosso número já utilizado"},
    {"9091", "CEP do pagador não pertence à UF"},
    {"9092", "Tipo de multa inválido"},
    {"9093", "Registro opcional de emitente inválido"},
    {"9097", "Nosso número não informado, ou título não identificado"},
    {"9098", "Mais de um título com este nosso número"},
    {"9099", "Falta a conta de cobrança no cadastro da carteira"},
    {"9100", "Títulos de terceiros não permitidos"},
    {"9101", "Dados do emitente não informados"},
    {"9103", "Título igual já está em aberto"},
    {"9104", "Impedido pela legislação"},
    {"9105", "Crédito retido"},
    {"9106", "Nosso número não informado"},
    {"9107", "Nosso número de cobrança direta com mais de 10 dígitos e o dígito"},
    {"9108", "Espécie que não pode ser protestada"},
    {"9109", "Protesto não permitido em moeda estrangeira"},
    {"9110", "CEP do pagador não atendido por cartório"},
    {"9113", "Troca de carteira não permitida na alteração de dados"},
    {"9114", "Troca de espécie não permitida na alteração de dados"},
    {"9201", "Liquidação em cartório"},
    {"9202", "Baixa por decurso de prazo, pelo banco"},
    {"9203", "Baixa por protesto"},
    {"9204", "Tarifa de sustação de protesto"},
    {"9205", "Tarifa de protesto"},
    {"9206", "Custas de protesto"},
    {"9207", "Custas de edital"},
    {"9208", "Custas de sustação judicial"},
    {"9210", "Liquidação em cheque"},
    {"9213", "Tarifa de manutenção de título vencido"},
    {"9216", "No guichê de caixa, em dinheiro"},
    {"9217", "Em banco correspondente"},
    {"9218", "Por compensação eletrônica"},
    {"9219", "Por conta"},
    {"9222", "Extrato de movimentação da carteira"},
    {"9223", "Por STR"},
    {"9224", "Carteira do tipo G não recebe títulos"},
    {"9230", "Valor do 2º desconto inválido"},
    {"9232", "Pagador de empresa do mesmo grupo"},
    {"9233", "A pedido da diretoria do banco"},
    {"9234", "Sem relação com o beneficiário"},
    {"9235", "Outros"},
    {"9236", "Recusado por outros motivos"},
    {"9237", "Baixado por outros motivos"},
    {"9238", "O pagador rejeita o boleto"},
    {"9239", "O pagador aceita o boleto"},
    {"9240", "Data da multa anterior ao vencimento"},
    {"9242", "Baixa integral interbancária"},
    {"9243", "Baixa integral intrabancária"},
    {"9244", "Baixa parcial intrabancária"},
    {"9245", "Baixa parcial interbancária"},
    {"9250", "Tipo de autorização para valor divergente inválido"},
    {"9251", "Indicação de valor ou percentual inválida"},
    {"9252", "Quantidade de pagamentos parciais inválida"},
    {"9253", "Quantidade de pagamentos parciais menor que a já recebida"},
    {"9254", "Valor mínimo não aceito"},
    {"9255", "Valor máximo não aceito"},
    {"9258", "Data do 3º desconto inválida"},
    {"9259", "Valor do 3º desconto inválido"},
    {"9260", "Falta o valor mínimo"},
    {"9261", "Valor divergente não permitido na espécie 31"},
    {"9262", "Qualquer valor e limites ao mesmo tempo"},
    {"9263", "Faltam os valores mínimo e máximo"},
    {"9264", "Valores mínimo e máximo sobrando"},
    {"9265", "Falta o valor mínimo, ou sobra o máximo"},
    {"9266", "Valor não permitido para fatura de cartão"},
    {"9267", "Encargos, desconto ou protesto não permitidos para fatura de cartão"},
    {"9999", "CEP do pagador inválido"},
};
constexpr ReasonTable reason_tables[] = {{"", motives}};

}  // namespace

const Layout c6_400{
    .bank = "336",
    .bank_name = "C6 Bank",
    .bank_literal = "C6 BANK",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "2",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31"},
    .kinds = kinds,
    .check_digit = c6_digit,
    .our_number_length = 10,
    .charges = {.fine_percent = true, .fine_decimals = 0},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .reason_length = 4,
    .sure = {boleto::Sureness::cases, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
