// Bradesco's CNAB 400, which other banks took whole: their tables are these with a few columns of
// their own. Sources: bradesco_400.cpp.
#pragma once

#include "cnab/common_400.h"

namespace quita::cnab::bradesco {

using enum Type;
using enum Key;

inline constexpr Field own_header[] = {
    {80, 94, alpha, version, "BRADESCO"},
    {101, 108, alpha, blanks},
    {109, 110, alpha, constant, "MX"},
    {111, 117, num, file_number},
    {118, 394, alpha, blanks},
};
inline constexpr auto header = derive(common400::header, own_header);
inline constexpr Field own_detail[] = {
    {2, 20, num, zeros},  // account for automatic debit
    {21, 21, num, zeros},
    {22, 24, num, wallet},
    {25, 29, num, agency},
    {30, 36, num, account},
    {37, 37, alpha, account_digit},
    {63, 65, num, zeros},  // bank for automatic debit
    {66, 66, num, fine_code},
    {67, 70, num, fine},  // percent V99
    {71, 81, num, our_number},
    {82, 82, alpha, our_number_digit},
    {83, 92, num, zeros},           // discount a day
    {93, 93, num, version, "2"},    // the company prints
    {94, 94, alpha, version, "N"},  // no slip for automatic debit
    {95, 105, alpha, blanks},
    {106, 106, num, version, "2"},
    {107, 108, alpha, blanks},
    {140, 147, num, zeros},
    {150, 150, alpha, version, "N"},  // aceite: always N
    {157, 158, num, protest_code},
    {159, 160, num, protest_days},
    {315, 326, alpha, blanks},  // message
    {335, 394, alpha, blanks},  // sacador/avalista or message
};
inline constexpr auto detail = derive(common400::detail, own_detail);
using common400::trailer;

inline constexpr Field own_return_header[] = {
    {80, 94, alpha, version, "BRADESCO"},
    {101, 108, num, version, "01600000"},
    {109, 113, num, file_number},  // aviso bancário
    {114, 379, alpha, blanks},
    {380, 385, date6, credited},
    {386, 394, alpha, blanks},
};
inline constexpr auto return_header = derive(common400::return_header, own_return_header);
inline constexpr Field own_return_detail[] = {
    {18, 20, num, zeros},
    {21, 21, num, zeros},
    {22, 24, num, wallet},
    {25, 29, num, agency},
    {30, 36, num, account},
    {37, 37, alpha, account_digit},
    {63, 70, num, zeros},
    {71, 81, num, our_number},
    {82, 82, alpha, our_number_digit},
    {83, 104, num, zeros},
    {105, 105, alpha, blanks},
    {106, 107, num, zeros},
    {108, 108, num, zeros},     // wallet, one digit
    {302, 318, alpha, blanks},  // origin of the payment
    {319, 328, alpha, reasons},
    {329, 394, alpha, blanks},  // notary's number and protocol
};
inline constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
inline constexpr Field return_trailer[] = {
    {1, 1, num, constant, "9"},   {2, 2, num, constant, "2"},
    {3, 4, num, constant, "01"},  {5, 7, num, bank},
    {8, 17, alpha, blanks},       {18, 25, num, title_count},
    {26, 39, money, title_total}, {40, 47, num, zeros},
    {48, 57, alpha, blanks},      {58, 188, num, zeros},  // counts and values by occurrence
    {189, 362, alpha, blanks},    {363, 385, num, zeros},
    {386, 394, alpha, blanks},    {395, 400, num, sequence},
};

inline constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"CS", "04"},  {"RC", "05"}, {"LC", "10"},
    {"ND", "11"}, {"DS", "12"}, {"CC", "31"}, {"BDP", "32"}, {"OU", "99"},
};

