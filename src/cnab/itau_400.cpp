// Itaú, CNAB 400. Sources: glauberportella/cnab-layouts itau/cnab400/cobranca.yml and
// banco-br/cnab_yaml cnab400/341, compared with eduardokum/laravel-boleto Cnab400/Banco/Itau,
// kivanio/brcobranca cnab400/itau and BoletoNetCore BancoItau.CNAB400.
#include "cnab/banks.h"
#include "cnab/common_400.h"
#include "cnab/itau_codes.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using enum Type;
using enum Key;

constexpr Field own_header[] = {
    {27, 30, num, agency},
    {31, 32, num, zeros},
    {33, 37, num, account},
    {38, 38, num, account_digit},
    {39, 46, alpha, blanks},
    {80, 94, alpha, version, "BANCO ITAU SA"},
};
constexpr auto header = derive(common400::header, own_header);
constexpr Field own_detail[] = {
    {18, 21, num, agency},
    {22, 23, num, zeros},
    {24, 28, num, account},
    {29, 29, num, account_digit},
    {30, 33, alpha, blanks},
    {34, 37, num, zeros},  // instruction to cancel
    {63, 70, num, our_number},
    {71, 83, num, zeros},  // quantity of variable currency
    {84, 86, num, wallet},
    {87, 107, alpha, blanks},
    {108, 108, alpha, version, "I"},  // code of the wallet, note 5
    {235, 264, alpha, payer_name},
    {265, 274, alpha, blanks},
    {352, 385, alpha, blanks},  // sacador/avalista
    {386, 391, date6, interest_date},
    {392, 393, num, protest_days},
    {394, 394, alpha, blanks},
};
constexpr auto detail = derive(common400::detail, own_detail);
constexpr Field fine_detail[] = {
    {1, 1, num, constant, "2"}, {2, 2, alpha, fine_code}, {3, 10, date8, fine_date},
    {11, 23, money, fine},      {24, 394, alpha, blanks}, {395, 400, num, sequence},
};
using common400::trailer;

constexpr Field own_return_header[] = {
    {27, 30, num, agency},
    {31, 32, num, zeros},
    {33, 37, num, account},
    {38, 38, num, account_digit},
    {39, 46, alpha, blanks},
    {80, 94, alpha, version, "BANCO ITAU SA"},
    {101, 105, num, version, "01600"},
    {106, 108, alpha, version, "BPI"},
    {109, 113, num, file_number},
    {114, 119, date6, credited},
    {120, 394, alpha, blanks},
};
constexpr auto return_header = derive(common400::return_header, own_return_header);
// 267-279: interest and fine; 293-295: DDA.
constexpr Field own_return_detail[] = {
    {18, 21, num, agency},
    {22, 23, num, zeros},
    {24, 28, num, account},
    {29, 29, num, account_digit},
    {30, 37, alpha, blanks},
    {63, 70, num, our_number_again},
    {71, 82, alpha, blanks},
    {83, 85, num, wallet},
    {86, 93, num, our_number},
    {94, 94, num, our_number_digit},
    {95, 107, alpha, blanks},
    {108, 108, alpha, version, "I"},
    {127, 134, num, our_number_again},
    {135, 146, alpha, blanks},
    {169, 172, num, paying_agency},
    {173, 173, alpha, blanks},
    {174, 175, num, zeros},  // espécie
    {189, 214, alpha, blanks},
    {302, 305, num, zeros},  // instruction cancelled
    {306, 311, alpha, blanks},
    {312, 324, num, zeros},
    {325, 354, alpha, payer_name},
    {355, 377, alpha, blanks},
    {378, 385, alpha, reasons},
    {386, 394, alpha, blanks},  // 393-394: how it was settled
};
constexpr auto return_detail = derive(common400::return_detail, own_return_detail);
// The Pix of the title before it: the copy-and-paste code itself, or why there is none.
constexpr Field return_pix[] = {
    {1, 1, num, constant, "3"},
    {2, 391, alpha, pix_code},
    {392, 394, alpha, pix_refusal},
    {395, 400, num, sequence},
};
constexpr ReasonWords pix_refusals[] = {
    {"001", "Valor maior que o máximo permitido"},
    {"002", "A chave não é do CNPJ informado"},
    {"003", "Chave inválida"},
    {"004", "Chave sem cadastro no DICT"},
    {"005", "Chave não cadastrada no CNPJ da agência e conta da remessa"},
    {"006", "Emissão de QR Code não permitida"},
    {"007", "Data de desconto posterior ao vencimento"},
    {"008", "O location já serve a outra cobrança Pix"},
    {"009", "O location é de cobrança com vencimento"},
    {"010", "Boleto com Pix não é permitido com pagamento parcial"},
    {"011", "Boleto com Pix não é permitido para a carteira"},
    {"999", "O Itaú não emitiu o Pix por problema seu"},
};
constexpr Field return_trailer[] = {
    {1, 1, num, constant, "9"},   {2, 2, num, constant, "2"},
    {3, 4, num, constant, "01"},  {5, 7, num, bank},
    {8, 17, alpha, blanks},       {18, 25, num, title_count},
    {26, 39, money, title_total}, {40, 57, alpha, blanks},
    {58, 79, num, zeros},         {80, 177, alpha, blanks},
    {178, 199, num, zeros},       {200, 207, alpha, blanks},
    {208, 234, num, zeros},       {235, 394, alpha, blanks},
    {395, 400, num, sequence},
};

