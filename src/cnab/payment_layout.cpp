// The banks' payment files. Source of each, read field by field: ACBr ACBrPagFor (Bancos/
// PagFor.<bank>.GravarTxtRemessa), beside FEBRABAN's manual from which they derive; of Itaú the
// manual SISPAG CNAB 240 (September 2014) and wlrsilveira/cnab-sispag, which follows its version
// 086 of 2026. Where ACBr lets the caller fill what no source gives a domain for, or contradicts
// the record that it fills, the method is left out: banks.md lists which.
#include "cnab/payment_layout.h"

#include "cnab/payment_240.h"
#include "cnab/payment_codes.h"

namespace quita::cnab {
namespace {

using namespace payment;

constexpr PaymentForm none{};

// ---- FEBRABAN, for banks without tables of their own -------------------------------------------
constexpr Tables common_tables{.b_pix = segment_b_pix, .j52_pix = segment_j52_pix};
constexpr auto common_records = records(
    "FEBRABAN CNAB 240, pagamentos (V09.10; segmentos B e J-52 do Pix pela 10.7, em ACBrPagFor)",
    common_tables);

// ---- 001 ---------------------------------------------------------------------------------------
// The convênio with BB's own parts: nine digits and 0126, the product.
constexpr Field bb_company[] = {
    {33, 41, num, covenant},
    {42, 45, num, constant, "0126"},
    {46, 52, alpha, blanks},
    {72, 72, num, zeros},
};
constexpr Field bb_own_header[] = {
    bb_company[0],
    bb_company[1],
    bb_company[2],
    bb_company[3],
    {164, 166, num, version, "003"},
    {172, 225, alpha, blanks},
    {226, 240, num, zeros},
};
constexpr auto bb_header = derive(payment::header, bb_own_header);
constexpr Field bb_own_lot_header[] = {
    bb_company[0], bb_company[1], bb_company[2], bb_company[3], {223, 224, alpha, blanks},
};
constexpr auto bb_lot_header = derive(payment::lot_header, bb_own_lot_header);
constexpr auto bb_b =
    derive(payment::segment_b, {{226, 232, num, zeros}, {233, 240, alpha, blanks}});
constexpr auto bb_records =
    records("Banco do Brasil CNAB 240, pagamentos (ACBrPagFor BancodoBrasil; FEBRABAN V09.10)",
            Tables{.header = bb_header, .lot_header = bb_lot_header, .b = bb_b});

// ---- 033 ---------------------------------------------------------------------------------------
// The convênio with the bank and the agency before it, 20 digits.
constexpr Field santander_company[] = {
    {33, 36, num, constant, "0033"},
    {37, 40, num, agency},
    {41, 52, num, covenant},
};
constexpr Field santander_own_header[] = {
    santander_company[0],
    santander_company[1],
    santander_company[2],
    {164, 166, num, version, "060"},
};
constexpr auto santander_header = derive(payment::header, santander_own_header);
constexpr Field santander_own_lot_header[] = {
    santander_company[0],
    santander_company[1],
    santander_company[2],
    {223, 224, alpha, blanks},
};
constexpr auto santander_lot_header = derive(payment::lot_header, santander_own_lot_header);
constexpr auto santander_a =
    derive(payment::segment_a,
           {{29, 29, alpha, blanks}, {74, 89, alpha, your_number}, {90, 93, alpha, blanks}});
constexpr auto santander_b = derive(payment::segment_b, {{211, 214, num, zeros},
                                                         {215, 225, alpha, blanks},
                                                         {226, 230, num, zeros},
                                                         {231, 231, alpha, blanks},
                                                         {232, 232, alpha, constant, "N"},
                                                         {233, 240, alpha, blanks}});
// OCA l10n-brazil and a program for Santander's Pix agree on the columns of the key and of the
// payee; what stands between them neither fills.
constexpr Field only_key[] = {
    {33, 127, alpha, blanks},
    {227, 240, alpha, blanks},
};
constexpr auto b_pix_only_key = derive(payment::segment_b_pix, only_key);
constexpr auto santander_j = derive(payment::segment_j, {{203, 230, alpha, blanks}});
constexpr auto santander_trailer = derive(payment::trailer, {{30, 240, alpha, blanks}});
constexpr auto santander_records = records(
    "Santander CNAB 240, pagamentos (ACBrPagFor Santander; FEBRABAN V09.10; Pix por OCA "
    "l10n-brazil)",
    Tables{.header = santander_header,
           .lot_header = santander_lot_header,
           .a = santander_a,
           .b = santander_b,
           .b_pix = b_pix_only_key,
           .j = santander_j,
           .trailer = santander_trailer});

// ---- 104 ---------------------------------------------------------------------------------------
// Only slips: segment A has instalment and blocking fields of which no source gives the domain.
constexpr auto caixa_header = derive(payment::header, {{33, 38, num, covenant},
                                                       {39, 40, num, transmission_code},
                                                       {41, 41, alpha, constant, "P"},
                                                       {42, 45, alpha, blanks},
                                                       {46, 49, num, zeros},
                                                       {50, 52, alpha, blanks},
                                                       {164, 166, num, version, "080"},
                                                       {172, 225, alpha, blanks},
                                                       {226, 228, num, zeros},
                                                       {229, 240, alpha, blanks}});
constexpr auto caixa_lot_header = derive(
    payment::lot_header, {{33, 38, num, covenant},
                          {39, 44, num, operation_code},  // type and number of the compromisso
                          {45, 46, num, transmission_code},
                          {47, 52, alpha, blanks},
                          {223, 224, alpha, blanks}});
constexpr auto caixa_j = derive(payment::segment_j, {{183, 188, num, your_number},
                                                     {189, 202, alpha, blanks},
                                                     {203, 211, alpha, bank_number},
                                                     {212, 222, alpha, blanks}});
constexpr auto caixa_j52 = derive(payment::segment_j52, {{15, 17, alpha, blanks}});
constexpr auto caixa_records = records(
    "Caixa CNAB 240, pagamento de boletos (ACBrPagFor Caixa; FEBRABAN V09.10)",
    Tables{.header = caixa_header, .lot_header = caixa_lot_header, .j = caixa_j, .j52 = caixa_j52});

// ---- 237 ---------------------------------------------------------------------------------------
constexpr auto bradesco_header = derive(payment::header, {{164, 166, num, version, "089"}});
constexpr auto bradesco_b =
    derive(payment::segment_b, {{226, 232, num, zeros}, {233, 240, alpha, blanks}});
constexpr auto bradesco_records =
    records("Bradesco MultiPag CNAB 240 (ACBrPagFor Bradesco; FEBRABAN V09.10)",
            Tables{.header = bradesco_header,
                   .b = bradesco_b,
                   .b_pix = segment_b_pix,
                   .j52_pix = segment_j52_pix});

// ---- 341 ---------------------------------------------------------------------------------------
constexpr Field itau_company[] = {
    {33, 52, alpha, blanks},
    {58, 58, alpha, blanks},
    {71, 71, alpha, blanks},
    {72, 72, alpha, account_digit},
};
constexpr Field itau_own_header[] = {
    {9, 14, alpha, blanks}, {15, 17, num, version, "080"},
    itau_company[0],        itau_company[1],
    itau_company[2],        itau_company[3],
    {158, 171, num, zeros},
};
constexpr auto itau_header = derive(payment::header, itau_own_header);
constexpr Field itau_own_lot_header[] = {
    itau_company[0], itau_company[1], itau_company[2], itau_company[3], {223, 224, alpha, blanks},
};
constexpr auto itau_lot_header = derive(payment::lot_header, itau_own_lot_header);
// Note 11: agency and account of the payee with blanks where FEBRABAN has their digits.
constexpr auto itau_a = derive(payment::segment_a, {{29, 29, alpha, blanks},
                                                    {42, 42, alpha, blanks},
                                                    {43, 43, alpha, payee_account_digit},
                                                    {105, 112, alpha, blanks},  // ISPB
                                                    {113, 114, alpha, pix_transfer},
                                                    {115, 119, num, zeros},
                                                    {135, 149, alpha, bank_number},
                                                    {150, 154, alpha, blanks},
                                                    {178, 197, alpha, blanks},
                                                    {198, 203, num, zeros},
                                                    {204, 217, num, payee_document},
                                                    {218, 219, alpha, blanks}});
constexpr auto itau_b_pix = derive(payment::segment_b_pix, {{33, 62, alpha, blanks},
                                                            {63, 127, alpha, blanks},
                                                            {128, 227, alpha, pix_key},
                                                            {228, 230, alpha, blanks},
                                                            {231, 240, alpha, reasons}});
constexpr auto itau_j =
    derive(payment::segment_j, {{203, 215, alpha, blanks}, {216, 230, alpha, bank_number}});
constexpr auto itau_j52 =
    derive(payment::segment_j52, {{15, 15, num, pay_order_kind}, {18, 19, num, constant, "52"}});
constexpr auto itau_j52_pix = derive(payment::segment_j52_pix, {{15, 15, num, pay_order_kind},
                                                                {18, 19, num, constant, "52"},
                                                                {132, 208, alpha, pix_location},
                                                                {209, 240, alpha, pix_txid}});
constexpr Field itau_o[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "O"},
    {15, 15, num, pay_order_kind},
    {16, 17, num, pay_order},
    {18, 65, alpha, utility_line},
    {66, 95, alpha, payee_name},
    {96, 103, date8, due},
    {104, 106, alpha, currency},
    {107, 121, num, zeros},
    {122, 136, money, pay_amount},
    {137, 144, date8, pay_date},
    {145, 159, money, paid_amount},
    {160, 162, alpha, blanks},
    {163, 171, num, zeros},
    {172, 174, alpha, blanks},
    {175, 194, alpha, your_number},
    {195, 215, alpha, blanks},
    {216, 230, alpha, bank_number},
    {231, 240, alpha, reasons},
};
constexpr auto itau_lot_trailer =
    derive(payment::lot_trailer, {{42, 59, num, zeros}, {60, 230, alpha, blanks}});
constexpr auto itau_trailer = derive(payment::trailer, {{30, 240, alpha, blanks}});
constexpr auto itau_records = records(
    "Itaú SISPAG CNAB 240 (manual de setembro de 2014; wlrsilveira/cnab-sispag, versão 086)",
    Tables{.header = itau_header,
           .lot_header = itau_lot_header,
           .a = itau_a,
           .b_pix = itau_b_pix,
           .j = itau_j,
           .j52 = itau_j52,
           .j52_pix = itau_j52_pix,
           .o = itau_o,
           .lot_trailer = itau_lot_trailer,
           .trailer = itau_trailer});
// Note 5, by the segment of the bill.
constexpr KindCode itau_utility_forms[] = {
    {"1", "19"}, {"2", "13"}, {"3", "13"}, {"4", "13"}, {"5", "91"}};

// ---- 748 ---------------------------------------------------------------------------------------
// J-52 is marked J2, as Sicredi told ACBr's authors; OCA marks it 52, which is read too. Of
// versions ACBr writes 084 and 042, OCA 087, 045 and 040.
constexpr auto sicredi_header = derive(payment::header, {{164, 166, num, version, "084"}});
constexpr auto sicredi_lot_header =
    derive(payment::lot_header, {{173, 177, alpha, blanks}, {223, 224, alpha, blanks}});
constexpr auto sicredi_a =
    derive(payment::segment_a, {{74, 89, alpha, your_number}, {90, 93, alpha, blanks}});
constexpr auto sicredi_b =
    derive(payment::segment_b,
           {{63, 67, alpha, blanks}, {226, 226, num, zeros}, {227, 240, alpha, blanks}});
constexpr auto sicredi_j52 =
    derive(payment::segment_j52, {{16, 17, num, constant, "01"}, {18, 19, alpha, constant, "J2"}});
constexpr auto sicredi_records = records(
    "Sicredi CNAB 240, pagamentos (ACBrPagFor Sicredi; OCA l10n-brazil sicredi; FEBRABAN V09.10)",
    Tables{.header = sicredi_header,
           .lot_header = sicredi_lot_header,
           .a = sicredi_a,
           .b = sicredi_b,
           .b_pix = b_pix_only_key,
           .j52 = sicredi_j52},
    "J???J2");

// ---- 756 ---------------------------------------------------------------------------------------
constexpr auto sicoob_header = derive(payment::header, {{164, 166, num, version, "087"}});
constexpr auto sicoob_b =
    derive(payment::segment_b, {{226, 232, num, zeros}, {233, 240, alpha, blanks}});
constexpr auto sicoob_records =
    records("Sicoob CNAB 240, pagamentos (ACBrPagFor Sicoob; FEBRABAN V09.10)",
            Tables{.header = sicoob_header, .b = sicoob_b});

constexpr Layout layout_of(std::string_view bank, std::string_view name,
                           std::span<const Record> records) {
  Layout layout{};
  layout.bank = bank;
  layout.bank_name = name;
  layout.bank_literal = name;
  layout.format = Format::cnab240;
  layout.remittance = records;
  layout.returned = records;
  layout.service = Service::payments;
  return layout;
}

// Forms by PaymentMethod: credit, savings, ted, ted_same_owner, slip, utility, pix_key, pix_qr.
constexpr PaymentForm ted(std::string_view form, std::string_view version) {
  return {form, version, "018"};
}
constexpr PaymentForm pix(std::string_view form, std::string_view version) {
  return {form, version, "009"};
}

PaymentLayout with(Layout layout, std::span<const ReasonTable> words) {
  PaymentLayout all{.layout = layout};
  all.layout.reasons = words;
  return all;
}

PaymentLayout of_febraban(std::string_view bank, std::string_view name,
                          std::span<const Record> records,
                          std::array<PaymentForm, payment_method_count> forms,
                          boleto::Sureness sureness = boleto::Sureness::one_source) {
  auto all = with(layout_of(bank, name, records), febraban_payment_words);
  all.sureness = sureness;
  all.forms = forms;
  all.codes = febraban_payment_codes;
  return all;
}

const PaymentLayout common = of_febraban("", "layout comum FEBRABAN", common_records,
                                         {{{"01", "046"},
                                           {"05", "046"},
                                           ted("41", "046"),
                                           ted("43", "046"),
                                           {"31", "040"},
                                           {"11", "012"},
                                           pix("45", "046"),
                                           pix("47", "040")}},
                                         boleto::Sureness::two_sources);
const PaymentLayout bb = of_febraban("001", "Banco do Brasil", bb_records,
                                     {{{"01", "003"},
                                       {"05", "003"},
                                       ted("41", "003"),
                                       ted("43", "003"),
                                       {"31", "003"},
                                       {"11", "003"},
                                       none,
                                       none}});
const PaymentLayout santander = of_febraban("033", "Santander", santander_records,
                                            {{{"01", "031"},
                                              {"05", "031"},
                                              ted("41", "031"),
                                              ted("43", "031"),
                                              {"31", "030"},
                                              {"11", "030"},
                                              pix("45", "031"),
                                              none}});
const PaymentLayout caixa = of_febraban(
    "104", "Caixa", caixa_records, {{none, none, none, none, {"31", "041"}, none, none, none}});
const PaymentLayout bradesco = of_febraban("237", "Bradesco", bradesco_records,
                                           {{{"01", "045"},
                                             {"05", "045"},
                                             ted("41", "045"),
                                             ted("43", "045"),
                                             {"31", "040"},
                                             {"11", "012"},
                                             pix("45", "045"),
                                             pix("47", "040")}});
const PaymentLayout itau = [] {
  auto all = with(layout_of("341", "Itaú", itau_records), itau_payment_words);
  all.layout.complements_share_number = true;
  all.forms = {{{"01", "040"},
                {"05", "040"},
                ted("41", "040"),
                ted("43", "040"),
                {"31", "030"},
                {"13", "030"},
                pix("45", "040"),
                pix("47", "030")}};
  all.utility_forms = itau_utility_forms;
  all.codes = itau_payment_codes;
  all.currency = "REA";
  all.pix_apart = true;
  all.document_in_segment_b = false;
  all.sureness = boleto::Sureness::two_sources;
  return all;
}();
const PaymentLayout sicredi = of_febraban("748", "Sicredi", sicredi_records,
                                          {{{"01", "042"},
                                            {"05", "042"},
                                            ted("41", "042"),
                                            ted("43", "042"),
                                            {"31", "042"},
                                            {"11", "042"},
                                            pix("45", "042"),
                                            none}},
                                          boleto::Sureness::two_sources);
const PaymentLayout sicoob = of_febraban("756", "Sicoob", sicoob_records,
                                         {{{"01", "045"},
                                           {"05", "045"},
                                           ted("41", "045"),
                                           ted("43", "045"),
                                           {"31", "040"},
                                           {"11", "012"},
                                           none,
                                           none}});

const std::array layouts = {&bb, &santander, &caixa, &bradesco, &itau, &sicredi, &sicoob};

}  // namespace

std::span<const PaymentLayout* const> payment_layouts() { return layouts; }

const PaymentLayout& payment_layout(std::string_view bank) {
  for (const auto* one : layouts)
    if (one->layout.bank == bank) return *one;
  return common;
}

const PaymentCode* find_payment_code(const PaymentLayout& layout, std::string_view code) {
  for (const auto& one : layout.codes)
    if (one.code == code) return &one;
  return nullptr;
}

}  // namespace quita::cnab
