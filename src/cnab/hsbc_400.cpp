// HSBC, CNAB 400, returns only: the bank went to Bradesco in 2016, and its files are read from
// archives. Source: eduardokum/laravel-boleto Cnab400/Banco/Hsbc and its sample.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_return_header[] = {
    {27, 27, num, zeros},
    {28, 31, num, agency},
    {32, 37, num, zeros},
    {38, 43, num, account},
    {44, 44, num, account_digit},
    {45, 46, alpha, blanks},
    {80, 94, alpha, version, "HSBC"},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {63, 72, num, our_number},      {73, 73, num, our_number_digit}, {74, 107, alpha, blanks},
    {108, 108, alpha, wallet_code}, {189, 227, alpha, blanks},       {280, 301, alpha, blanks},
    {302, 303, alpha, reasons},     {304, 394, alpha, blanks},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source = "HSBC CNAB400 (laravel-boleto Cnab400/Hsbc)";
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada ou instrução rejeitada"},
    {"06", Event::settled, "Liquidação normal em dinheiro"},
    {"07", Event::settled, "Liquidação por conta em dinheiro"},
    {"09", Event::written_off, "Baixa automática"},
    {"10", Event::written_off, "Baixado conforme instruções"},
    {"11", Event::in_portfolio, "Título em ser"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento prorrogado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório, em dinheiro"},
    {"16", Event::settled_unregistered, "Liquidação após baixa, em dinheiro"},
    {"17", Event::sent_to_notary, "Entregue em cartório"},
    {"18", Event::protest_requested, "Instrução automática de protesto"},
    {"21", Event::changed, "Mora alterada"},
    {"22", Event::protest_requested, "Instrução de protesto processada"},
    {"23", Event::protest_stopped, "Cancelamento de protesto processado"},
    {"27", Event::changed, "Controle do participante alterado"},
    {"31", Event::settled, "Liquidação em cheque, compensação ou correspondente"},
    {"32", Event::settled_at_notary, "Liquidação em cartório, em cheque"},
    {"33", Event::settled, "Liquidação por conta, em cheque"},
    {"36", Event::settled_unregistered, "Liquidação após baixa, em cheque"},
    {"37", Event::protested, "Baixa de título protestado"},
    {"38", Event::settled_unregistered, "Liquidação de título não registrado, em dinheiro"},
    {"39", Event::settled_unregistered, "Liquidação de título não registrado, em cheque"},
    {"49", Event::due_changed, "Vencimento alterado"},
    {"51", Event::payer_statement, "Título DDA aceito pelo pagador"},
    {"52", Event::payer_statement, "Título DDA não reconhecido pelo pagador"},
    {"69", Event::fee, "Despesas ou custas de cartório"},
    {"70", Event::information, "Ressarcimento"},
    {"71", Event::instruction_rejected, "Instrução não permitida para título em garantia"},
    {"72", Event::changed, "Desconto concedido"},
    {"73", Event::changed, "Desconto fixo cancelado"},
    {"74", Event::changed, "Desconto diário cancelado"},
};

}  // namespace

const Layout hsbc_400{
    .bank = "399",
    .bank_name = "HSBC",
    .bank_literal = "HSBC",
    .format = Format::cnab400,
    .remittance = {},
    .returned = received,
    .optional = "",
    .orders = {},
    .kinds = {},
    .check_digit = hsbc_digit,
    .our_number_length = 10,
    .charges = {},
    .occurrences = occurrences,
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::cases},
};

}  // namespace quita::cnab
