#include "brazil/bank_calendar.h"

#include <array>

namespace quita {

namespace {

struct FixedHoliday {
  unsigned month, day;
  int from_year;
  std::string_view name;
};

// Lei 662/1949, Lei 6.802/1980, Lei 14.759/2023.
constexpr std::array<FixedHoliday, 9> fixed_holidays = {{
    {1, 1, 0, "Confraternização Universal"},
    {4, 21, 0, "Tiradentes"},
    {5, 1, 0, "Dia do Trabalho"},
    {9, 7, 0, "Independência do Brasil"},
    {10, 12, 0, "Nossa Senhora Aparecida"},
    {11, 2, 0, "Finados"},
    {11, 15, 0, "Proclamação da República"},
    {11, 20, 2024, "Dia Nacional de Zumbi e da Consciência Negra"},
    {12, 25, 0, "Natal"},
}};

bool weekend(Date date) { return date.weekday() == 0 || date.weekday() == 6; }

}  // namespace

// The anonymous Gregorian computus (Meeus, Jones and Butcher).
Date easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  const int day = (h + l - 7 * m + 114) % 31 + 1;
  return Date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<std::string_view> bank_holiday(Date date) {
  const auto ymd = date.ymd();
  const auto month = static_cast<unsigned>(ymd.month());
  const auto day = static_cast<unsigned>(ymd.day());
  const int year = static_cast<int>(ymd.year());
  for (const auto& holiday : fixed_holidays) {
    if (holiday.month == month && holiday.day == day && year >= holiday.from_year) {
      return holiday.name;
    }
  }
  if (month < 2 || month > 6) return std::nullopt;  // no movable one outside February to June
  switch (date - easter(year)) {
    case -48:
    case -47:
      return "Carnaval";
    case -2:
      return "Sexta-feira da Paixão";
    case 60:
      return "Corpus Christi";
    default:
      return std::nullopt;
  }
}

bool is_business_day(Date date) { return !weekend(date) && !bank_holiday(date); }

Date next_business_day(Date date) {
  while (!is_business_day(date)) ++date;
  return date;
}

Date add_business_days(Date date, int days) {
  if (days == 0) return next_business_day(date);
  const int step = days > 0 ? 1 : -1;
  for (; days != 0; days -= step) {
    do {
      date = date + step;
    } while (!is_business_day(date));
  }
  return date;
}

Date last_business_day_of_year(int year) { return add_business_days(Date(year + 1, 1, 1), -1); }

bool has_public_service(Date date) {
  return is_business_day(date) && date != last_business_day_of_year(date.year());
}

Date next_public_service_day(Date date) {
  while (!has_public_service(date)) ++date;
  return date;
}

}  // namespace quita
