// ABC Brasil, CNAB 240 (file version 040, lot 030). One source, ACBr ACBrBancoABCBrasil. The
// agreement stands in the account's columns too, and nosso número behind the direction of the
// collection (5), the correspondent's modality (000), 00 and the bank's, as Ser Finance has it.
// ACBr names the payer's answers of the DDA in two ways (35 to 37, 51 to 53): only 53 is taken.
#include "cnab/banks.h"
#include "cnab/febraban_240.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field own_header[] = {
    {33, 52, alpha, client_code},
    {53, 72, alpha, client_code},
    {103, 132, alpha, version, "BANCO ABC BRASIL"},
    {133, 142, alpha, blanks},
    {164, 166, num, version, "040"},
    {167, 171, num, zeros},
    {172, 240, alpha, blanks},
};
constexpr auto header = derive(febraban::header, own_header);
constexpr Field own_lot_header[] = {
    {14, 16, num, version, "030"},
    {34, 53, alpha, client_code},
    {54, 73, alpha, client_code},
};
constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
constexpr Field own_segment_p[] = {
    {18, 37, alpha, client_code},  {38, 38, num, version, "5"}, {39, 43, num, zeros},
    {44, 46, num, wallet},         {47, 56, num, our_number},   {57, 57, num, our_number_digit},
    {60, 60, alpha, version, "2"}, {106, 106, num, zeros},
};
constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);
constexpr Field own_segment_r[] = {{90, 240, alpha, blanks}};
constexpr auto segment_r = derive(febraban::segment_r, own_segment_r);
constexpr Field own_return_header[] = {{33, 52, alpha, client_code}, {53, 72, alpha, blanks}};
constexpr auto return_header = derive(febraban::header, own_return_header);
constexpr Field own_segment_t[] = {
    {18, 37, alpha, blanks},         {38, 46, alpha, blanks}, {47, 56, num, our_number},
    {57, 57, num, our_number_digit}, {58, 58, alpha, blanks},  // the kind of wallet
};
constexpr auto segment_t = derive(febraban::segment_t, own_segment_t);

constexpr std::string_view source = "ABC Brasil CNAB240 (ACBr ACBrBancoABCBrasil)";
constexpr auto sent = records(
    source, Sent{.header = header, .lot_header = lot_header, .p = segment_p, .r = segment_r});
constexpr auto received = records(source, Received{.header = return_header, .t = segment_t});

constexpr KindCode kinds[] = {{"DM", "02"}, {"DS", "04"}, {"NP", "12"}, {"NPR", "13"},
                              {"RC", "17"}, {"AP", "20"}, {"CH", "97"}};

// 94 to 99 are the bank's own.
constexpr Occurrence occurrences[] = {
    {"01", Event::instruction_rejected, "Título não existe"},
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"04", Event::information, "Transferência de carteira: entrada"},
    {"05", Event::information, "Transferência de carteira: baixa"},
    {"06", Event::settled, "Liquidação"},
    {"07", Event::changed, "Instrução de desconto confirmada"},
    {"08", Event::changed, "Cancelamento de desconto confirmado"},
    {"09", Event::written_off, "Baixa"},
    {"11", Event::in_portfolio, "Título em carteira (em ser)"},
    {"12", Event::rebate_granted, "Abatimento confirmado"},
    {"13", Event::rebate_cancelled, "Cancelamento de abatimento confirmado"},
    {"14", Event::due_changed, "Alteração de vencimento confirmada"},
    {"17", Event::settled_unregistered, "Liquidação após baixa ou de título não registrado"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Sustação ou cancelamento de protesto recebido"},
    {"23", Event::sent_to_notary, "Remetido a cartório"},
    {"24", Event::withdrawn_from_notary, "Retirado de cartório e mantido em carteira"},
    {"25", Event::protested, "Protestado e baixado"},
    {"26", Event::instruction_rejected, "Instrução rejeitada"},
    {"27", Event::changed, "Alteração de outros dados confirmada"},
    {"28", Event::fee, "Débito de tarifas ou custas"},
    {"29", Event::payer_statement, "Ocorrência do pagador"},
    {"30", Event::instruction_rejected, "Alteração de dados rejeitada"},
    {"53", Event::information, "Título DDA recusado pela central de registro"},
    {"94", Event::due_changed, "Instrução de sustar e alterar vencimento recebida"},
    {"95", Event::changed, "Alteração do campo livre recebida"},
    {"96", Event::changed, "Alteração do seu número recebida"},
    {"97", Event::information, "Agendamento de devolução recebido"},
    {"98", Event::changed, "Alteração de mora recebida"},
    {"99", Event::changed, "Alteração de multa recebida"},
};

}  // namespace

const Layout abc_brasil_240{
    .bank = "246",
    .bank_name = "ABC Brasil",
    .bank_literal = "BANCO ABC BRASIL",
    .format = Format::cnab240,
    .remittance = sent,
    .returned = received,
    .optional = "Y",
    .orders = {"01", "02", "04", "05", "06", "07", "08", "09", "11", "10"},
    .kinds = kinds,
    .check_digit = operation_digit,
    .our_number_length = 10,
    .charges = {.fine_percent = true,
                .fine_decimals = 4,
                .accepted = "S",
                .no_protest = "3",
                .protest = "1",
                .no_write_off = "2"},
    .occurrences = occurrences,
    .reasons = {},
    .sure = {boleto::Sureness::one_source, boleto::Sureness::one_source},
};

}  // namespace quita::cnab
