// What the banks of CNAB 240 have in common: FEBRABAN's segments Q and U, the trailers, the
// movements and the reasons. Sources: FEBRABAN's positions as in glauberportella/cnab-layouts
// (bb, bradesco, cef: cnab240/cobranca) and banco-br/cnab_yaml (cnab240/generic), compared with
// the columns of eduardokum/laravel-boleto (Cnab/{Remessa,Retorno}/Cnab240).
#pragma once

#include "cnab/layout.h"

namespace quita::cnab::febraban {

using enum Type;
using enum Key;

inline constexpr std::array<Mark, 2> header_mark{{{4, "0000"}, {8, "0"}}};
inline constexpr std::array<Mark, 2> lot_header_mark{{{8, "1"}, {}}};
inline constexpr std::array<Mark, 2> lot_trailer_mark{{{8, "5"}, {}}};
inline constexpr std::array<Mark, 2> trailer_mark{{{4, "9999"}, {8, "9"}}};
constexpr std::array<Mark, 2> segment_mark(std::string_view letter) {
  return {{{8, "3"}, {14, letter}}};
}

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

// Espécie do título, note C015.
extern const std::span<const KindCode> febraban_kinds;
// Movements of the return (note C044) and their reasons (note C047).
extern const std::span<const Occurrence> febraban_occurrences;
extern const std::span<const ReasonTable> febraban_reasons;

}  // namespace quita::cnab::febraban
