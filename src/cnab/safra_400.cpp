// Safra, CNAB 400. Sources: the bank's manual "Layout padrão Safra 400" of December 2016,
// BoletoNetCore Safra.CNAB400 and ACBr ACBrBancoSafra.
//
// The fine shares the columns of the rebate (206-218): with instruction 16 they hold its first day,
// its rate and zeros. Protest is asked for by the second instruction, 10, with its days at 106-107.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 30, num, agency},     {31, 31, num, agency_digit},
    {32, 39, num, account},    {40, 40, num, account_digit},
    {41, 46, alpha, blanks},   {80, 94, alpha, version, "BANCO SAFRA"},
    {101, 391, alpha, blanks}, {392, 394, num, file_number_short},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {18, 21, num, agency},
    {22, 22, num, agency_digit},
    {23, 30, num, account},
    {31, 31, num, account_digit},
    {32, 37, alpha, blanks},
    {63, 70, num, our_number},
    {71, 71, num, our_number_digit},
    {72, 101, alpha, blanks},
    {102, 104, num, zeros},  // currency, IOF
    {105, 105, alpha, blanks},
    {106, 107, num, protest_days},
    {157, 158, num, fine_code},
    {159, 160, num, protest_code},
    {206, 218, num, rebate_or_fine},
    {315, 324, alpha, payer_district},
    {325, 326, alpha, blanks},
    {352, 388, alpha, blanks},  // drawer
    {389, 391, num, bank},      // that issues the slip
    {392, 394, num, file_number_short},
};
constexpr auto detail = derive(common400::detail, own_detail);
constexpr Field own_trailer[] = {
    {2, 368, alpha, blanks},
    {369, 376, num, title_count},
    {377, 391, money, title_total},
    {392, 394, num, file_number_short},
};
constexpr auto trailer = derive(common400::trailer, own_trailer);

