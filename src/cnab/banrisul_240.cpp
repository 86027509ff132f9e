// Banrisul, CNAB 240 (file version 040, lot 020). Sources: the bank's manual "Leiaute CNAB 240
// Posições Padrão Febraban" of 25/10/2013, eduardokum/laravel-boleto Cnab240/Banco/Banrisul and
// banco-br/cnab_yaml cnab240/041.
//
// Nosso número: the number of 8 digits and its two check digits at the left of 38-57 (manual,
// 13.3P, and cnab_yaml; laravel-boleto fills it from the right). The code of the beneficiary is
// told with the agency before it, 13 digits at the left of its field.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 36, num, agency},
    {37, 45, num, beneficiary_code},
    {46, 52, alpha, blanks},
    {58, 58, alpha, blanks},
    {103, 132, alpha, version, "BANRISUL"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "040"},
    {167, 171, num, zeros},
    {172, 179, alpha, blanks},
    {180, 181, alpha, version, "BE"},
    {182, 225, alpha, blanks},
    {226, 228, num, zeros},  // control of the VANs
    {229, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {12, 13, num, zeros},    {14, 16, num, version, "020"},
    {34, 37, num, agency},   {38, 46, num, beneficiary_code},
    {47, 53, alpha, blanks}, {59, 59, alpha, blanks},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {23, 23, alpha, blanks}, {38, 45, num, our_number},    {46, 47, num, our_number_digit},
    {48, 57, alpha, blanks}, {58, 58, alpha, wallet_code}, {60, 60, alpha, blanks},
    {62, 62, alpha, blanks},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_r[] = {
    {90, 179, alpha, blanks},  // messages
    {180, 207, num, zeros},    // account for debit, payer's occurrence
    {208, 240, alpha, blanks},
};
constexpr auto segment_r = derive(febraban::segment_r, own_segment_r);
constexpr Field own_segment_t[] = {
    {23, 23, num, zeros},    {38, 45, num, our_number},    {46, 47, num, our_number_digit},
    {48, 57, alpha, blanks}, {58, 58, alpha, wallet_code},
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);

constexpr std::string_view source =
    "Banrisul CNAB240 (manual do banco de 25/10/2013; laravel-boleto Cnab240/Banrisul; cnab_yaml "
    "cnab240/041)";
constexpr auto sent = records(
    source, Sent{.header = header, .lot_header = lot_header, .p = segment_p, .r = segment_r});
constexpr auto received =
    with_pix(records(source, Received{.header = header, .lot_header = lot_header, .t = segment_t}),
             segment_y_returned_pix, "03", "Banrisul CNAB240, segmento Y-03 (ACBr)");

constexpr KindCode kinds[] = {{"DM", "02"}, {"DS", "04"}, {"LC", "07"}, {"NP", "12"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"04", Event::information, "Reembolso e transferência, ou transferência de carteira"},
    {"05", Event::information, "Reembolso e devolução de desconto ou vendor"},
    {"06", Event::settled, "Liquidação"},
    {"09", Event::written_off, "Baixa"},
    {"11", Event::in_portfolio, "Título em carteira (em ser)"},
    {"12", Event::rebate_granted, "Abatimento confirmado"},
    {"13", Event::rebate_cancelled, "Cancelamento de abatimento confirmado"},
    {"14", Event::due_changed, "Alteração de vencimento confirmada"},
    {"15", Event::protest_requested, "Protesto imediato por falência confirmado"},
    {"17", Event::settled_unregistered, "Liquidação após baixa ou de título não registrado"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Sustação ou cancelamento de protesto recebido"},
    {"23", Event::sent_to_notary, "Remetido a cartório"},
    {"25", Event::protested, "Protestado e baixado"},
    {"26", Event::instruction_rejected, "Instrução rejeitada"},
    {"27", Event::changed, "Alteração de outros dados confirmada"},
    {"28", Event::fee, "Débito de tarifas ou custas"},
    {"30", Event::instruction_rejected, "Alteração de dados rejeitada"},
    {"AA", Event::written_off, "Devolução: liquidado anteriormente"},
    {"AB", Event::information, "Cobrança a creditar: liquidação em trânsito"},
    {"AC", Event::information, "Situação do título em cartório"},
};
// Where the bank's codes are not FEBRABAN's.
constexpr ReasonWords own_rejections[] = {
    {"81", "CEP do sacador inválido"},
    {"83", "Inscrição do sacador inválida"},
    {"84", "Sacador não informado"},
};
constexpr ReasonWords own_settlements[] = {{"AA", "Baixa por pagamento"}};
constexpr ReasonWords own_fees[] = {{"AA", "Tarifa de formulário pré-impresso"}};
constexpr ReasonWords at_notary[] = {
    {"70", "Não selecionado, por erro no CPF/CNPJ ou no endereço"},
    {"76", "O banco aguarda cópia autenticada do documento"},
    {"77", "Selecionado, falta seu número"},
    {"78", "Rejeitado pelo cartório por estar irregular"},
    {"79", "Não selecionado: praça não atendida"},
    {"80", "O cartório aguarda autorização para protestar por edital"},
    {"90", "Protesto sustado a pedido do beneficiário"},
    {"91", "Protesto sustado por alteração do vencimento"},
    {"92", "Aponte cobrado de título sustado"},
    {"93", "Protesto sustado por alteração do prazo de protesto"},
    {"95", "Entidade pública"},
    {"97", "Título em cartório"},
};
const ReasonTable reason_tables[] = {
    {"03 26 30", own_rejections},
    {"03 26 30", febraban_rejections},
    {"09", own_settlements},
    {"06 09 17 AB", febraban_settlements},
    {"28", own_fees},
    {"28", febraban_fees},
    {"11 AC", at_notary},
    {"02", febraban_dda},
};

}  // namespace

const Layout banrisul_240{
    .bank = "041",
    .bank_name = "Banrisul",
    .bank_literal = "BANRISUL",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "10", "", "31"},
    .kinds = kinds,
    .check_digit = banrisul_digit,
    .our_number_length = 8,
    .charges = {.monthly = true,
                .no_interest = "0",
                .fine_amount = true,
                .fine_percent = true,
                .fine_percent_code = "3",
                .fine_decimals = 1,
                .discounts = 3,
                .no_protest = "3",
                .protest = "1",
                .write_off = true,
                .no_write_off = "2"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::two_sources, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
