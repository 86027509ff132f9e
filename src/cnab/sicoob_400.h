// Sicoob's CNAB 400 remittance, which Credisan took with a few columns of its own. Sources:
// sicoob_400.cpp.
#pragma once

#include "cnab/common_400.h"

namespace quita::cnab::sicoob {

using enum Type;
using enum Key;

inline constexpr Field own_detail[] = {
    {18, 21, num, agency},
    {22, 22, alpha, agency_digit},
    {23, 30, num, account},
    {31, 31, alpha, account_digit},
    {32, 37, num, zeros},  // covenant
    {63, 73, num, our_number},
    {74, 74, num, our_number_digit},
    {75, 76, num, version, "01"},  // instalment
    {77, 78, num, zeros},
    {79, 85, alpha, blanks},
    {86, 101, num, zeros},  // variation, pledge, contract, borderô
    {102, 105, alpha, blanks},
    {106, 106, num, version, "2"},  // the company issues
    {107, 108, num, wallet_code},
    {143, 146, num, agency},
    {147, 147, alpha, agency_digit},
    {157, 160, num, zeros},  // instructions
    {161, 166, num, interest_rate},
    {167, 172, num, fine_rate},
    {173, 173, num, version, "2"},  // the company distributes
    {193, 193, num, version, "9"},  // real
    {194, 205, num, zeros},         // IOF
    {275, 311, alpha, payer_street},
    {312, 326, alpha, payer_district},
    {352, 391, alpha, blanks},
    {392, 393, num, protest_days},
    {394, 394, alpha, blanks},
};
inline constexpr auto detail = derive(common400::detail, own_detail);

inline constexpr KindCode kinds[] = {
    {"DM", "01"},  {"NP", "02"}, {"NS", "03"}, {"RC", "05"}, {"DR", "06"}, {"LC", "08"},
    {"WAR", "09"}, {"CH", "10"}, {"DS", "12"}, {"ND", "13"}, {"TM", "14"}, {"TS", "15"},
    {"FAT", "18"}, {"AP", "20"}, {"ME", "21"}, {"PC", "22"}, {"OU", "99"},
};

}  // namespace quita::cnab::sicoob
