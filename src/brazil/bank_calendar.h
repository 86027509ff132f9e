// The bank calendar (Res. CMN 4.880/2020): on which days payments settle, by rule and for any
// year, so that no table runs out.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace quita {

// The name of the national bank holiday on that date, in Portuguese; nothing on other days.
// Weekends are not holidays. Holds from 2001 on: 20 November counts from 2024 (Lei 14.759/2023).
std::optional<std::string_view> bank_holiday(Date);

// Monday to Friday and no bank holiday. Ash Wednesday (opens at noon) is a business day.
bool is_business_day(Date);
// The date itself, or the first business day after it.
Date next_business_day(Date);
// `days` > 0: that many business days later; < 0: earlier; 0: next_business_day(date).
Date add_business_days(Date, int days);

// The last business day of a year: banks settle among themselves but serve nobody (FEBRABAN).
Date last_business_day_of_year(int year);
// A business day on which a bill can be paid at a bank: not the last one of the year.
bool has_public_service(Date);
// The date itself, or the first day after it with public service: until then a bill whose due
// date fell on a closed day is paid without charges (Lei 7.089/1983).
Date next_public_service_day(Date);

Date easter(int year);  // Gregorian

}  // namespace quita
