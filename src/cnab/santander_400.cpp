// Santander, CNAB 400. Sources: banco-br/cnab_yaml cnab400/033, compared with
// eduardokum/laravel-boleto Cnab400/Banco/Santander, kivanio/brcobranca cnab400/santander and
// BoletoNetCore BancoSantander.CNAB400. The nosso número has 8 digits here: 7 and a check digit.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using enum Type;
using enum Key;

constexpr Field own_header[] = {
    {27, 46, num, transmission_code},
    {80, 94, alpha, version, "SANTANDER"},
    {101, 116, num, zeros},
    {117, 391, alpha, blanks},  // messages
    {392, 394, num, zeros},  // version of the remittance, optional
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {18, 37, num, transmission_code},
    {63, 69, num, our_number},
    {70, 70, num, our_number_digit},
    {71, 76, num, zeros},  // date of the second discount
    {77, 77, alpha, blanks},
    {78, 78, num, fine_code},
    {79, 82, num, fine},  // percent V99
    {83, 97, num, zeros},
    {98, 101, alpha, blanks},
    {102, 107, date6, fine_date},
    {193, 205, num, zeros},  // IOF, V99999
    {352, 382, alpha, blanks},  // sacador/avalista
    {383, 383, alpha, constant, "I"},
    {384, 385, alpha, account_complement},
    {386, 391, alpha, blanks},
    {392, 393, num, protest_days},
    {394, 394, alpha, blanks},
};
constexpr auto detail = derive(common400::detail, own_detail);
// The Pix of a hybrid slip. laravel-boleto also fills 2-42, with terms of a partial payment;
// BoletoNetCore leaves zeros: as the agreement says.
constexpr Field pix_record[] = {
    {1, 1, num, constant, "8"}, {2, 42, num, zeros},         {43, 43, num, pix_key_kind},
    {44, 120, alpha, pix_key},  {121, 155, alpha, pix_txid}, {156, 394, alpha, blanks},
    {395, 400, num, sequence},
};
constexpr Field trailer[] = {
    {1, 1, num, constant, "9"}, {2, 7, num, file_records}, {8, 20, money, title_total},
    {21, 394, num, zeros},      {395, 400, num, sequence},
};

constexpr Field own_return_header[] = {
    {27, 30, num, agency},
    {31, 38, num, account},
    {39, 46, num, zeros},  // account of the collection
    {80, 94, alpha, version, "SANTANDER"},
    {101, 108, num, zeros},
    {109, 117, num, beneficiary_code},
    {118, 391, alpha, blanks},
    {392, 394, num, zeros},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
// 202-214: interest of the delay.
constexpr Field own_return_detail[] = {
    {18, 21, num, agency},
    {22, 29, num, account},
    {30, 37, num, zeros},  // account of the collection
    {63, 69, num, our_number},
    {70, 70, num, our_number_digit},
    {71, 107, alpha, blanks},
    {108, 108, alpha, wallet_code},
    {127, 134, num, zeros},  // nosso número once more
    {135, 136, num, zeros},  // the order answered
    {137, 145, alpha, reasons},
    {146, 146, alpha, blanks},
    {174, 175, num, zeros},  // espécie
    {293, 293, alpha, blanks},
    {294, 294, alpha, version, "N"},
    {295, 295, alpha, blanks},
    {302, 337, alpha, payer_name},
    {338, 338, alpha, blanks},
    {339, 379, num, zeros},
    {380, 380, alpha, blanks},
    {381, 383, num, zeros},
    {384, 391, alpha, blanks},
    {392, 394, num, zeros},
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
// The Pix of the title before it; the bank writes its texts right-aligned.
constexpr Field return_pix[] = {
    {1, 1, num, constant, "2"}, {2, 2, num, pix_key_kind}, {3, 79, alpha, pix_location},
    {80, 114, alpha, pix_txid}, {115, 394, alpha, blanks}, {395, 400, num, sequence},
};
constexpr Field return_trailer[] = {
    {1, 1, num, constant, "9"}, {2, 2, num, constant, "2"}, {3, 4, num, constant, "01"},
    {5, 7, num, bank},          {8, 394, alpha, blanks},    {395, 400, num, sequence},
};

constexpr std::string_view source =
    "Santander CNAB400 (cnab_yaml cnab400/033; laravel-boleto Cnab400/Santander)";
constexpr Record sent[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, detail, source},
    {"registro 8 (Pix)",
     Part::detail,
     {{{1, "8"}, {}}},
     pix_record,
     "Santander CNAB400, registro 8 (laravel-boleto e BoletoNetCore)"},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, trailer, source},
};
constexpr Record received[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, return_header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, return_detail, source},
    {"registro 2 (Pix)",
     Part::detail,
     {{{1, "2"}, {}}},
     return_pix,
     "Santander CNAB400, registro 2 (laravel-boleto e Maxwbh/brcobranca; arquivo de exemplo)"},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, return_trailer, source},
};

