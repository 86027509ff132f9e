// The CNAB 400 of the banks on one system of collection by operation (contract): Pine, Fibra,
// Delbank, Industrial do Brasil. Returns: eduardokum/laravel-boleto Cnab400/Banco/Pine, Fibra and
// Delbank, with real returns of the three; ACBr's ACBrBancoIndustrialBrasil reads the same columns.
// Remittance: ACBrBancoIndustrialBrasil.
#pragma once

#include "cnab/common_400.h"

namespace quita::cnab::pine {

using enum Type;
using enum Key;

inline constexpr Field own_header[] = {{27, 46, alpha, client_code}};
inline constexpr auto header = derive(common400::header, own_header);
inline constexpr Field own_detail[] = {
    {18, 37, alpha, client_code},   {63, 72, num, our_number},      {73, 73, num, our_number_digit},
    {74, 89, alpha, blanks},                               // correspondent
    {90, 90, num, fine_code},       {91, 103, num, fine},  // centavos, or percent with four
                                                           // decimals
    {104, 105, num, version, "01"},                        // the fine's days after the due date
    {106, 107, alpha, blanks},      {235, 264, alpha, payer_name},  {265, 274, alpha, blanks},
    {352, 391, alpha, blanks},                                       // drawer
    {392, 393, num, protest_days},  {394, 394, num, constant, "0"},  // real
};
inline constexpr auto detail = derive(common400::detail, own_detail);

inline constexpr Field own_return_header[] = {
    {27, 46, alpha, client_code},
    {101, 108, alpha, blanks},  // density, "BPI"
    {109, 113, num, file_number},
    {114, 394, alpha, blanks},
};
inline constexpr auto return_header = derive(common400::return_header, own_return_header);
inline constexpr Field own_return_detail[] = {
    {18, 37, alpha, client_code}, {63, 72, num, our_number},  {73, 73, num, our_number_digit},
    {74, 82, alpha, blanks},      {83, 85, num, wallet},      {86, 108, alpha, blanks},
    {280, 377, alpha, blanks},    {378, 385, alpha, reasons}, {386, 391, date6, credited},
    {392, 394, alpha, blanks},
};
inline constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

inline constexpr Occurrence occurrences[] = {
    {"01", Event::registered, "Entrada confirmada na central de registro"},
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"05", Event::changed, "Campo livre alterado"},
    {"06", Event::settled, "Liquidação normal"},
    {"08", Event::settled_at_notary, "Liquidação em cartório"},
    {"09", Event::written_off, "Baixa automática"},
    {"10", Event::written_off, "Baixa por ter sido liquidado"},
    {"12", Event::rebate_granted, "Abatimento confirmado"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento alterado"},
    {"15", Event::instruction_rejected, "Baixa rejeitada"},
    {"16", Event::instruction_rejected, "Instrução rejeitada"},
    {"19", Event::protest_requested, "Ordem de protesto recebida"},
    {"20", Event::protest_stopped, "Ordem de sustação recebida"},
    {"22", Event::changed, "Seu número alterado"},
    {"23", Event::sent_to_notary, "Título enviado a cartório"},
    {"24", Event::information, "Ordem de não protestar recebida"},
    {"28", Event::fee, "Débito de tarifas ou custas de correspondentes"},
    {"40", Event::fee, "Tarifa de entrada, debitada na liquidação"},
    {"43", Event::protested, "Baixado por ter sido protestado"},
    {"96", Event::fee, "Tarifa sobre instruções do mês anterior"},
    {"97", Event::fee, "Tarifa sobre baixas do mês anterior"},
    {"98", Event::fee, "Tarifa sobre entradas do mês anterior"},
    {"99", Event::fee, "Tarifa sobre protesto e sustação do mês anterior"},
};
inline constexpr ReasonWords entry_rejections[] = {
    {"03", "CEP inválido: sem cobrador"},
    {"04", "UF inválida"},
    {"05", "Vencimento inválido ou fora do prazo mínimo"},
    {"06", "Código do banco inválido"},
    {"08", "Nome do pagador não informado"},
    {"10", "Endereço não informado"},
    {"14", "Registro em duplicidade"},
    {"19", "Data do desconto inválida ou posterior ao vencimento"},
    {"20", "Valor do IOF não numérico"},
    {"21", "Movimento para título não cadastrado"},
    {"22", "Desconto mais abatimento maior que o valor do título"},
    {"25", "CPF/CNPJ do pagador inválido: aceito com restrições"},
    {"26", "Espécie do documento inválida"},
    {"27", "Data de emissão inválida"},
    {"28", "Seu número não informado"},
    {"29", "CEP em branco ou não numérico"},
    {"30", "Valor do título inválido"},
    {"36", "Valor da mora não numérico"},
    {"37", "Mora inconsistente: em um mês passa o valor do título"},
    {"38", "Desconto ou abatimento inválido"},
    {"39", "Valor do abatimento não numérico"},
    {"42", "Nosso número já existente"},
    {"43", "Título em duplicidade no movimento"},
    {"44", "Título zerado, em branco ou não numérico"},
    {"46", "Nosso número fora da faixa do cliente"},
    {"51", "Inscrição do sacador/avalista inválida"},
    {"52", "Sacador/avalista não informado"},
    {"53", "Prazo de vencimento acima do contratado"},
    {"57", "Instruções incompatíveis de protesto"},
    {"60", "CPF/CNPJ do pagador inválido: recusado"},
    {"87", "Prazo entre emissão e vencimento acima do máximo"},
    {"KE", "Título com caracteres não permitidos"},
    {"ZQ", "Sem informação da nota fiscal eletrônica"},
    {"ZR", "Chave da nota fiscal rejeitada"},
    {"ZS", "Chave da nota fiscal duplicada"},
    {"ZU", "Chave da nota fiscal inválida"},
};
inline constexpr ReasonWords write_off_rejections[] = {
    {"05", "Título já baixado ou liquidado"},
    {"06", "Título não registrado"},
    {"08", "Título em float"},
};
inline constexpr ReasonWords order_rejections[] = {
    {"04", "Data de vencimento não numérica ou inválida"},
    {"05", "Vencimento inválido ou fora do prazo mínimo"},
    {"14", "Registro em duplicidade"},
    {"19", "Data do desconto inválida ou posterior ao vencimento"},
    {"20", "Campo livre não informado"},
    {"21", "Título não registrado"},
    {"22", "Título baixado ou liquidado"},
    {"26", "Espécie do documento inválida"},
    {"27", "Não há ordem de protesto emitida"},
    {"28", "Título com instrução de cartório ativa"},
    {"29", "Título sem instrução de carteira ativa"},
    {"30", "Título com instrução de não protestar"},
    {"36", "Valor da mora não numérico"},
    {"37", "Título descontado: instrução não permitida"},
    {"38", "Valor do abatimento inválido"},
    {"39", "Título em cartório"},
    {"44", "Título zerado, em branco ou não numérico"},
    {"53", "Prazo de vencimento acima do contratado"},
    {"AE", "Título sem abatimento"},
    {"AK", "Título de outro cliente"},
    {"AU", "Data da ocorrência inválida"},
    {"CT", "Título já baixado"},
    {"CW", "Título já transferido"},
    {"99", "Ocorrência desconhecida na remessa"},
};
inline constexpr ReasonTable reason_tables[] = {
    {"03", entry_rejections}, {"15", write_off_rejections}, {"16", order_rejections}};

}  // namespace quita::cnab::pine
