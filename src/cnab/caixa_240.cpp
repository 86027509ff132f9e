// Caixa (SIGCB), CNAB 240. Sources: glauberportella/cnab-layouts cef/cnab240/cobranca_sigcb.yml and
// banco-br/cnab_yaml cnab240/104/sigcb (beneficiary code of 6 digits), eduardokum/laravel-boleto
// Cnab240/Banco/Caixa (code of 6 or 7 digits, file version 101, lot 060), kivanio/brcobranca
// cnab240/caixa.
//
// The nosso número has 17 digits: modality 2 (14: registered, printed by the company) and 15.
// It stands at 41-57 in segment P and at 40-56 in segment T.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, num, zeros},
    {59, 65, num, beneficiary_code},  // 7 digits, or 6 and a zero
    {66, 72, num, zeros},
    {103, 132, alpha, version, "CAIXA ECONOMICA FEDERAL"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "101"},
    {167, 171, num, zeros},
    {172, 191, alpha, blanks},
    {192, 211, alpha, version, "REMESSA-PRODUCAO"},
    {212, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_return_header[] = {
    {192, 211, alpha, version, "RETORNO-PRODUCAO"},
};
constexpr auto return_header = derive(header, own_return_header);
constexpr Field own_lot_header[] = {
    {12, 13, num, zeros}, {14, 16, num, version, "060"},    {34, 40, num, beneficiary_code},
    {41, 53, num, zeros}, {60, 65, num, beneficiary_short}, {66, 73, num, zeros},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {24, 30, num, beneficiary_code}, {31, 40, num, zeros},
    {41, 57, num, our_number},       {60, 60, alpha, version, "2"},
    {62, 62, alpha, version, "0"},   {63, 73, alpha, your_number},
    {74, 77, alpha, blanks},         {106, 106, alpha, version, "0"},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_r_caixa[] = {
    {90, 240, alpha, blanks},  // messages, e-mail
};
constexpr auto segment_r_caixa = derive(febraban::segment_r, own_segment_r_caixa);
constexpr Field own_segment_t_caixa[] = {
    {24, 30, num, beneficiary_code}, {31, 39, num, zeros},
    {40, 56, num, our_number},       {57, 57, num, zeros},
    {58, 58, num, version, "1"},     {59, 69, alpha, your_number},
    {70, 73, alpha, blanks},
};
constexpr auto segment_t_caixa = derive(febraban::segment_t, own_segment_t_caixa);

constexpr std::string_view source =
    "Caixa SIGCB CNAB240 (cnab-layouts cef/cnab240/cobranca_sigcb.yml; laravel-boleto "
    "Cnab240/Caixa)";
constexpr auto sent = records(
    source, Sent{.header = header, .lot_header = lot_header, .p = segment_p, .r = segment_r_caixa});
constexpr auto received = records(
    source, Received{.header = return_header, .lot_header = lot_header, .t = segment_t_caixa});

// Where Caixa's movements say something else than FEBRABAN's.
constexpr Occurrence occurrences[] = {
    {"01", Event::information, "Solicitação de impressão de títulos confirmada"},
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"04", Event::information, "Transferência de carteira: entrada"},
    {"05", Event::information, "Transferência de carteira: baixa"},
    {"06", Event::settled, "Liquidação"},
    {"07", Event::changed, "Instrução de desconto confirmada"},
    {"08", Event::changed, "Cancelamento de desconto confirmado"},
    {"09", Event::written_off, "Baixa"},
    {"12", Event::rebate_granted, "Abatimento confirmado"},
    {"13", Event::rebate_cancelled, "Cancelamento de abatimento confirmado"},
    {"14", Event::due_changed, "Alteração de vencimento confirmada"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Sustação ou cancelamento de protesto recebido"},
    {"23", Event::sent_to_notary, "Remetido a cartório"},
    {"24", Event::withdrawn_from_notary, "Retirado de cartório"},
    {"25", Event::protested, "Protestado e baixado"},
    {"26", Event::instruction_rejected, "Instrução rejeitada"},
    {"27", Event::changed, "Alteração de outros dados confirmada"},
    {"28", Event::fee, "Débito de tarifas ou custas"},
    {"30", Event::instruction_rejected, "Alteração de dados rejeitada"},
    {"35", Event::information, "Inclusão no banco de pagadores confirmada"},
    {"36", Event::information, "Alteração no banco de pagadores confirmada"},
    {"37", Event::information, "Exclusão do banco de pagadores confirmada"},
    {"38", Event::information, "Emissão de boletos do banco de pagadores"},
    {"39", Event::instruction_rejected, "Manutenção de pagador rejeitada"},
    {"40", Event::rejected, "Entrada de título pelo banco de pagadores rejeitada"},
    {"41", Event::instruction_rejected, "Manutenção do banco de pagadores rejeitada"},
    {"44", Event::payment_bounced, "Estorno de baixa ou liquidação"},
    {"45", Event::changed, "Alteração de dados"},
    {"46", Event::settled, "Liquidação on-line"},
    {"47", Event::payment_bounced, "Estorno de liquidação on-line"},
    {"51", Event::payer_statement, "Título DDA reconhecido pelo pagador"},
    {"52", Event::payer_statement, "Título DDA não reconhecido pelo pagador"},
    {"53", Event::information, "Título DDA recusado pela central de registro"},
    {"61", Event::changed, "Alteração do valor nominal confirmada"},
    {"62", Event::changed, "Alteração do valor ou percentual mínimo/máximo confirmada"},
};
constexpr ReasonWords own_rejections[] = {
    {"11", "Data de geração inválida"},
    {"64", "Entrada inválida para cobrança caucionada"},
    {"65", "CEP do pagador não encontrado"},
    {"66", "Agência cobradora não encontrada"},
    {"67", "Agência do beneficiário não encontrada"},
    {"68", "Movimentação inválida para o título"},
    {"69", "Alteração de dados inválida"},
    {"70", "Apelido do cliente não cadastrado"},
    {"71", "Erro na composição do arquivo"},
    {"72", "Lote de serviço inválido"},
    {"73", "Código do beneficiário inválido"},
    {"74", "Beneficiário sem cobrança eletrônica"},
    {"75", "Nome da empresa inválido"},
    {"76", "Nome do banco inválido"},
    {"77", "Código da remessa inválido"},
    {"78", "Data ou hora de geração inválida"},
    {"79", "Número sequencial do arquivo inválido"},
    {"80", "Versão do layout do arquivo inválida"},
    {"81", "Literal REMESSA-TESTE só vale em fase de testes"},
    {"82", "Literal REMESSA-TESTE obrigatória em fase de testes"},
    {"83", "Inscrição da empresa inválida"},
    {"84", "Tipo de operação inválido"},
    {"85", "Tipo de serviço inválido"},
    {"86", "Forma de lançamento inválida"},
    {"87", "Número da remessa inválido"},
    {"88", "Número da remessa não é maior que o da anterior"},
    {"89", "Lote de serviço divergente"},
    {"90", "Número sequencial do registro inválido"},
    {"91", "Sequência de segmentos errada"},
    {"92", "Código de movimento diverge entre segmentos"},
    {"93", "Quantidade de registros do lote inválida"},
    {"94", "Quantidade de registros do lote divergente"},
    {"95", "Quantidade de lotes do arquivo inválida"},
    {"96", "Quantidade de lotes do arquivo divergente"},
    {"97", "Quantidade de registros do arquivo inválida"},
    {"98", "Quantidade de registros do arquivo divergente"},
    {"99", "DDD inválido"},
};
// Caixa's own words first, then FEBRABAN's for the codes that agree.
const std::array<ReasonTable, 5> reason_tables{{{"03 26 30", own_rejections},
                                                febraban_reasons[0],
                                                febraban_reasons[1],
                                                febraban_reasons[2],
                                                febraban_reasons[3]}};

}  // namespace

const Layout caixa_240{
    .bank = "104",
    .bank_name = "Caixa Econômica Federal",
    .bank_literal = "CAIXA ECONOMICA FEDERAL",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10", "31"},
    .kinds = febraban_kinds,
    .our_number_length = 17,
    .charges = {.monthly = true,
                .fine_amount = true,
                .fine_percent = true,
                .discount_percent = true,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .write_off_required = true},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::cases, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