constexpr std::string_view source =
    "Itaú CNAB400 (cnab-layouts itau/cnab400/cobranca.yml; cnab_yaml cnab400/341)";
constexpr Record sent[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, detail, source},
    {"detalhe de multa", Part::detail, {{{1, "2"}, {}}}, fine_detail, source},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, trailer, source},
};
constexpr Record received[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, return_header, source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, return_detail, source},
    {"registro 3 (Pix)",
     Part::detail,
     {{{1, "3"}, {}}},
     return_pix,
     "Itaú CNAB400, registro 3 (laravel-boleto)"},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, return_trailer, source},
};

// The same remittance with the key of the invoice behind each title.
constexpr Field own_long_detail[] = {
    {401, 444, alpha, invoice_key},
};
constexpr auto long_detail = derive(detail, own_long_detail);
constexpr std::string_view long_source =
    "Itaú CNAB444 (kivanio/brcobranca e Maxwbh/brcobranca cnab444/itau, e o exemplo deles)";
constexpr Record long_sent[] = {
    {"header", Part::header, {{{1, "0"}, {}}}, header, long_source},
    {"detalhe", Part::detail, {{{1, "1"}, {}}}, long_detail, long_source},
    {"detalhe de multa", Part::detail, {{{1, "2"}, {}}}, fine_detail, long_source},
    {"trailer", Part::trailer, {{{1, "9"}, {}}}, trailer, long_source},
};

// The two differ in what a title's line carries behind column 400.
Layout layout_of(Format format, std::span<const Record> remittance,
                 std::span<const Record> returned, Sure sure) {
  return {
      .bank = "341",
      .bank_name = "Itaú",
      .bank_literal = "BANCO ITAU SA",
      .format = format,
      .remittance = remittance,
      .returned = returned,
      .optional = "245",
      .orders = {"01", "02", "04", "05", "06", "", "", "09", "18", "", "31"},
      .kinds = itau_kinds,
      .check_digit = itau_digit,
      .our_number_length = 8,
      .charges = {.fine_percent = true, .no_protest = "00", .protest = "09"},
      .occurrences = itau_occurrences,
      .reasons = itau_reasons,
      .pix_refusals = pix_refusals,
      .sure = sure,
  };
}

}  // namespace

const Layout itau_400 =
    layout_of(Format::cnab400, sent, received, {boleto::Sureness::cases, boleto::Sureness::cases});
const Layout itau_444 =
    layout_of(Format::cnab444, long_sent, {}, {.remittance = boleto::Sureness::cases});

}  // namespace quita::cnab
