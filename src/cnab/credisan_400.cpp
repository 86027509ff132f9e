// Credisan, CNAB 400: Sicoob's columns with a covenant and a wallet of its own. One source, ACBr
// (ACBrBancoCredisan). Interest is a rate a month and the fine a rate, both with four decimals.
// The return's reasons are left out: ACBr reads their codes and has no words for them.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"
#include "cnab/sicoob_400.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {12, 19, alpha, constant, "COBRANCA"},
    {20, 26, alpha, blanks},
    {27, 30, num, agency},
    {31, 31, alpha, agency_digit},
    {32, 39, num, account},
    {40, 40, alpha, account_digit},
    {41, 46, num, covenant},
    {80, 94, alpha, version, "CREDISANCED"},
    {101, 107, num, file_number},
    {108, 394, alpha, blanks},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {32, 37, num, covenant},   {74, 74, alpha, our_number_digit},
    {79, 82, alpha, blanks},   {83, 85, num, version, "109"},  // the company issues
    {102, 106, alpha, blanks}, {147, 147, num, zeros},
    {173, 173, alpha, blanks}, {193, 205, money, iof},
};
constexpr auto detail = derive(sicoob::detail, own_detail);

constexpr Field own_return_header[] = {
    {10, 26, alpha, blanks},      {27, 30, num, agency},          {31, 31, alpha, agency_digit},
    {32, 39, num, account},       {40, 40, alpha, account_digit}, {41, 46, num, covenant},
    {101, 107, num, file_number}, {108, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {63, 73, num, our_number}, {74, 106, alpha, blanks},    {107, 108, num, wallet_code},
    {166, 173, alpha, blanks}, {176, 181, date6, credited}, {182, 188, money, fee},
    {202, 214, alpha, blanks}, {296, 301, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source = "Credisan CNAB400 (ACBr ACBrBancoCredisan)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received = records(
    source,
    Received{.header = return_header, .detail = return_detail, .trailer = common400::trailer});

constexpr KindCode wallet_codes[] = {{"1", "01"}};
constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::instruction_rejected, "Comando recusado"},
    {"04", Event::information, "Transferência de carteira: entrada"},
    {"05", Event::settled_unregistered, "Liquidação de título sem registro"},
    {"06", Event::settled, "Liquidação normal"},
    {"09", Event::written_off, "Baixa"},
    {"10", Event::written_off, "Baixa pedida pelo beneficiário"},
    {"11", Event::in_portfolio, "Título em ser"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::fee, "Débito em conta"},
    {"21", Event::changed, "Nome do pagador alterado"},
    {"22", Event::changed, "Endereço do pagador alterado"},
    {"23", Event::sent_to_notary, "Encaminhado a protesto"},
    {"24", Event::protest_stopped, "Protesto sustado"},
    {"25", Event::changed, "Juros dispensados"},
    {"26", Event::instruction_rejected, "Instrução rejeitada"},
    {"27", Event::changed, "Alteração de dados confirmada"},
    {"28", Event::fee, "Manutenção de título vencido"},
    {"30", Event::instruction_rejected, "Alteração de dados rejeitada"},
    {"96", Event::fee, "Despesas de protesto"},
    {"97", Event::fee, "Despesas de sustação de protesto"},
    {"98", Event::fee, "Débito de custas antecipadas"},
};

}  // namespace

const Layout credisan_400{
    .bank = "089",
    .bank_name = "Credisan",
    .bank_literal = "CREDISANCED",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "", "10", "31"},
    .kinds = sicoob::kinds,
    .wallets = wallet_codes,
    .check_digit = credisan_digit,
    .our_number_length = 7,
    .charges = {.per_day = false,
                .monthly = true,
                .monthly_decimals = 4,
                .fine_percent = true,
                .fine_decimals = 4},
    .occurrences = occurrences,
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
