// C6's CNAB 400 remittance, which Pefisa took with a few columns of its own. Sources: c6_400.cpp.
#pragma once

#include "cnab/common_400.h"

namespace quita::cnab::c6 {

using enum Type;
using enum Key;

inline constexpr Field own_header[] = {
    {27, 38, num, beneficiary_code}, {39, 46, alpha, blanks},
    {101, 108, alpha, blanks},       {109, 120, num, zeros},  // account at a correspondent
    {121, 386, alpha, blanks},       {387, 394, num, file_number},
};
inline constexpr auto header = derive(common400::header, own_header);
inline constexpr Field own_detail[] = {
    {18, 29, num, beneficiary_code},
    {30, 37, alpha, blanks},
    {63, 63, num, zeros},
    {64, 73, num, our_number},
    {74, 74, alpha, our_number_digit},
    {75, 82, alpha, blanks},
    {83, 85, num, bank},
    {86, 106, alpha, blanks},
    {107, 108, num, wallet},
    {140, 147, alpha, blanks},
    {157, 160, num, zeros},  // instructions
    {193, 198, date6, fine_date},
    {199, 205, alpha, blanks},
    {352, 381, alpha, blanks},  // drawer or message
    {382, 382, num, fine_code},
    {383, 384, num, fine},  // whole percent
    {385, 385, alpha, blanks},
    {386, 391, date6, interest_date},
    {392, 393, num, protest_days},
    {394, 394, alpha, blanks},
};
inline constexpr auto detail = derive(common400::detail, own_detail);

}  // namespace quita::cnab::c6
