// Bradesco's CNAB 240 remittance, which BMP Money Plus took whole. Sources: bradesco_240.cpp.
#pragma once

#include "cnab/febraban_240.h"

namespace quita::cnab::bradesco240 {

using enum Type;
using enum Key;

inline constexpr Field own_header[] = {
    {33, 52, num, covenant},   {103, 132, alpha, version, "BANCO BRADESCO S.A."},
    {133, 142, alpha, blanks}, {164, 166, num, version, "084"},
    {167, 171, num, zeros},    {172, 240, alpha, blanks},
};
inline constexpr auto header = derive(febraban::header, own_header);
inline constexpr Field own_lot_header[] = {
    {14, 16, num, version, "042"},
    {34, 53, num, covenant},
};
inline constexpr auto lot_header = derive(febraban::lot_header, own_lot_header);
inline constexpr Field own_segment_p[] = {
    {38, 40, num, wallet},           {41, 45, num, zeros},
    {46, 56, num, our_number},       {57, 57, alpha, our_number_digit},
    {106, 106, alpha, version, "0"},
};
inline constexpr auto segment_p = derive(febraban::segment_p, own_segment_p);

}  // namespace quita::cnab::bradesco240
