// Banco do Brasil's CNAB 400 for agreements (convênios) of 7 digits, with titles of type 7, which
// Ailos took over. Sources: see bb_400.cpp.
#pragma once

#include "cnab/common_400.h"

namespace quita::cnab::bb400 {

using enum Type;
using enum Key;

inline constexpr std::array<Mark, 2> detail_mark{{{1, "7"}, {}}};
inline constexpr std::array<Mark, 2> fine_mark{{{1, "599"}, {}}};

inline constexpr Field own_header[] = {
    {12, 19, alpha, constant, "COBRANCA"},
    {20, 26, alpha, blanks},
    {27, 30, num, agency},
    {31, 31, alpha, agency_digit},
    {32, 39, num, account},
    {40, 40, alpha, account_digit},
    {41, 46, num, zeros},
    {80, 94, alpha, version, "BANCODOBRASIL"},
    {101, 107, num, file_number},
    {108, 129, alpha, blanks},
    {130, 136, num, covenant},
    {137, 394, alpha, blanks},
};
inline constexpr auto header = derive(common400::header, own_header);
inline constexpr Field own_detail[] = {
    {1, 1, num, constant, "7"},     {18, 21, num, agency},
    {22, 22, alpha, agency_digit},  {23, 30, num, account},
    {31, 31, alpha, account_digit}, {32, 38, num, covenant},
    {39, 63, alpha, company_use},   {64, 80, num, our_number},
    {81, 84, num, zeros},  // instalment, group
    {85, 91, alpha, blanks},        {92, 94, num, variation},
    {95, 101, num, zeros},      // caução, borderô
    {102, 106, alpha, blanks},  // simple collection
    {107, 108, num, wallet},        {143, 146, num, zeros},
    {147, 147, alpha, blanks},      {235, 271, alpha, payer_name},
    {272, 274, alpha, blanks},      {352, 391, alpha, blanks},  // message or sacador/avalista
    {392, 393, num, protest_days},  {394, 394, alpha, blanks},
};
inline constexpr auto detail = derive(common400::detail, own_detail);
inline constexpr Field fine_detail[] = {
    {1, 1, num, constant, "5"}, {2, 3, num, constant, "99"}, {4, 4, num, fine_code},
    {5, 10, date6, fine_date},  {11, 22, money, fine},       {23, 394, alpha, blanks},
    {395, 400, num, sequence},
};
constexpr std::array<Record, 4> records(std::string_view source, std::span<const Field> header_,
                                        std::span<const Field> detail_) {
  return {{{"header", Part::header, common400::header_mark, header_, source},
           {"detalhe", Part::detail, detail_mark, detail_, source},
           {"detalhe de multa", Part::detail, fine_mark, fine_detail, source},
           {"trailer", Part::trailer, common400::trailer_mark, common400::trailer, source}}};
}

inline constexpr Field own_return_header[] = {
    {12, 19, alpha, constant, "COBRANCA"},
    {20, 26, alpha, blanks},
    {27, 30, num, agency},
    {31, 31, alpha, agency_digit},
    {32, 39, num, account},
    {40, 40, alpha, account_digit},
    {41, 46, num, zeros},
    {80, 94, alpha, version, "BANCO DO BRASIL"},
    {101, 107, num, file_number},
    {108, 149, alpha, blanks},
    {150, 156, num, covenant},
    {157, 394, alpha, blanks},
};
inline constexpr auto return_header = derive(common400::return_header, own_return_header);
inline constexpr Field own_return_detail[] = {
    {1, 1, num, constant, "7"},    {2, 17, num, zeros},          {18, 21, num, agency},
    {22, 22, alpha, agency_digit}, {23, 30, num, account},       {31, 31, alpha, account_digit},
    {32, 38, num, covenant},       {39, 63, alpha, company_use}, {64, 80, num, our_number},
    {81, 86, num, zeros},  // kind of collection, days
    {87, 88, alpha, reasons},      {89, 91, alpha, blanks},      {92, 94, num, variation},
    {95, 106, num, zeros},         {107, 108, num, wallet},      {169, 172, num, paying_agency},
    {173, 173, alpha, blanks},     {174, 175, num, zeros},  // espécie
    {176, 181, date6, credited},   {182, 188, money, fee},       {293, 305, num, zeros},
    {306, 318, money, net_credit}, {319, 332, num, zeros},       {333, 333, alpha, blanks},
    {334, 391, num, zeros},        {392, 394, alpha, blanks},  // channel of the payment
};
inline constexpr auto return_detail = derive(common400::return_detail, own_return_detail);

}  // namespace quita::cnab::bb400