constexpr Field own_return_header[] = {
    {27, 46, alpha, blanks},
    {80, 94, alpha, version, "BANCO SAFRA"},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {63, 70, num, our_number},
    {71, 71, num, our_number_digit},
    {72, 104, alpha, blanks},
    {105, 107, alpha, reasons},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source =
    "Safra CNAB400 (manual do banco de dezembro de 2016; BoletoNetCore Safra.CNAB400; ACBr "
    "ACBrBancoSafra)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail, .trailer = trailer});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"RC", "05"}, {"DS", "09"},
};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"04", Event::information, "Transferência de carteira: entrada"},
    {"05", Event::information, "Transferência de carteira: baixa"},
    {"06", Event::settled, "Liquidação normal"},
    {"09", Event::written_off, "Baixado automaticamente"},
    {"10", Event::written_off, "Baixado conforme instruções"},
    {"11", Event::in_portfolio, "Título em ser"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"19", Event::protest_requested, "Instrução de protesto confirmada"},
    {"20", Event::protest_stopped, "Sustação de protesto confirmada"},
    {"21", Event::information, "Transferência de beneficiário"},
    {"23", Event::sent_to_notary, "Título enviado a cartório"},
    {"40", Event::protested, "Baixa de título protestado"},
    {"41", Event::settled_unregistered, "Liquidação de título baixado"},
    {"42", Event::withdrawn_from_notary, "Título retirado de cartório"},
    {"43", Event::fee, "Despesa de cartório"},
    {"44", Event::payer_statement, "Título DDA aceito pelo pagador"},
    {"45", Event::payer_statement, "Título DDA não aceito pelo pagador"},
    {"51", Event::changed, "Valor do título alterado"},
    {"52", Event::changed, "Data de emissão acertada"},
    {"53", Event::changed, "Espécie do documento acertada"},
    {"54", Event::changed, "Seu número alterado"},
    {"56", Event::information, "Instrução de negativação aceita"},
    {"57", Event::information, "Baixa de negativação aceita"},
    {"58", Event::information, "Instrução de não negativar aceita"},
};
// Manual, 6.2.1.
constexpr ReasonWords rejections[] = {
    {"001", "Moeda inválida"},
    {"002", "Moeda inválida para a carteira"},
    {"007", "CEP não corresponde à UF"},
    {"008", "Juros por dia acima de 5% do valor do título"},
    {"009", "Uso da empresa não numérico na cobrança express"},
    {"010", "Registro impossível: fale com o gerente"},
    {"011", "Nosso número fora da faixa"},
    {"012", "CEP de cidade inexistente"},
    {"013", "CEP fora da faixa da cidade"},
    {"014", "UF inválida para o CEP"},
    {"015", "CEP zerado"},
    {"016", "CEP fora da tabela do banco"},
    {"017", "CEP fora da tabela do banco correspondente"},
    {"019", "Protesto impraticável"},
    {"020", "Primeira instrução inválida"},
    {"021", "Segunda instrução inválida"},
    {"023", "Terceira instrução inválida"},
    {"026", "Código da ocorrência inválido"},
    {"027", "Operação inválida para o cliente"},
    {"028", "Nosso número não numérico ou zerado"},
    {"029", "Dígito do nosso número não confere"},
    {"030", "Valor do abatimento não numérico ou zerado"},
    {"031", "Seu número em branco"},
    {"032", "Carteira inválida"},
    {"036", "Data de emissão inválida"},
    {"037", "Data de vencimento inválida"},
    {"038", "Depositária inválida"},
    {"039", "Depositária inválida para o cliente"},
    {"040", "Depositária não cadastrada"},
    {"041", "Aceite inválido"},
    {"042", "Espécie do título inválida"},
    {"043", "Instrução de cobrança inválida"},
    {"044", "Valor do título não numérico ou zerado"},
    {"046", "Valor dos juros não numérico ou zerado"},
    {"047", "Data limite do desconto inválida"},
    {"048", "Valor do desconto inválido"},
    {"049", "Valor do IOF não numérico ou zerado"},
    {"051", "Tipo de inscrição do pagador inválido"},
    {"054", "Nome do pagador em branco"},
    {"055", "Endereço do pagador em branco"},
    {"056", "Cliente não cadastrado"},
    {"058", "Processo de cartório inválido"},
    {"059", "UF do pagador inválida"},
    {"060", "CEP e endereço divergem dos Correios"},
    {"061", "Instrução agendada para a agência, que deve liberá-la"},
    {"062", "Operação inválida para a carteira"},
    {"064", "Título inexistente (TFC)"},
    {"065", "Operação ou título já existente"},
    {"066", "Título já existe (TFC)"},
    {"067", "Vencimento inválido para protesto"},
    {"068", "CEP do pagador fora da tabela"},
    {"069", "Praça não atendida por cartório"},
    {"070", "Agência inválida"},
    {"072", "Título já existe (COB)"},
    {"074", "Título fora de sequência"},
    {"078", "Título inexistente (COB)"},
    {"079", "Operação não concluída"},
    {"080", "Título já baixado"},
    {"083", "Alteração de vencimento inválida"},
    {"085", "Operação inválida para a carteira"},
    {"086", "Abatimento maior que o valor do título"},
    {"088", "Recusado como garantia, ou multa preenchida errado"},
    {"089", "Alteração da data de protesto inválida"},
    {"094", "Entrada na cobrança direta inválida"},
    {"095", "Baixa na cobrança direta inválida"},
    {"096", "Valor do título inválido"},
    {"098", "Cadastros do banco divergem"},
    {"100", "Instrução não permitida: título protestado"},
    {"101", "Não há instrução de negativar a desfazer"},
    {"102", "Prazo inválido para negativação: mínimo de 2 dias após o vencimento"},
    {"103", "Instrução não permitida: título inexistente"},
};
constexpr ReasonTable reason_tables[] = {{"03", rejections}};

}  // namespace

const Layout safra_400{
    .bank = "422",
    .bank_name = "Safra",
    .bank_literal = "BANCO SAFRA",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "10"},
    .kinds = kinds,
    .check_digit = safra_digit,
    .our_number_length = 8,
    .charges = {.fine_percent = true,
                .fine_percent_code = "16",
                .no_fine = "00",
                .no_protest = "00",
                .protest = "10"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .reason_length = 3,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
