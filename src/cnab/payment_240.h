// FEBRABAN's records of payments, and those that the banks derive from them. Source: FEBRABAN
// "Layout Padrão 240 posições", V09.10, 3.1 Pagamentos (segments A, B, J, J-52, O, Z), compared
// with ACBr ACBrPagFor/CNAB240.GravarTxtRemessa, which follows 10.7: there segment B carries the
// Pix key, and J-52 the Pix of a QR code.
#pragma once

#include "cnab/derive.h"
#include "cnab/payment_layout.h"

namespace quita::cnab::payment {

using enum Type;
using enum Key;

inline constexpr Field header[] = {
    {1, 3, num, bank},
    {4, 7, num, constant, "0000"},
    {8, 8, num, constant, "0"},
    {9, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 32, num, company_document},
    {33, 52, alpha, covenant},
    {53, 57, num, agency},
    {58, 58, alpha, agency_digit},
    {59, 70, num, account},
    {71, 71, alpha, account_digit},
    {72, 72, alpha, blanks},  // digit of agency and account
    {73, 102, alpha, company_name},
    {103, 142, alpha, blanks},  // the bank's name
    {143, 143, num, file_code},
    {144, 151, date8, made_date},
    {152, 157, time6, made_time},
    {158, 163, num, file_number},
    {164, 166, num, version, "103"},
    {167, 171, num, zeros},  // density
    {172, 240, alpha, blanks},
};

inline constexpr Field lot_header[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "1"},
    {9, 9, alpha, constant, "C"},
    {10, 11, num, service_code},
    {12, 13, num, payment_form},
    {14, 16, num, lot_version},
    {17, 17, alpha, blanks},
    {18, 18, num, company_document_kind},
    {19, 32, num, company_document},
    {33, 52, alpha, covenant},
    {53, 57, num, agency},
    {58, 58, alpha, agency_digit},
    {59, 70, num, account},
    {71, 71, alpha, account_digit},
    {72, 72, alpha, blanks},
    {73, 102, alpha, company_name},
    {103, 172, alpha, blanks},  // message, street
    {173, 177, num, zeros},     // number
    {178, 212, alpha, blanks},  // complement, city
    {213, 220, num, zeros},     // CEP
    {221, 222, alpha, blanks},  // state
    {223, 224, alpha, debit_kind},
    {225, 230, alpha, blanks},
    {231, 240, alpha, reasons},
};

inline constexpr Field segment_a[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "A"},
    {15, 15, num, pay_order_kind},
    {16, 17, num, pay_order},
    {18, 20, num, clearing_house},
    {21, 23, num, payee_bank},
    {24, 28, num, payee_agency},
    {29, 29, alpha, payee_agency_digit},
    {30, 41, num, payee_account},
    {42, 42, alpha, payee_account_digit},
    {43, 43, alpha, blanks},
    {44, 73, alpha, payee_name},
    {74, 93, alpha, your_number},
    {94, 101, date8, pay_date},
    {102, 104, alpha, currency},
    {105, 119, num, zeros},  // quantity of the currency
    {120, 134, money, pay_amount},
    {135, 154, alpha, bank_number},
    {155, 162, date8, paid_date},
    {163, 177, money, paid_amount},
    {178, 219, alpha, blanks},  // message, purpose of a DOC
    {220, 224, alpha, purpose},
    {225, 229, alpha, blanks},
    {230, 230, num, zeros},  // no notice to the payee
    {231, 240, alpha, reasons},
};

inline constexpr Field segment_b[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "B"},
    {15, 17, alpha, blanks},
    {18, 18, num, payee_document_kind},
    {19, 32, num, payee_document},
    {33, 62, alpha, blanks},    // street
    {63, 67, num, zeros},       // number
    {68, 117, alpha, blanks},   // complement, district, city
    {118, 125, num, zeros},     // CEP
    {126, 127, alpha, blanks},  // state
    {128, 210, num, zeros},     // due, value, rebate, discount, interest, fine
    {211, 225, alpha, blanks},  // the payee's code
    {226, 240, num, zeros},     // notice, SIAPE, ISPB
};

inline constexpr Field segment_b_pix[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "B"},
    {15, 16, alpha, pix_initiation},
    {17, 17, alpha, blanks},
    {18, 18, num, payee_document_kind},
    {19, 32, num, payee_document},
    {33, 67, alpha, pix_txid},
    {68, 127, alpha, blanks},  // message
    {128, 226, alpha, pix_key},
    {227, 240, num, zeros},  // SIAPE, ISPB
};

inline constexpr Field segment_j[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "J"},
    {15, 15, num, pay_order_kind},
    {16, 17, num, pay_order},
    {18, 61, num, barcode},
    {62, 91, alpha, payee_name},
    {92, 99, date8, due},
    {100, 114, money, title_value},
    {115, 129, money, discount},
    {130, 144, money, additions},
    {145, 152, date8, pay_date},
    {153, 167, money, pay_amount},
    {168, 182, num, zeros},  // quantity of the currency
    {183, 202, alpha, your_number},
    {203, 222, alpha, bank_number},
    {223, 224, num, constant, "09"},  // real
    {225, 230, alpha, blanks},
    {231, 240, alpha, reasons},
};

