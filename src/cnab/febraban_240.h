// What the banks of CNAB 240 have in common: FEBRABAN's segments Q and U, the trailers, the
// movements and the reasons. Sources: FEBRABAN's positions as in glauberportella/cnab-layouts
// (bb, bradesco, cef: cnab240/cobranca) and banco-br/cnab_yaml (cnab240/generic), compared with
// the columns of eduardokum/laravel-boleto (Cnab/{Remessa,Retorno}/Cnab240).
#pragma once

#include "cnab/derive.h"
#include "cnab/layout.h"

namespace quita::cnab::febraban {

using enum Type;
using enum Key;

inline constexpr std::array<Mark, 2> header_mark{{{4, "0000"}, {8, "0"}}};
inline constexpr std::array<Mark, 2> lot_header_mark{{{8, "1"}, {}}};
inline constexpr std::array<Mark, 2> lot_trailer_mark{{{8, "5"}, {}}};
// Santander's own trailer carries the lot's number where FEBRABAN has 9999.
inline constexpr std::array<Mark, 2> trailer_mark{{{8, "9"}, {}}};
constexpr std::array<Mark, 2> segment_mark(std::string_view letter) {
  return {{{8, "3"}, {14, letter}}};
}

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
    {164, 240, alpha, blanks},  // version, density, reserved
};

inline constexpr Field lot_header[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "1"},
    {9, 9, alpha, operation},
    {10, 11, num, constant, "01"},  // cobrança
    {12, 13, alpha, blanks},
    {14, 16, num, version, "040"},
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
    {104, 183, alpha, blanks},  // messages 1 and 2
    {184, 191, num, file_number},
    {192, 199, date8, made_date},
    {200, 207, num, zeros},  // day of the credit
    {208, 240, alpha, blanks},
};

inline constexpr Field segment_p[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "P"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 22, num, agency},
    {23, 23, alpha, agency_digit},
    {24, 35, num, account},
    {36, 36, alpha, account_digit},
    {37, 37, alpha, blanks},
    {38, 57, alpha, our_number},
    {58, 58, num, version, "1"},    // simple collection
    {59, 59, num, version, "1"},    // registered
    {60, 60, alpha, version, "1"},  // traditional document
    {61, 61, num, version, "2"},    // the company prints the slip
    {62, 62, alpha, version, "2"},  // and sends it
    {63, 77, alpha, your_number},
    {78, 85, date8, due},
    {86, 100, money, amount},
    {101, 105, num, zeros},  // collecting agency
    {106, 106, alpha, blanks},
    {107, 108, num, kind},
    {109, 109, alpha, accepted},
    {110, 117, date8, issued},
    {118, 118, num, interest_code},
    {119, 126, date8, interest_date},
    {127, 141, money, interest},
    {142, 142, num, discount_code},
    {143, 150, date8, discount_date},
    {151, 165, money, discount},
    {166, 180, money, iof},
    {181, 195, money, rebate},
    {196, 220, alpha, company_use},
    {221, 221, num, protest_code},
    {222, 223, num, protest_days},
    {224, 224, num, write_off_code},
    {225, 227, num, write_off_days},
    {228, 229, num, constant, "09"},  // real
    {230, 239, num, zeros},           // contract
    {240, 240, alpha, blanks},
};

inline constexpr Field segment_q[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "Q"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 18, num, payer_document_kind},
    {19, 33, num, payer_document},
    {34, 73, alpha, payer_name},
    {74, 113, alpha, payer_street},
    {114, 128, alpha, payer_district},
    {129, 136, num, payer_postal_code},
    {137, 151, alpha, payer_city},
    {152, 153, alpha, payer_state},
    {154, 169, num, zeros},     // sacador/avalista: type and number
    {170, 209, alpha, blanks},  // sacador/avalista: name
    {210, 212, num, zeros},     // correspondent bank
    {213, 240, alpha, blanks},
};

