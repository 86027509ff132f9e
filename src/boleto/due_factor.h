// The due factor: four digits that stand for a due date in the barcode (FEBRABAN).
//
//   07/10/1997 + n days  <->  n            for n = 1 … 9999 (21/02/2025)
//   22/02/2025           <->  1000 again, and every 9,000 days after that: 14/10/2049, 07/06/2074…
//   0000                 no due date in the barcode
//
// A factor of 1000 or more therefore names one date in each cycle; which one is meant is decided by
// a window around the day of reading: up to 3,000 days before it and 5,500 after it. The 499 days
// that no window reaches are FEBRABAN's safety band, and name no date.
#pragma once

#include <optional>

#include "base/date.h"

namespace quita::boleto {

inline constexpr Date due_factor_base{1997, 10, 7};
inline constexpr Date due_date_min{1997, 10, 8};  // factor 1
inline constexpr int due_window_before_days = 3000;
inline constexpr int due_window_after_days = 5500;

// 1 … 9999, for a date from due_date_min on; an earlier one is the caller's bug and stops.
int due_factor(Date due);

// The date that `factor` (0 … 9999) names for a reader on `reference`; nothing for 0 and for the
// safety band.
std::optional<Date> due_date(int factor, Date reference);

}  // namespace quita::boleto