constexpr KindCode kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"AP", "03"},  {"RC", "05"},
    {"DS", "06"}, {"LC", "07"}, {"BDP", "08"}, {"CC", "19"},
};
// 5: cobrança rápida com registro, which Santander sells as wallet 101.
constexpr KindCode wallet_codes[] = {{"101", "5"}, {"201", "1"}};

constexpr Occurrence occurrences[] = {
    {"01", Event::information, "Título não existe"},
    {"02", Event::registered, "Entrada confirmada"},
    {"03", Event::rejected, "Entrada rejeitada"},
    {"06", Event::settled, "Liquidação"},
    {"07", Event::settled, "Liquidação por conta"},
    {"08", Event::settled, "Liquidação por saldo"},
    {"09", Event::written_off, "Baixa automática"},
    {"10", Event::written_off, "Baixado conforme instrução ou por protesto"},
    {"11", Event::in_portfolio, "Em ser"},
    {"12", Event::rebate_granted, "Abatimento concedido"},
    {"13", Event::rebate_cancelled, "Abatimento cancelado"},
    {"14", Event::due_changed, "Vencimento prorrogado"},
    {"15", Event::sent_to_notary, "Enviado para cartório"},
    {"16", Event::information, "Título já baixado ou liquidado"},
    {"17", Event::settled_at_notary, "Liquidado em cartório"},
    {"21", Event::sent_to_notary, "Entrada em cartório"},
    {"22", Event::withdrawn_from_notary, "Retirado de cartório"},
    {"24", Event::fee, "Custas de cartório"},
    {"25", Event::protest_requested, "Instrução de protestar recebida"},
    {"26", Event::protest_stopped, "Instrução de sustar protesto recebida"},
};
// Positions 137-145: up to three.
constexpr ReasonWords rejections[] = {
    {"001", "Nosso número não numérico"},
    {"002", "Valor do abatimento não numérico"},
    {"003", "Data de vencimento não numérica"},
    {"004", "Conta de cobrança não numérica"},
    {"005", "Código da carteira não numérico"},
    {"006", "Código da carteira inválido"},
    {"007", "Espécie do documento inválida"},
    {"008", "Unidade de valor não numérica"},
    {"009", "Unidade de valor inválida"},
    {"010", "Primeira instrução não numérica"},
    {"011", "Segunda instrução não numérica"},
    {"012", "Valor do título em outra unidade"},
    {"013", "Valor do título não numérico"},
    {"014", "Valor de mora não numérico"},
    {"015", "Data de emissão não numérica"},
    {"016", "Data de vencimento inválida"},
    {"017", "Agência cobradora não numérica"},
    {"018", "Valor do IOF não numérico"},
    {"019", "CEP não numérico"},
    {"020", "Tipo de inscrição não numérico"},
    {"021", "CPF/CNPJ não numérico"},
    {"022", "Código de ocorrência inválido"},
    {"024", "Total de parcelas não numérico"},
    {"025", "Valor do desconto não numérico"},
    {"026", "Banco cobrador inválido"},
    {"027", "Número de parcelas do carnê não numérico"},
    {"028", "Número de parcelas do carnê zerado"},
    {"029", "Valor de mora inválido"},
    {"030", "Vencimento em menos de 15 dias do processamento"},
    {"039", "Perfil não aceita título em banco correspondente"},
    {"041", "Agência cobradora não encontrada"},
    {"042", "Conta de cobrança inválida"},
    {"043", "Não baixar: complemento inválido"},
    {"044", "Não protestar: complemento inválido"},
    {"045", "Dias para baixa não preenchidos"},
    {"046", "Dias para protesto não preenchidos"},
    {"047", "Total de parcelas não confere"},
    {"048", "Carnê com parcelas com erro"},
    {"049", "Seu número não confere com o carnê"},
    {"051", "Título não encontrado"},
    {"052", "Ocorrência não acatada: título liquidado"},
    {"053", "Ocorrência não acatada: título baixado"},
    {"054", "Ordem de protesto já emitida"},
    {"055", "Ocorrência não acatada: título já protestado"},
    {"056", "Ocorrência não acatada: título não vencido"},
    {"057", "CEP do pagador incorreto"},
    {"058", "CPF/CNPJ incorreto"},
    {"059", "Instrução aceita só na cobrança simples"},
    {"060", "Espécie do documento não protestável"},
    {"061", "Beneficiário sem carta de protesto"},
    {"062", "Pagador não protestável"},
    {"063", "CEP não encontrado na tabela de praças"},
    {"064", "Tipo de cobrança não permite protesto"},
    {"065", "Sustação já solicitada"},
    {"066", "Sustação fora do prazo"},
    {"067", "Cliente não transmite registro de ocorrência"},
    {"068", "Tipo de vencimento inválido"},
    {"069", "Produto diferente de cobrança simples"},
    {"070", "Prorrogação menor que o vencimento"},
    {"071", "Antecipação maior que o vencimento"},
    {"072", "Data do documento posterior à da instrução"},
    {"073", "Abatimento maior ou igual ao valor do título"},
    {"074", "Primeiro desconto maior ou igual ao valor do título"},
    {"075", "Segundo desconto maior ou igual ao valor do título"},
    {"076", "Terceiro desconto maior ou igual ao valor do título"},
    {"077", "Desconto por antecipação maior ou igual ao valor do título"},
    {"078", "Não há abatimento para cancelar"},
    {"079", "Não há primeiro desconto para cancelar"},
    {"080", "Não há segundo desconto para cancelar"},
    {"081", "Não há terceiro desconto para cancelar"},
    {"082", "Não há desconto por antecipação para cancelar"},
    {"084", "Já existe segundo desconto"},
    {"085", "Já existe terceiro desconto"},
    {"086", "Data do segundo desconto inválida"},
    {"087", "Data do terceiro desconto inválida"},
    {"089", "Data da multa menor ou igual ao vencimento"},
    {"090", "Já existe desconto por dia de antecipação"},
    {"091", "Já existe concessão de desconto"},
    {"092", "Nosso número já cadastrado"},
    {"093", "Valor do título não informado"},
    {"094", "Valor do título em outra moeda não informado"},
    {"095", "Perfil não aceita título de valor zero"},
    {"096", "Espécie do documento não permite protesto"},
    {"097", "Espécie do documento exige IOF"},
    {"098", "Data de emissão inválida"},
    {"099", "Registro repetido no movimento do dia"},
    {"100", "Emissão posterior ao vencimento"},
    {"101", "Nome do pagador não informado"},
    {"102", "Endereço do pagador não informado"},
    {"103", "Município do pagador não informado"},
    {"104", "UF não informada"},
    {"105", "Tipo de inscrição inexistente"},
    {"106", "CPF/CNPJ não informado"},
    {"107", "UF incorreta"},
    {"108", "Dígito do CPF/CNPJ incorreto"},
    {"109", "Mora deve ser zero para título de valor zero"},
    {"110", "Data do primeiro desconto inválida"},
    {"111", "Data do desconto não numérica"},
    {"112", "Valor do desconto não informado"},
    {"113", "Valor do desconto inválido"},
    {"114", "Valor do abatimento não informado"},
    {"115", "Abatimento maior que o valor do título"},
    {"116", "Data da multa não numérica"},
    {"117", "Desconto maior que o valor do título"},
    {"118", "Data da multa não informada"},
    {"119", "Data da multa maior que o vencimento"},
    {"120", "Percentual da multa não numérico"},
    {"121", "Percentual da multa não informado"},
    {"122", "IOF maior que o valor do título"},
    {"123", "CEP do pagador não numérico"},
    {"124", "CEP do pagador não encontrado"},
    {"126", "Código de baixa ou devolução inválido"},
    {"127", "Código de baixa ou devolução não numérico"},
    {"128", "Código de protesto inválido"},
    {"129", "Espécie do documento não numérica"},
    {"130", "Forma de cadastramento não numérica"},
    {"131", "Forma de cadastramento inválida"},
    {"134", "Código de movimento não numérico"},
    {"135", "Código de movimento inválido"},
    {"144", "Tipo de documento não numérico"},
    {"145", "Tipo de documento inválido"},
    {"146", "Código de protesto não numérico"},
    {"147", "Dias para protesto inválidos"},
    {"148", "Dias para protesto não numéricos"},
    {"149", "Código de mora inválido"},
    {"150", "Código de mora não numérico"},
    {"160", "Bairro do pagador não informado"},
    {"161", "Inscrição do sacador/avalista não numérica"},
    {"199", "Tipo de inscrição do sacador/avalista inválido"},
    {"200", "Inscrição do sacador/avalista não numérica"},
    {"201", "Alteração do controle do participante inválida"},
    {"202", "Alteração do seu número inválida"},
};
constexpr ReasonTable reason_tables[] = {{"03", rejections}};

}  // namespace

const Layout santander_400{
    .bank = "033",
    .bank_name = "Santander",
    .bank_literal = "SANTANDER",
    .format = Format::cnab400,
    .remittance = sent,
    .returned = received,
    .optional = "8",
    .orders = {"01", "02", "04", "05", "06", "", "", "09", "18"},
    .kinds = kinds,
    .wallets = wallet_codes,
    .check_digit = mod11_digit,
    .our_number_length = 7,
    .charges = {.fine_percent = true,
                .fine_percent_code = "4",
                .no_protest = "00",
                .protest = "06"},
    .occurrences = occurrences,
    .reasons = reason_tables,
    .reason_length = 3,
    .sure = {boleto::Sureness::cases, boleto::Sureness::cases, boleto::Sureness::two_sources},
};

}  // namespace quita::cnab