inline constexpr Field segment_r[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "R"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 18, num, discount2_code},
    {19, 26, date8, discount2_date},
    {27, 41, money, discount2},
    {42, 42, num, discount3_code},
    {43, 50, date8, discount3_date},
    {51, 65, money, discount3},
    {66, 66, num, fine_code},
    {67, 74, date8, fine_date},
    {75, 89, money, fine},
    {90, 199, alpha, blanks},  // messages
    {200, 215, num, zeros},    // payer's occurrences, account for debit
    {216, 216, alpha, blanks},
    {217, 228, num, zeros},
    {229, 230, alpha, blanks},
    {231, 231, num, zeros},
    {232, 240, alpha, blanks},
};

// The Pix of a hybrid slip, in the version 10.11 of the layout.
inline constexpr Field segment_y_pix[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "Y"},
    {15, 15, alpha, blanks},
    {16, 17, num, movement},
    {18, 19, num, constant, "03"},
    {20, 80, alpha, blanks},  // the payer's e-mail and telephone
    {81, 81, alpha, pix_key_kind},
    {82, 158, alpha, pix_key},
    {159, 193, alpha, pix_txid},
    {194, 240, alpha, blanks},
};

// What the bank returns of it: the location of the charge, or the key.
inline constexpr Field segment_y_returned_pix[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "Y"},
    {15, 15, alpha, blanks},
    {16, 17, alpha, movement},
    {18, 19, num, constant, "03"},
    {20, 80, alpha, blanks},  // the payer's e-mail and telephone
    {81, 81, alpha, pix_key_kind},
    {82, 158, alpha, pix_location},
    {159, 193, alpha, pix_txid},
    {194, 240, alpha, blanks},
};

inline constexpr Field segment_t[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "T"},
    {15, 15, alpha, blanks},
    {16, 17, alpha, movement},
    {18, 22, num, agency},
    {23, 23, alpha, agency_digit},
    {24, 35, num, account},
    {36, 36, alpha, account_digit},
    {37, 37, alpha, blanks},
    {38, 57, alpha, our_number},
    {58, 58, num, wallet},
    {59, 73, alpha, your_number},
    {74, 81, date8, due},
    {82, 96, money, amount},
    {97, 99, num, paying_bank},
    {100, 104, num, paying_agency},
    {105, 105, alpha, blanks},
    {106, 130, alpha, company_use},
    {131, 132, num, constant, "09"},  // real
    {133, 133, num, payer_document_kind},
    {134, 148, num, payer_document},
    {149, 188, alpha, payer_name},
    {189, 198, num, zeros},  // contract
    {199, 213, money, fee},
    {214, 223, alpha, reasons},
    {224, 240, alpha, blanks},
};

inline constexpr Field segment_u[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "3"},
    {9, 13, num, sequence},
    {14, 14, alpha, constant, "U"},
    {15, 15, alpha, blanks},
    {16, 17, alpha, movement},
    {18, 32, money, interest},  // interest, fine and other charges
    {33, 47, money, discount},
    {48, 62, money, rebate},
    {63, 77, money, iof},
    {78, 92, money, paid},
    {93, 107, money, net_credit},
    {108, 122, money, other_expenses},
    {123, 137, money, other_credits},
    {138, 145, date8, occurred},
    {146, 153, date8, credited},
    {154, 180, num, zeros},     // payer's occurrence: code, date, value
    {181, 210, alpha, blanks},  // its complement
    {211, 213, num, zeros},     // correspondent bank
    {214, 233, num, zeros},     // nosso número there
    {234, 240, alpha, blanks},
};

// Trailer of the lot with the totals of the simple collection; BB leaves them out.
inline constexpr Field lot_trailer[] = {
    {1, 3, num, bank},
    {4, 7, num, lot},
    {8, 8, num, constant, "5"},
    {9, 17, alpha, blanks},
    {18, 23, num, lot_records},
    {24, 29, num, title_count},
    {30, 46, money, title_total},
    {47, 115, num, zeros},  // the other kinds of collection
    {116, 240, alpha, blanks},
};
inline constexpr Field short_lot_trailer[] = {
    {1, 3, num, bank},      {4, 7, num, lot},           {8, 8, num, constant, "5"},
    {9, 17, alpha, blanks}, {18, 23, num, lot_records}, {24, 240, alpha, blanks},
};
inline constexpr Field file_trailer[] = {
    {1, 3, num, bank},      {4, 7, num, constant, "9999"}, {8, 8, num, constant, "9"},
    {9, 17, alpha, blanks}, {18, 23, num, file_lots},      {24, 29, num, file_records},
    {30, 35, num, zeros},   {36, 240, alpha, blanks},
};

