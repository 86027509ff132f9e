// Caixa (SIGCB), CNAB 400. Sources: glauberportella/cnab-layouts cef/cnab400/cobranca_sigcb.yml and
// banco-br/cnab_yaml cnab400/104, compared with eduardokum/laravel-boleto Cnab400/Banco/Caixa,
// which knows beneficiary codes of 6 and of 7 digits ("layout 007"). Its occurrences are its own:
// 01 is the confirmed entry, 02 the confirmed write-off, 21 the settlement.
#include "cnab/banks.h"
#include "cnab/common_400.h"

namespace quita::cnab {
namespace {

using enum Type;
using enum Key;

constexpr Field own_header[] = {
    {27, 30, num, agency},
    {31, 37, alpha, beneficiary_code},
    {38, 46, alpha, blanks},
    {80, 94, alpha, version, "C ECON FEDERAL"},
    {101, 103, num, version, "007"},
    {104, 389, alpha, blanks},
    {390, 394, num, file_number},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {18, 27, alpha, agency_beneficiary},
    {28, 28, num, version, "2"},  // the company prints
    {29, 29, num, version, "0"},  // and posts
    {30, 31, num, zeros},
    {32, 56, alpha, company_use},
    {57, 73, num, our_number},
    {74, 106, alpha, blanks},
    {107, 108, num, wallet_code},
    {352, 357, date6, fine_date},
    {358, 367, money, fine},
    {368, 389, alpha, blanks},  // sacador/avalista
    {390, 391, num, zeros},
    {392, 393, num, protest_days},
    {394, 394, num, constant, "1"},  // real
};
constexpr auto detail = derive(common400::detail, own_detail);
using common400::trailer;

constexpr Field own_return_header[] = {
    {27, 30, num, agency},
    {31, 37, alpha, beneficiary_code},
    {38, 46, alpha, blanks},
    {80, 94, alpha, version, "C ECON FEDERAL"},
    {101, 389, alpha, blanks},  // message; 159-161: version
    {390, 394, num, file_number},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {18, 27, alpha, agency_beneficiary},
    {28, 29, num, zeros},  // who prints, who posts
    {30, 31, alpha, blanks},
    {32, 56, alpha, company_use},
    {57, 73, num, our_number},
    {74, 79, alpha, blanks},
    {80, 82, alpha, reasons},
    {83, 106, alpha, blanks},
    {107, 108, num, wallet_code},
    {174, 175, num, zeros},  // espécie
    {189, 200, num, zeros},  // channel, form of payment, float, date of the fee's debit
    {201, 214, alpha, blanks},
    {280, 292, money, fine},
    {293, 293, num, constant, "1"},
    {294, 299, date6, credited},
    {300, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
constexpr Field return_trailer[] = {
    {1, 1, num, constant, "9"}, {2, 2, num, constant, "2"}, {3, 4, num, constant, "01"},
    {5, 7, num, bank},          {8, 394, alpha, blanks},    {395, 400, num, sequence},
};

constexpr std::string_view source =
    "Caixa SIGCB CNAB400 (cnab-layouts cef/cnab400/cobranca_sigcb.yml; laravel-boleto "
    "Cnab400/Caixa)";
constexpr Record sent[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, detail, source},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, trailer, source},
};
constexpr Record received[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, return_header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, return_detail, source},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, return_trailer, source},
};

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"DS", "03"}, {"NS", "05"}, {"LC", "06"}, {"OU", "09"},
};
constexpr KindCode wallet_codes[] = {
    {"RG", "01"}, {"SR", "02"}, {"SIG14", "01"}, {"14", "01"},
    {"24", "02"}, {"1", "01"},  {"2", "02"},
};

constexpr Occurrence occurrences[] = {
    {"01", Event::registered, "Entrada confirmada"},
    {"02", Event::written_off, "Baixa confirmada"},
    {"03", Event::rebate_granted, "Abatimento concedido"},
    {"04", Event::rebate_cancelled, "Abatimento cancelado"},
    {"05", Event::due_changed, "Vencimento alterado"},
    {"06", Event::changed, "Uso da empresa alterado"},
    {"07", Event::changed, "Prazo de protesto alterado"},
    {"08", Event::changed, "Prazo de devolução alterado"},
    {"09", Event::changed, "Alteração confirmada"},
    {"10", Event::changed, "Alteração com reemissão de boleto confirmada"},
    {"11", Event::changed, "Opção de protesto alterada para devolução"},
    {"12", Event::changed, "Opção de devolução alterada para protesto"},
    {"20", Event::in_portfolio, "Em ser"},
    {"21", Event::settled, "Liquidação"},
    {"22", Event::settled_at_notary, "Liquidação em cartório"},
    {"23", Event::written_off, "Baixa por devolução"},
    {"24", Event::written_off, "Baixa por franco pagamento"},
    {"25", Event::protested, "Baixa por protesto"},
    {"26", Event::sent_to_notary, "Título enviado a cartório"},
    {"27", Event::protest_stopped, "Sustação de protesto"},
    {"28", Event::information, "Estorno de protesto"},
    {"29", Event::information, "Estorno de sustação de protesto"},
    {"30", Event::changed, "Alteração de título"},
    {"31", Event::fee, "Tarifa sobre título vencido"},
    {"32", Event::fee, "Outras tarifas de alteração"},
    {"33", Event::payment_bounced, "Estorno de baixa ou liquidação"},
    {"34", Event::information, "Transferência de carteira: entrada"},
    {"35", Event::information, "Transferência de carteira: baixa"},
    {"99", Event::rejected, "Título rejeitado"},
};
// Positions 80-82.
constexpr ReasonWords rejections[] = {
    {"001", "Movimento sem beneficiário correspondente"},
    {"002", "Movimento sem título correspondente"},
    {"008", "Título já movimentado no dia"},
    {"009", "Nosso número não pertence ao beneficiário"},
    {"010", "Inclusão de título já existente"},
    {"012", "Movimento duplicado"},
    {"013", "Entrada inválida para cobrança caucionada"},
    {"020", "CEP do pagador não encontrado"},
    {"021", "Agência cobradora não encontrada"},
    {"022", "Agência do beneficiário não encontrada"},
    {"045", "Vencimento com prazo de mais de 1 ano"},
    {"049", "Movimento inválido para título baixado ou liquidado"},
    {"050", "Movimento inválido para título enviado a cartório"},
    {"054", "CEP do pagador fora da faixa da agência cobradora"},
    {"055", "Título já com opção de devolução"},
    {"056", "Protesto em andamento"},
    {"057", "Título já com opção de protesto"},
    {"058", "Devolução em andamento"},
    {"059", "Novo prazo de protesto ou devolução inválido"},
    {"076", "Alteração de prazo de protesto inválida"},
    {"077", "Alteração de prazo de devolução inválida"},
    {"081", "CEP do pagador inválido"},
    {"082", "CPF/CNPJ do pagador inválido"},
    {"083", "Seu número inválido"},
    {"084", "Protesto inválido para título sem seu número"},
};
constexpr ReasonTable reason_tables[] = {{"99", rejections}};

}  // namespace

const Layout caixa_400{
    .bank = "104",
    .bank_name = "Caixa Econômica Federal",
    .bank_literal = "C ECON FEDERAL",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "2",
    .orders = {"01", "02", "03", "04", "05", "", "", "", "", "", "09"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .our_number_length = 17,
    .charges = {.fine_amount = true, .no_protest = "00", .protest = "01"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .reason_length = 3,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::cases},
};

}  // namespace quita::cnab
