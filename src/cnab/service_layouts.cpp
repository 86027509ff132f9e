// Statements and DDA have FEBRABAN's columns at every bank of which a source shows them. Source:
// FEBRABAN "Layout Padrão 240 posições", V09.10, 3.4 (statement, segment E) and 3.2.3 (bloqueto
// eletrônico, segments G and H); the statement compared with Trust-Code/python-cnab (Bradesco,
// Sicoob, Sicredi), field by field the same.
#include "cnab/service_layouts.h"

#include "cnab/febraban_240.h"
#include "cnab/payment_layout.h"

namespace quita::cnab {
namespace {

using namespace febraban;

constexpr Field e_header[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "1"},
    {9, 9, alpha, constant, "E"},
    {10, 11, num, constant, "04"},
    {12, 13, num, payment_form},
    {14, 16, num, lot_version},
    {17, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 32, num, company_document},
    {33, 52, alpha, covenant},
    {53, 57, num, agency},
    {58, 58, alpha, agency_digit},
    {59, 70, alpha, account},
    {71, 71, alpha, account_digit},
    {72, 72, alpha, blanks},
    {73, 102, alpha, company_name},
    {103, 142, alpha, blanks},
    {143, 150, date8, opening_date},
    {151, 168, money, opening_balance},
    {169, 169, alpha, opening_sign},
    {170, 170, alpha, opening_position},
    {171, 173, alpha, currency},
    {174, 178, num, statement_number},
    {179, 240, alpha, blanks},
};
constexpr Field segment_e[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "E"},
    {15, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 32, num, company_document},
    {33, 52, alpha, covenant},
    {53, 57, num, agency},
    {58, 58, alpha, agency_digit},
    {59, 70, alpha, account},
    {71, 71, alpha, account_digit},
    {72, 72, alpha, blanks},
    {73, 102, alpha, company_name},
    {103, 108, alpha, blanks},
    {109, 111, alpha, entry_nature},
    {112, 113, num, entry_complement_kind},
    {114, 133, alpha, entry_complement},
    {134, 134, alpha, blanks},  // CPMF, a tax of the past
    {135, 142, date8, entry_booked},
    {143, 150, date8, entry_date},
    {151, 168, money, entry_value},
    {169, 169, alpha, entry_sign},
    {170, 172, num, entry_category},
    {173, 176, alpha, entry_code},
    {177, 201, alpha, entry_text},
    {202, 240, alpha, entry_document},
};
constexpr Field e_trailer[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "5"},
    {9, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 32, num, company_document},
    {33, 52, alpha, covenant},
    {53, 57, num, agency},
    {58, 58, alpha, agency_digit},
    {59, 70, alpha, account},
    {71, 71, alpha, account_digit},
    {72, 88, alpha, blanks},
    {89, 106, money, blocked_longer},
    {107, 124, money, credit_limit},
    {125, 142, money, blocked},
    {143, 150, date8, closing_date},
    {151, 168, money, closing_balance},
    {169, 169, alpha, closing_sign},
    {170, 170, alpha, closing_position},
    {171, 176, num, lot_records},
    {177, 194, money, debits},
    {195, 212, money, credits},
    {213, 240, alpha, blanks},
};
constexpr Field e_file_trailer[] = {
    {1, 3, num, bank},        {4, 7, num, constant, "9999"}, {8, 8, num, constant, "9"},
    {9, 17, alpha, blanks},   {18, 23, num, file_lots},      {24, 29, num, file_records},
    {30, 35, num, zeros},  // accounts to reconcile
    {36, 240, alpha, blanks},
};

constexpr Field g_header[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "1"},
    {9, 9, alpha, version, "I"},
    {10, 11, num, constant, "03"},
    {12, 13, alpha, blanks},
    {14, 16, num, lot_version},
    {17, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 33, num, company_document},
    {34, 53, alpha, covenant},
    {54, 58, num, agency},
    {59, 59, alpha, agency_digit},
    {60, 71, num, account},
    {72, 72, alpha, account_digit},
    {73, 73, alpha, blanks},
    {74, 103, alpha, company_name},
    {104, 240, alpha, blanks},
};
constexpr Field segment_g[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "G"},
    {15, 15, alpha, blanks},
    {16, 17, num, pay_order},
    {18, 61, num, barcode},
    {62, 62, num, drawer_document_kind},
    {63, 77, num, drawer_document},
    {78, 107, alpha, drawer_name},
    {108, 115, date8, due},
    {116, 130, money, amount},
    {131, 145, num, zeros},  // quantity of the currency
    {146, 147, num, zeros},  // currency
    {148, 162, alpha, your_number},
    {163, 178, alpha, blanks},  // collecting agency and place
    {179, 179, alpha, wallet},
    {180, 181, num, kind},
    {182, 189, date8, issued},
    {190, 204, money, interest},
    {205, 205, num, discount_code},
    {206, 213, date8, discount_date},
    {214, 228, money, discount},
    {229, 229, num, protest_code},
    {230, 231, num, protest_days},
    {232, 239, date8, pay_until},
    {240, 240, alpha, blanks},
};
constexpr Field segment_h[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "H"},
    {15, 15, alpha, blanks},
    {16, 17, num, pay_order},
    {18, 18, num, guarantor_document_kind},
    {19, 33, num, guarantor_document},
    {34, 73, alpha, guarantor_name},
    {74, 74, num, discount2_code},
    {75, 82, date8, discount2_date},
    {83, 97, money, discount2},
    {98, 98, num, discount3_code},
    {99, 106, date8, discount3_date},
    {107, 121, money, discount3},
    {122, 122, num, fine_code},
    {123, 130, date8, fine_date},
    {131, 145, money, fine},
    {146, 160, money, rebate},
    {161, 200, alpha, message},
    {201, 240, alpha, message2},
};
constexpr Field g_trailer[] = {
    {1, 3, num, bank},      {4, 7, num, lot},           {8, 8, num, constant, "5"},
    {9, 17, alpha, blanks}, {18, 23, num, lot_records}, {24, 41, money, lot_total},
    {42, 59, num, zeros},   {60, 240, alpha, blanks},
};