// The records of a remittance and of a return in their order, where only tables differ.
struct Sent {
  std::span<const Field> header = febraban::header;
  std::span<const Field> lot_header = febraban::lot_header;
  std::span<const Field> p = segment_p;
  std::span<const Field> q = segment_q;
  std::span<const Field> r = segment_r;
  std::span<const Field> lot_trailer = febraban::lot_trailer;
  std::span<const Field> trailer = file_trailer;
};
struct Received {
  std::span<const Field> header = febraban::header;
  std::span<const Field> lot_header = febraban::lot_header;
  std::span<const Field> t = segment_t;
  std::span<const Field> u = segment_u;
  std::span<const Field> lot_trailer = febraban::lot_trailer;
  std::span<const Field> trailer = file_trailer;
};
consteval std::array<Record, 7> records(std::string_view source, const Sent& tables) {
  return {{{"header de arquivo", Part::header, header_mark, tables.header, source},
           {"header de lote", Part::lot_header, lot_header_mark, tables.lot_header, source},
           {"segmento P", Part::detail, segment_mark("P"), tables.p, source},
           {"segmento Q", Part::detail, segment_mark("Q"), tables.q, source},
           {"segmento R", Part::detail, segment_mark("R"), tables.r, source},
           {"trailer de lote", Part::lot_trailer, lot_trailer_mark, tables.lot_trailer, source},
           {"trailer de arquivo", Part::trailer, trailer_mark, tables.trailer, source}}};
}
// The same with a hybrid slip's Pix behind each title.
consteval std::array<Record, 8> with_pix(const std::array<Record, 7>& sent,
                                         std::span<const Field> pix, std::string_view id,
                                         std::string_view source) {
  return {{sent[0],
           sent[1],
           sent[2],
           sent[3],
           sent[4],
           {"segmento Y (Pix)", Part::detail, {{{14, "Y"}, {18, id}}}, pix, source},
           sent[5],
           sent[6]}};
}
consteval std::array<Record, 6> records(std::string_view source, const Received& tables) {
  return {{{"header de arquivo", Part::header, header_mark, tables.header, source},
           {"header de lote", Part::lot_header, lot_header_mark, tables.lot_header, source},
           {"segmento T", Part::detail, segment_mark("T"), tables.t, source},
           {"segmento U", Part::detail, segment_mark("U"), tables.u, source},
           {"trailer de lote", Part::lot_trailer, lot_trailer_mark, tables.lot_trailer, source},
           {"trailer de arquivo", Part::trailer, trailer_mark, tables.trailer, source}}};
}

// The same with the Pix that the bank returns behind a title.
consteval std::array<Record, 7> with_pix(const std::array<Record, 6>& received,
                                         std::span<const Field> pix, std::string_view id,
                                         std::string_view source) {
  return {{received[0],
           received[1],
           received[2],
           received[3],
           {"segmento Y (Pix)", Part::detail, {{{14, "Y"}, {18, id}}}, pix, source},
           received[4],
           received[5]}};
}

// Espécie do título, note C015.
extern const std::span<const KindCode> febraban_kinds;
// Movements of the return (note C044) and their reasons (note C047).
extern const std::span<const Occurrence> febraban_occurrences;
extern const std::span<const ReasonTable> febraban_reasons;
// The same, part by part, for banks with codes of their own besides: of entries and instructions
// rejected, of fees, of settlements and write-offs, of the payer's DDA.
extern const std::span<const ReasonWords> febraban_rejections, febraban_fees, febraban_settlements,
    febraban_dda;

}  // namespace quita::cnab::febraban
