// Banco do Nordeste, CNAB 400. Sources: eduardokum/laravel-boleto Cnab400/Banco/Bnb and
// kivanio/brcobranca cnab400/banco_nordeste, which agree on every column.
//
// The fine is a whole percentage. 99 days say that there is no protest. The return has no day of
// the credit; its reasons for an error are flags of columns and stay unread.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr Field own_header[] = {
    {27, 30, num, agency},   {31, 32, num, zeros},
    {33, 39, num, account},  {40, 40, num, account_digit},
    {41, 46, alpha, blanks}, {80, 94, alpha, version, "B.DO NORDESTE"},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {2, 17, alpha, blanks},        {18, 21, num, agency},          {22, 23, num, zeros},
    {24, 30, num, account},        {31, 31, num, account_digit},   {32, 33, num, fine_rate},
    {34, 37, alpha, blanks},       {63, 69, num, our_number},      {70, 70, num, our_number_digit},
    {71, 99, num, zeros},  // contract, date and value of the second discount
    {100, 107, alpha, blanks},     {108, 108, alpha, wallet_code}, {143, 146, num, zeros},
    {147, 147, alpha, blanks},     {157, 160, num, zeros},         {352, 391, alpha, blanks},
    {392, 393, num, protest_days}, {394, 394, num, zeros},  // real
};
constexpr auto detail = derive(common400::detail, own_detail);

constexpr Field own_return_header[] = {
    {27, 30, num, agency},     {31, 32, num, zeros},
    {33, 39, num, account},    {40, 40, num, account_digit},
    {41, 46, alpha, blanks},   {80, 94, alpha, version, "B.DO NORDESTE"},
    {101, 108, alpha, blanks}, {109, 113, num, file_number},
    {114, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
constexpr Field own_return_detail[] = {
    {18, 21, num, agency},           {22, 23, num, zeros},      {24, 30, num, account},
    {31, 31, num, account_digit},    {32, 37, alpha, blanks},   {63, 69, num, our_number},
    {70, 70, num, our_number_digit}, {71, 107, alpha, blanks},  {108, 108, alpha, wallet_code},
    {169, 172, num, paying_agency},  {173, 173, alpha, blanks}, {189, 227, alpha, blanks},
    {280, 394, alpha, blanks},  // table of errors
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

constexpr std::string_view source =
    "Banco do Nordeste CNAB400 (laravel-boleto Cnab400/Bnb; brcobranca cnab400/banco_nordeste)";
constexpr auto sent = records(source, Sent{.header = header, .detail = detail});
constexpr auto received =
    records(source, Received{.header = return_header, .detail = return_detail});

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"CH", "03"}, {"RC", "05"}, {"OU", "19"},
};
// Slips issued by the company.
constexpr KindCode wallet_codes[] = {{"21", "4"}, {"41", "5"}, {"51", "I"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"04", Event::changed, "Alteração"},
    {"06", Event::settled, "Liquidação normal"},
    {"07", Event::settled, "Pagamento por conta"},
    {"08", Event::settled_at_notary, "Pagamento em cartório"},
    {"09", Event::written_off, "Baixa simples"},
    {"10", Event::protested, "Devolvido: protestado"},
    {"11", Event::in_portfolio, "Em ser"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::written_off, "Baixa automática"},
    {"18", Event::changed, "Alteração da depositária"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Instrução de sustação de protesto recebida"},
    {"21", Event::changed, "Alteração do controle da empresa"},
    {"22", Event::changed, "Alteração do seu número"},
    {"51", Event::rejected, "Entrada rejeitada"},
    {"52", Event::rejected, "Erro na ocorrência 02"},
    {"54", Event::instruction_rejected, "Erro na ocorrência 04"},
    {"56", Event::instruction_rejected, "Erro na ocorrência 06"},
    {"57", Event::instruction_rejected, "Erro na ocorrência 07"},
    {"58", Event::instruction_rejected, "Erro na ocorrência 08"},
    {"59", Event::instruction_rejected, "Erro na ocorrência 09"},
    {"60", Event::instruction_rejected, "Erro na ocorrência 10"},
    {"61", Event::instruction_rejected, "Erro na ocorrência 11"},
    {"62", Event::instruction_rejected, "Erro na ocorrência 12"},
    {"63", Event::instruction_rejected, "Erro na ocorrência 13"},
    {"64", Event::instruction_rejected, "Erro na ocorrência 14"},
    {"65", Event::instruction_rejected, "Erro na ocorrência 15"},
    {"68", Event::instruction_rejected, "Erro na ocorrência 18"},
    {"69", Event::instruction_rejected, "Erro na ocorrência 19"},
    {"70", Event::instruction_rejected, "Erro na ocorrência 20"},
    {"71", Event::instruction_rejected, "Erro na ocorrência 21"},
    {"72", Event::instruction_rejected, "Erro na ocorrência 22"},
};

}  // namespace

const Layout nordeste_400{
    .bank = "004",
    .bank_name = "Banco do Nordeste",
    .bank_literal = "B.DO NORDESTE",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "", "06", "", "", "09", "10", "", "31"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .check_digit = nordeste_digit,
    .our_number_length = 7,
    .charges = {.fine_percent = true, .fine_decimals = 0, .no_protest_days = 99},
    .occurrences = occurrences,
    .reasons = {},
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases},
};

}  // namespace quita::cnab