inline constexpr Field segment_j52[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "J"},
    {15, 15, alpha, blanks},
    {16, 17, num, pay_order},
    {18, 19, alpha, constant, "52"},
    {20, 20, num, company_document_kind},
    {21, 35, num, company_document},
    {36, 75, alpha, company_name},
    {76, 76, num, payee_document_kind},
    {77, 91, num, payee_document},
    {92, 131, alpha, payee_name},
    {132, 147, num, zeros},  // sacador/avalista
    {148, 240, alpha, blanks},
};

inline constexpr Field segment_j52_pix[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "J"},
    {15, 15, alpha, blanks},
    {16, 17, num, pay_order},
    {18, 19, alpha, constant, "52"},
    {20, 20, num, company_document_kind},
    {21, 35, num, company_document},
    {36, 75, alpha, company_name},
    {76, 76, num, payee_document_kind},
    {77, 91, num, payee_document},
    {92, 131, alpha, payee_name},
    {132, 210, alpha, pix_location},
    {211, 240, alpha, pix_txid},
};

inline constexpr Field segment_o[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "O"},
    {15, 15, num, pay_order_kind},
    {16, 17, num, pay_order},
    {18, 61, alpha, barcode},
    {62, 91, alpha, payee_name},
    {92, 99, date8, due},
    {100, 107, date8, pay_date},
    {108, 122, money, pay_amount},
    {123, 142, alpha, your_number},
    {143, 162, alpha, bank_number},
    {163, 230, alpha, blanks},
    {231, 240, alpha, reasons},
};

inline constexpr Field segment_z[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "Z"},
    {15, 78, alpha, authentication},
    {79, 240, alpha, blanks},  // the payment's number once more
};

inline constexpr Field lot_trailer[] = {
    {1, 3, num, bank},        {4, 7, num, lot},           {8, 8, num, constant, "5"},
    {9, 17, alpha, blanks},   {18, 23, num, lot_records}, {24, 41, money, lot_total},
    {42, 65, num, zeros},  // quantity of the currency, number of the notice
    {66, 230, alpha, blanks}, {231, 240, alpha, reasons},
};

inline constexpr Field trailer[] = {
    {1, 3, num, bank},      {4, 7, num, constant, "9999"}, {8, 8, num, constant, "9"},
    {9, 17, alpha, blanks}, {18, 23, num, file_lots},      {24, 29, num, file_records},
    {30, 35, num, zeros},   {36, 240, alpha, blanks},
};

struct Tables {
  std::span<const Field> header = payment::header;
  std::span<const Field> lot_header = payment::lot_header;
  std::span<const Field> a = segment_a;
  std::span<const Field> b = segment_b;
  std::span<const Field> b_pix = {};
  std::span<const Field> j = segment_j;
  std::span<const Field> j52 = segment_j52;
  std::span<const Field> j52_pix = {};
  std::span<const Field> o = segment_o;
  std::span<const Field> z = segment_z;
  std::span<const Field> lot_trailer = payment::lot_trailer;
  std::span<const Field> trailer = payment::trailer;
};

// Segment J is told by the 44 digits of its barcode before J-52 is by its "52" at 18, for a barcode
// may begin so too (bank 529); where the barcode is no number, by its letter alone. Of two J-52 the
// one with a Pix has no digits where the other has the sacador's document.
inline constexpr Mark barcode_mark{18, "############################################", true};
inline constexpr Mark guarantor_mark{132, "################", true};

// The records of a bank in the order in which they are told apart. A table that the bank does not
// have stands for the one beside it.
consteval std::array<Record, 12> records(std::string_view source, const Tables& tables,
                                         std::string_view j52_mark = "J???52") {
  const Mark j52{14, j52_mark, true};
  const Mark other_j52{14, "J???52", true};
  const auto b_pix = tables.b_pix.empty() ? tables.b : tables.b_pix;
  const auto j52_pix = tables.j52_pix.empty() ? tables.j52 : tables.j52_pix;
  return {{{"header de arquivo", Part::header, {{{4, "0000"}, {8, "0"}}}, tables.header, source},
           {"header de lote", Part::lot_header, {{{8, "1"}, {}}}, tables.lot_header, source},
           {"segmento A", Part::detail, {{{8, "3"}, {14, "A"}}}, tables.a, source},
           {"segmento B", Part::detail, {{{8, "3"}, {14, "B  "}}}, tables.b, source},
           {"segmento B", Part::detail, {{{8, "3"}, {14, "B"}}}, b_pix, source},
           {"segmento J", Part::detail, {{{14, "J"}, barcode_mark}}, tables.j, source},
           {"segmento J-52", Part::detail, {{j52, guarantor_mark}}, tables.j52, source},
           {"segmento J-52", Part::detail, {{{8, "3"}, other_j52}}, j52_pix, source},
           {"segmento O", Part::detail, {{{8, "3"}, {14, "O"}}}, tables.o, source},
           {"segmento Z", Part::detail, {{{8, "3"}, {14, "Z"}}}, tables.z, source},
           {"trailer de lote", Part::lot_trailer, {{{8, "5"}, {}}}, tables.lot_trailer, source},
           {"trailer de arquivo", Part::trailer, {{{8, "9"}, {}}}, tables.trailer, source}}};
}

}  // namespace quita::cnab::payment