constexpr std::string_view e_source =
    "FEBRABAN CNAB 240 V09.10, 3.4 extrato (python-cnab: Bradesco, Sicoob e Sicredi)";
constexpr std::string_view g_source = "FEBRABAN CNAB 240 V09.10, 3.2.3 bloqueto eletrônico (DDA)";
constexpr Record e_records[] = {
    {"header de arquivo", Part::header, header_mark, febraban::header, e_source},
    {"header de lote", Part::lot_header, lot_header_mark, e_header, e_source},
    {"segmento E", Part::detail, segment_mark("E"), segment_e, e_source},
    {"trailer de lote", Part::lot_trailer, lot_trailer_mark, e_trailer, e_source},
    {"trailer de arquivo", Part::trailer, trailer_mark, e_file_trailer, e_source},
};
constexpr Record g_records[] = {
    {"header de arquivo", Part::header, header_mark, febraban::header, g_source},
    {"header de lote", Part::lot_header, lot_header_mark, g_header, g_source},
    {"segmento G", Part::detail, segment_mark("G"), segment_g, g_source},
    {"segmento H", Part::detail, segment_mark("H"), segment_h, g_source},
    {"trailer de lote", Part::lot_trailer, lot_trailer_mark, g_trailer, g_source},
    {"trailer de arquivo", Part::trailer, trailer_mark, file_trailer, g_source},
};

Layout returned_only(Service service, std::span<const Record> records) {
  Layout layout{};
  layout.bank_name = "layout comum FEBRABAN";
  layout.format = Format::cnab240;
  layout.returned = records;
  layout.kinds = febraban_kinds;
  layout.service = service;
  return layout;
}

constexpr ReasonWords categories[] = {
    {"101", "Cheques"},
    {"102", "Encargos"},
    {"103", "Estornos"},
    {"104", "Lançamento avisado"},
    {"105", "Tarifas"},
    {"106", "Aplicação"},
    {"107", "Empréstimo ou financiamento"},
    {"108", "Câmbio"},
    {"109", "CPMF"},
    {"110", "IOF"},
    {"111", "Imposto de renda"},
    {"112", "Pagamento a fornecedores"},
    {"113", "Pagamento de salários"},
    {"114", "Saque eletrônico"},
    {"115", "Ações"},
    {"117", "Transferência entre contas"},
    {"118", "Devolução da compensação"},
    {"119", "Devolução de cheque depositado"},
    {"120", "Transferência interbancária (DOC, TED)"},
    {"121", "Antecipação a fornecedores"},
    {"122", "OC ou AEROPS"},
    {"123", "Saque em espécie"},
    {"201", "Depósitos"},
    {"202", "Líquido de cobrança"},
    {"203", "Devolução de cheques"},
    {"204", "Estornos"},
    {"205", "Lançamento avisado"},
    {"206", "Resgate de aplicação"},
    {"207", "Empréstimo ou financiamento"},
    {"208", "Câmbio"},
    {"209", "Transferência interbancária (DOC, TED)"},
    {"210", "Ações"},
    {"211", "Dividendos"},
    {"212", "Seguro"},
    {"213", "Transferência entre contas"},
    {"214", "Depósitos especiais"},
    {"215", "Devolução da compensação"},
    {"216", "OCT"},
    {"217", "Pagamento a fornecedores"},
    {"218", "Pagamentos diversos"},
    {"219", "Pagamento de salários"},
    {"220", "Depósito em espécie"},
};

}  // namespace

std::string_view service_name(Service service) {
  switch (service) {
    case Service::collection:
      return "cobrança";
    case Service::payments:
      return "pagamentos";
    case Service::statement:
      return "extrato";
    case Service::dda:
      return "DDA";
  }
  return {};
}

const Layout* find_service_layout(Service service, std::string_view bank) {
  static const Layout statement = returned_only(Service::statement, e_records);
  static const Layout dda = returned_only(Service::dda, g_records);
  switch (service) {
    case Service::payments:
      return &payment_layout(bank).layout;
    case Service::statement:
      return &statement;
    case Service::dda:
      return &dda;
    case Service::collection:
      break;
  }
  return find_layout(bank, Format::cnab240);
}

bool statement_shown(std::string_view bank) {
  return bank == "237" || bank == "748" || bank == "756";
}

std::string_view category_words(std::string_view code) {
  for (const auto& one : categories)
    if (one.code == code) return one.words;
  return {};
}

}  // namespace quita::cnab
