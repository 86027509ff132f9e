// What most banks' CNAB 400 have in common. There is no standard, but nearly all of them took the
// columns of the same old layout (Bradesco's and Itaú's: 109-351 of the remittance's detail and
// 109-301 of the return's), so that a bank's table is this one and its own columns. Sources: the
// columns of eduardokum/laravel-boleto (Cnab400), kivanio/brcobranca (cnab400) and BoletoNetCore
// (*.CNAB400), which agree on them; what differs stands in the banks' files.
#pragma once

#include "cnab/derive.h"
#include "cnab/layout.h"

namespace quita::cnab::common400 {

using enum Type;
using enum Key;

inline constexpr std::array<Mark, 2> header_mark{{{1, "0"}, {}}};
inline constexpr std::array<Mark, 2> detail_mark{{{1, "1"}, {}}};
inline constexpr std::array<Mark, 2> trailer_mark{{{1, "9"}, {}}};

inline constexpr Field header[] = {
    {1, 1, num, constant, "0"},
    {2, 2, num, constant, "1"},
    {3, 9, alpha, constant, "REMESSA"},
    {10, 11, num, constant, "01"},
    {12, 26, alpha, constant, "COBRANCA"},
    {27, 46, num, covenant},
    {47, 76, alpha, company_name},
    {77, 79, num, bank},
    {80, 94, alpha, blanks},  // the bank's name
    {95, 100, date6, made_date},
    {101, 394, alpha, blanks},
    {395, 400, num, sequence},
};
inline constexpr Field detail[] = {
    {1, 1, num, constant, "1"},
    {2, 3, num, company_document_kind},
    {4, 17, num, company_document},
    {18, 37, alpha, blanks},
    {38, 62, alpha, company_use},
    {63, 107, alpha, blanks},
    {108, 108, num, wallet_code},
    {109, 110, num, movement},
    {111, 120, alpha, your_number},
    {121, 126, date6, due},
    {127, 139, money, amount},
    {140, 142, num, bank},
    {143, 147, num, zeros},  // collecting agency
    {148, 149, num, kind},
    {150, 150, alpha, accepted},
    {151, 156, date6, issued},
    {157, 158, num, protest_code},
    {159, 160, num, zeros},
    {161, 173, money, interest},  // a day
    {174, 179, date6, discount_date},
    {180, 192, money, discount},
    {193, 205, money, iof},
    {206, 218, money, rebate},
    {219, 220, num, payer_document_kind},
    {221, 234, num, payer_document},
    {235, 274, alpha, payer_name},
    {275, 314, alpha, payer_street},
    {315, 326, alpha, payer_district},
    {327, 334, num, payer_postal_code},
    {335, 349, alpha, payer_city},
    {350, 351, alpha, payer_state},
    {352, 394, alpha, blanks},  // drawer
    {395, 400, num, sequence},
};
inline constexpr Field trailer[] = {
    {1, 1, num, constant, "9"},
    {2, 394, alpha, blanks},
    {395, 400, num, sequence},
};

inline constexpr Field return_header[] = {
    {1, 1, num, constant, "0"},
    {2, 2, num, constant, "2"},
    {3, 9, alpha, constant, "RETORNO"},
    {10, 11, num, constant, "01"},
    {12, 26, alpha, constant, "COBRANCA"},
    {27, 46, num, covenant},
    {47, 76, alpha, company_name},
    {77, 79, num, bank},
    {80, 94, alpha, blanks},
    {95, 100, date6, made_date},
    {101, 394, alpha, blanks},
    {395, 400, num, sequence},
};
inline constexpr Field return_detail[] = {
    {1, 1, num, constant, "1"},     {2, 3, num, company_document_kind},
    {4, 17, num, company_document}, {18, 37, alpha, blanks},
    {38, 62, alpha, company_use},   {63, 107, alpha, blanks},
    {108, 108, num, wallet_code},   {109, 110, alpha, movement},
    {111, 116, date6, occurred},    {117, 126, alpha, your_number},
    {127, 146, alpha, blanks},      {147, 152, date6, due},
    {153, 165, money, amount},      {166, 168, num, paying_bank},
    {169, 173, num, paying_agency}, {174, 175, alpha, blanks},  // espécie
    {176, 188, money, fee},         {189, 201, money, other_expenses},
    {202, 214, num, zeros},  // interest of the operation
    {215, 227, money, iof},         {228, 240, money, rebate},
    {241, 253, money, discount},    {254, 266, money, paid},
    {267, 279, money, interest},    {280, 292, money, other_credits},
    {293, 295, alpha, blanks},      {296, 301, date6, credited},
    {302, 394, alpha, blanks},      {395, 400, num, sequence},
};
inline constexpr Field return_trailer[] = {
    {1, 1, num, constant, "9"}, {2, 2, num, constant, "2"}, {3, 4, num, constant, "01"},
    {5, 7, num, bank},          {8, 394, alpha, blanks},    {395, 400, num, sequence},
};

struct Sent {
  std::span<const Field> header = common400::header;
  std::span<const Field> detail = common400::detail;
  std::span<const Field> trailer = common400::trailer;
};
struct Received {
  std::span<const Field> header = return_header;
  std::span<const Field> detail = return_detail;
  std::span<const Field> trailer = return_trailer;
};
consteval std::array<Record, 3> records(std::string_view source, const Sent& tables) {
  return {{{"header", Part::header, header_mark, tables.header, source},
           {"detalhe", Part::detail, detail_mark, tables.detail, source},
           {"trailer", Part::trailer, trailer_mark, tables.trailer, source}}};
}
consteval std::array<Record, 3> records(std::string_view source, const Received& tables) {
  return {{{"header", Part::header, header_mark, tables.header, source},
           {"detalhe", Part::detail, detail_mark, tables.detail, source},
           {"trailer", Part::trailer, trailer_mark, tables.trailer, source}}};
}

}  // namespace quita::cnab::common400