inline constexpr Occurrence occurrences[] = {
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"06", Event::settled, "Liquidação normal"},
    {"09", Event::written_off, "Baixado automaticamente via arquivo"},
    {"10", Event::written_off, "Baixado conforme instruções da agência"},
    {"11", Event::in_portfolio, "Em ser: título pendente"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::settled_at_notary, "Liquidação em cartório"},
    {"16", Event::information, "Título pago em cheque, vinculado"},
    {"17", Event::settled_unregistered, "Liquidação após baixa ou de título não registrado"},
    {"18", Event::information, "Acerto de depositária"},
    {"19", Event::protest_requested, "Instrução de protesto recebida"},
    {"20", Event::protest_stopped, "Instrução de sustação de protesto recebida"},
    {"21", Event::changed, "Acerto do controle do participante"},
    {"22", Event::payment_bounced, "Título com pagamento cancelado"},
    {"23", Event::sent_to_notary, "Entrada do título em cartório"},
    {"24", Event::rejected, "Entrada rejeitada por CEP irregular"},
    {"25", Event::protest_requested, "Instrução de protesto falimentar recebida"},
    {"27", Event::instruction_rejected, "Baixa rejeitada"},
    {"28", Event::fee, "Débito de tarifas ou custas"},
    {"29", Event::payer_statement, "Ocorrência do pagador"},
    {"30", Event::instruction_rejected, "Alteração de outros dados rejeitada"},
    {"32", Event::instruction_rejected, "Instrução rejeitada"},
    {"33", Event::changed, "Alteração de outros dados confirmada"},
    {"34", Event::withdrawn_from_notary, "Retirado de cartório e mantido em carteira"},
    {"35", Event::information, "Débito automático desagendado"},
    {"40", Event::payment_bounced, "Estorno de pagamento"},
    {"55", Event::information, "Sustado judicialmente"},
    {"68", Event::changed, "Acerto do rateio de crédito"},
    {"69", Event::changed, "Cancelamento do rateio de crédito"},
    {"73", Event::information, "Pedido de negativação recebido"},
    {"74", Event::information, "Pedido de exclusão de negativação recebido"},
};
inline constexpr ReasonWords rejections[] = {
    {"02", "Código do registro de detalhe inválido"},
    {"03", "Código da ocorrência inválido"},
    {"04", "Ocorrência não permitida para a carteira"},
    {"05", "Código da ocorrência não numérico"},
    {"07", "Agência, conta ou dígito inválido"},
    {"08", "Nosso número inválido"},
    {"09", "Nosso número duplicado"},
    {"10", "Carteira inválida"},
    {"13", "Identificação da emissão do boleto inválida"},
    {"16", "Data de vencimento inválida"},
    {"18", "Vencimento fora do prazo de operação"},
    {"20", "Valor do título inválido"},
    {"21", "Espécie do título inválida"},
    {"22", "Espécie não permitida para a carteira"},
    {"24", "Data de emissão inválida"},
    {"28", "Código do desconto inválido"},
    {"38", "Prazo de protesto ou negativação inválido"},
    {"44", "Agência do beneficiário não prevista"},
    {"45", "Nome do pagador não informado"},
    {"46", "Inscrição do pagador inválida"},
    {"47", "Endereço do pagador não informado"},
    {"48", "CEP inválido"},
    {"50", "CEP de banco correspondente"},
    {"63", "Entrada para título já cadastrado"},
    {"65", "Limite excedido"},
    {"66", "Número de autorização inexistente"},
    {"68", "Débito não agendado: erro nos dados da remessa"},
    {"69", "Débito não agendado: pagador não autorizou"},
    {"70", "Débito não agendado: beneficiário não autorizado pelo pagador"},
    {"71", "Débito não agendado: beneficiário sem débito automático"},
    {"72", "Débito não agendado: moeda diferente de real"},
    {"73", "Débito não agendado: vencimento inválido"},
    {"74", "Débito não agendado: título não registrado"},
    {"75", "Débito não agendado: inscrição do debitado inválida"},
};
inline constexpr ReasonTable reason_tables[] = {{"03 24", rejections}};

}  // namespace quita::cnab::bradesco
