// Citibank, CNAB 400. Sources: the bank's "Manual CNAB 400 Posições" 1.16 (registered collection)
// and, for the remittance, kivanio/brcobranca Cnab400::Citibank. The company is known by the
// identification of its portfolio, 20 characters that the bank gives (codigo_cliente). There is
// no column of a fine, and the kind of the title stands before nosso número.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 46, alpha, client_code},      {80, 94, alpha, version, "CITIBANK"},
    {101, 105, num, version, "01600"}, {106, 108, alpha, version, "BPI"},
    {109, 394, alpha, blanks},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {18, 37, alpha, client_code},    {63, 64, num, kind},           {65, 75, num, our_number},
    {76, 76, num, our_number_digit}, {77, 82, alpha, blanks},       {83, 88, date6, discount2_date},
    {89, 101, money, discount2},     {102, 107, num, zeros},  // booklet
    {108, 108, num, version, "1"},                            // simple collection
    {148, 149, num, version, "07"},                           // the bank does not print
    {150, 150, alpha, version, "N"}, {157, 158, num, protest_code}, {159, 160, num, protest_days},
    {352, 393, alpha, blanks},  // drawer or message
    {394, 394, num, version, "9"},
};
constexpr auto detail = derive(common400::detail, own_detail);

constexpr Field own_return_header[] = {
    {27, 46, alpha, client_code}, {80, 94, alpha, version, "CITIBANK"},
    {101, 114, alpha, blanks},    {115, 117, num, file_number},
    {118, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {18, 37, alpha, client_code}, {63, 64, alpha, blanks},  // kind
    {65, 75, num, our_number},    {76, 76, num, our_number_digit},
    {77, 108, alpha, blanks},     {280, 295, alpha, blanks},
    {302, 321, alpha, reasons},   {322, 394, alpha, blanks},  // 335-337: the payer's allegation
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
constexpr Field own_return_trailer[] = {{2, 4, alpha, blanks}};
constexpr auto return_trailer = derive(common400::return_trailer, own_return_trailer);

constexpr std::string_view source =
    "Citibank CNAB400 (manual do banco, versão 1.16; brcobranca Cnab400::Citibank)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received = records(
    source, Received{.header = return_header, .detail = return_detail, .trailer = return_trailer});

constexpr KindCode kinds[] = {{"DM", "02"}, {"DMI", "00"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada ou instrução confirmada"},
    {"03", Event::rejected, "Transação rejeitada"},
    {"06", Event::settled, "Liquidação"},
    {"07", Event::changed, "Desconto concedido"},
    {"10", Event::written_off, "Baixa"},
    {"11", Event::in_portfolio, "Título em ser, a vencer"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Pago em cartório"},
    {"17", Event::settled_unregistered, "Liquidação após baixa ou de título não registrado"},
    {"18", Event::written_off, "Devolução por decurso de prazo"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Sustação ou cancelamento de protesto recebido"},
    {"21", Event::information, "Pedido de exclusão da Serasa confirmado"},
    {"22", Event::information, "Título enviado para negativação"},
    {"23", Event::sent_to_notary, "Título enviado a cartório"},
    {"26", Event::instruction_rejected, "Instrução rejeitada"},
    {"29", Event::payer_statement, "Alegação do pagador"},
    {"31", Event::information, "Título negativado na Serasa"},
    {"34", Event::withdrawn_from_notary, "Título retirado de cartório"},
    {"51", Event::fee, "Custas de distribuição"},
    {"52", Event::fee, "Custas de sustação"},
    {"53", Event::fee, "Custas de protesto"},
    {"90", Event::information, "Movimentação na central de registro"},
};
constexpr ReasonWords refusals[] = {
    {"09", "Nosso número duplicado"},
    {"11", "Forma de cadastramento do título inválida"},
    {"15", "Características da cobrança incompletas"},
    {"16", "Registro de dados inválido"},
    {"18", "Vencimento fora do prazo de operação"},
    {"19", "Rejeitado pela análise de crédito"},
    {"20", "Valor dos juros inválido"},
    {"21", "Espécie do título inválida"},
    {"22", "Nosso número inválido"},
    {"23", "Nosso número já validado antes"},
    {"24", "Carteira inválida"},
    {"25", "Código de ocorrência inválido"},
    {"26", "Seu número inválido"},
    {"27", "Data de vencimento inválida"},
    {"28", "Valor do título inválido"},
    {"29", "Banco cobrador inválido"},
    {"30", "Desconto a conceder não confere"},
    {"31", "Tipo de emissão inválido"},
    {"32", "Aceite diferente de N"},
    {"33", "Data de emissão inválida"},
    {"34", "Código de instrução inválido"},
    {"38", "Prazo da instrução inválido: título a vencer"},
    {"39", "Protesto não permitido para o título"},
    {"41", "Inscrição do pagador inválida"},
    {"43", "Falta o nome do pagador"},
    {"44", "Falta o endereço do pagador"},
    {"46", "CEP inválido ou praça não coberta"},
    {"47", "Falta a cidade do pagador"},
    {"48", "Falta a UF do pagador"},
    {"49", "UF incompatível com o CEP"},
    {"50", "Número sequencial do registro inválido"},
    {"52", "Identificação do trailer diferente de 9"},
    {"53", "Erro de sequência do trailer"},
    {"55", "Portfólio de destino inválido"},
    {"56", "Portfólio de destino inexistente"},
    {"57", "Carteira incompatível"},
    {"58", "Dias da instrução inválidos"},
    {"62", "Desconto ou IOF maior que o título, ou zerado"},
    {"63", "Data do desconto inválida na inclusão"},
    {"68", "Alteração inválida: título caucionado"},
    {"69", "Data do desconto inválida na alteração"},
    {"71", "Alteração de título não cadastrado"},
    {"74", "Alteração de título já baixado"},
    {"75", "Alteração de título já pago"},
    {"76", "Instrução de protesto de título já em cartório"},
    {"78", "Alteração de vencimento inválida"},
    {"79", "Alteração de desconto por antecipação inválida"},
    {"80", "Data da instrução de desconto inválida"},
    {"81", "Inclusão de título já cadastrado"},
    {"82", "Mensagem não tratada: o pagador não é eletrônico"},
    {"83", "Mensagem não tratada: sem o registro do título"},
    {"84", "Conta inválida ou não implementada"},
    {"86", "E-mail do pagador inválido"},
    {"87", "Título eletrônico"},
    {"88", "Título não eletrônico"},
    {"89", "Moeda inválida"},
    {"90", "Prorrogação não permitida"},
    {"91", "Data para pagamento sem juros inválida"},
    {"92", "Sustação de título sem instrução de protesto"},
    {"93", "Alteração de título já protestado ou em cartório"},
    {"94", "Abatimento maior que o valor líquido"},
    {"95", "Vencimento não informado na alteração"},
    {"96", "Alteração com vencimento menor que o atual"},
    {"97", "Falta a data do desconto na alteração"},
    {"98", "Juros em título contra apresentação"},
    {"99", "Protesto não efetivado por falta de carta de provimento"},
    {"X1", "Alteração de título com instrução de negativação"},
    {"X2", "Título sem instrução de negativação na Serasa"},
    {"X3", "Negativação não aceita para o título"},
    {"X4", "Negativação não contratada ou condição não aceita"},
    {"X5", "Negativação agendada, sujeita a análise"},
};
constexpr ReasonWords settlements[] = {
    {"01", "Por saldo"},
    {"02", "Por conta"},
    {"03", "No próprio banco"},
    {"04", "Compensação eletrônica"},
    {"05", "Compensação convencional"},
    {"07", "Após feriado local"},
    {"08", "Liquidação parcial"},
    {"38", "Liquidação interbancária (STR)"},
};
constexpr ReasonWords write_offs[] = {
    {"09", "Comandada pelo banco"},
    {"10", "Comandada pelo cliente, por arquivo"},
    {"11", "Comandada pelo cliente, on-line"},
    {"12", "Decurso de prazo, cliente"},
    {"13", "Decurso de prazo, banco"},
    {"14", "Protestado"},
    {"15", "Transferido de carteira"},
};
constexpr ReasonWords at_notary[] = {{"08", "Em cartório"}};
constexpr ReasonWords central[] = {
    {"01", "O pagador aceitou o título"},
    {"02", "Recusado pelo pagador"},
    {"03", "Decurso de prazo na central de registro"},
};
constexpr ReasonTable reason_tables[] = {
    {"06 17", settlements}, {"10", write_offs}, {"15", at_notary}, {"90", central}, {"", refusals},
};

}  // namespace

const Layout citibank_400{
    .bank = "745",
    .bank_name = "Citibank",
    .bank_literal = "CITIBANK",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "278",
    .orders = {"01", "02", "04", "", "06", "07", "", "09", "10", "", "", "29", "39"},
    .kinds = kinds,
    .check_digit = mod11_digit,
    .our_number_length = 11,
    .charges = {.discounts = 2, .no_protest = "00", .protest = "06"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
