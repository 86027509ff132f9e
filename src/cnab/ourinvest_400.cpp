// Ourinvest (Ouribank), CNAB 400: Bradesco's with the city and the state before the postal code,
// and without instructions. One source, eduardokum/laravel-boleto Cnab400/Ourinvest.
#include "cnab/banks.h"
#include "cnab/bradesco_400.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using enum Type;
using enum Key;

constexpr Field own_header[] = {
    {27, 46, num, account},
    {80, 94, alpha, version, "BANCO OURINVEST"},
};
constexpr auto header = derive(bradesco::header, own_header);
constexpr Field own_detail[] = {
    {2, 20, alpha, blanks},          {94, 108, alpha, blanks},      {157, 160, num, zeros},
    {275, 312, alpha, payer_street}, {313, 324, alpha, payer_city}, {325, 326, alpha, payer_state},
};
constexpr auto detail = derive(bradesco::detail, own_detail);
constexpr Field own_return_header[] = {
    {27, 46, num, account},
    {80, 94, alpha, blanks},
};
constexpr auto return_header = derive(bradesco::return_header, own_return_header);

constexpr std::string_view source = "Ourinvest CNAB400 (laravel-boleto Cnab400/Ourinvest)";
constexpr auto sent =
    common400::records(source, common400::Sent{.header = header, .detail = detail});
constexpr auto received =
    common400::records(source, common400::Received{.header = return_header,
                                                   .detail = bradesco::return_detail,
                                                   .trailer = bradesco::return_trailer});

constexpr KindCode kinds[] = {{"DM", "01"}, {"NP", "02"}, {"DS", "12"}, {"OU", "99"}};

constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"06", Event::settled, "Liquidação normal"},
    {"09", Event::written_off, "Baixado automaticamente, por arquivo"},
    {"10", Event::written_off, "Baixado conforme instruções da agência"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"16", Event::information, "Título pago em cheque, vinculado"},
    {"17", Event::settled_unregistered, "Liquidação após baixa ou de título não registrado"},
    {"20", Event::protest_stopped, "Instrução de sustação de protesto recebida"},
    {"23", Event::sent_to_notary, "Entrada do título em cartório"},
    {"28", Event::fee, "Débito de tarifas ou custas"},
};
constexpr ReasonWords fees[] = {
    {"02", "Tarifa de permanência de título cadastrado"},
    {"03", "Tarifa de sustação ou exclusão de negativação"},
    {"04", "Tarifa de protesto ou inclusão de negativação"},
    {"05", "Tarifa de outras instruções"},
    {"06", "Tarifa de outras ocorrências"},
    {"08", "Custas de protesto"},
};
constexpr ReasonWords write_offs[] = {{"10", "Baixa comandada pelo cliente"}};
constexpr ReasonTable reason_tables[] = {{"28", fees}, {"09 10", write_offs}};

}  // namespace

const Layout ourinvest_400{
    .bank = "712",
    .bank_name = "Ouribank (Ourinvest)",
    .bank_literal = "BANCO OURINVEST",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "2",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "19", "18", "31"},
    .kinds = kinds,
    .check_digit = bradesco_digit,
    .our_number_length = 11,
    .charges = {.fine_percent = true},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
