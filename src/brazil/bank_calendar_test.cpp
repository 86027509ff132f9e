#include "brazil/bank_calendar.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace quita {
namespace {

TEST(BankCalendar, HasTheMovableHolidaysOf2026To2028) {
  for (const Date day :
       {Date(2026, 2, 16), Date(2026, 2, 17), Date(2026, 4, 3), Date(2026, 6, 4), Date(2027, 2, 8),
        Date(2027, 2, 9), Date(2027, 3, 26), Date(2027, 5, 27), Date(2028, 2, 28),
        Date(2028, 2, 29), Date(2028, 4, 14), Date(2028, 6, 15)}) {
    EXPECT_TRUE(bank_holiday(day).has_value()) << format_iso(day);
    EXPECT_FALSE(is_business_day(day));
  }
  EXPECT_EQ(easter(2026), Date(2026, 4, 5));
  EXPECT_EQ(easter(2027), Date(2027, 3, 28));
  EXPECT_EQ(easter(2028), Date(2028, 4, 16));
  EXPECT_EQ(bank_holiday(Date(2026, 4, 3)), "Sexta-feira da Paixão");
  EXPECT_TRUE(is_business_day(Date(2026, 2, 18))) << "Ash Wednesday opens at noon";
}

TEST(BankCalendar, CountsTwentyNovemberFrom2024) {
  EXPECT_TRUE(is_business_day(Date(2023, 11, 20)));
  EXPECT_FALSE(is_business_day(Date(2024, 11, 20)));
  EXPECT_FALSE(is_business_day(Date(2026, 11, 20)));
}

TEST(BankCalendar, MovesToBusinessDays) {
  EXPECT_EQ(next_business_day(Date(2026, 11, 22)), Date(2026, 11, 23));  // Sunday
  EXPECT_EQ(next_business_day(Date(2026, 11, 23)), Date(2026, 11, 23));
  EXPECT_EQ(next_business_day(Date(2026, 2, 14)), Date(2026, 2, 18));  // Carnival weekend
  EXPECT_EQ(add_business_days(Date(2026, 11, 19), 1), Date(2026, 11, 23));
  EXPECT_EQ(add_business_days(Date(2026, 11, 22), 1), Date(2026, 11, 23));
  EXPECT_EQ(add_business_days(Date(2026, 11, 22), 0), Date(2026, 11, 23));
  EXPECT_EQ(add_business_days(Date(2026, 11, 23), -1), Date(2026, 11, 19));
  EXPECT_EQ(add_business_days(Date(2026, 11, 23), 5), Date(2026, 11, 30));
}

TEST(BankCalendar, TheLastBusinessDayOfAYearServesNobody) {
  EXPECT_EQ(last_business_day_of_year(2026), Date(2026, 12, 31));
  EXPECT_EQ(last_business_day_of_year(2027), Date(2027, 12, 31));
  EXPECT_EQ(last_business_day_of_year(2028), Date(2028, 12, 29));  // 30 is a Saturday
  EXPECT_TRUE(is_business_day(Date(2026, 12, 31)));
  EXPECT_FALSE(has_public_service(Date(2026, 12, 31)));
  EXPECT_TRUE(has_public_service(Date(2026, 12, 30)));
  EXPECT_EQ(next_public_service_day(Date(2026, 12, 31)), Date(2027, 1, 4));
  EXPECT_EQ(next_public_service_day(Date(2026, 11, 20)), Date(2026, 11, 23));
}

TEST(BankCalendar, EqualsThePublishedListFrom2001To2099) {
  std::ifstream file(std::filesystem::path(QUITA_SHARED_DIR) / "data/reference/bank-holidays.cal");
  if (!file) GTEST_SKIP() << "the shared reference data is not here";
  std::set<Date> published;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (const auto date = parse_iso_date(line)) published.insert(*date);
  }
  ASSERT_GT(published.size(), 1000u);
  for (Date day(2001, 1, 1); day <= Date(2099, 12, 31); ++day) {
    EXPECT_EQ(bank_holiday(day).has_value(), published.contains(day)) << format_iso(day);
  }
}

}  // namespace
}  // namespace quita
