// When a missing return file means that nobody knows who paid.
#include "banking/return_calendar.h"

#include <gtest/gtest.h>

#include "brazil/bank_calendar.h"

namespace quita::banking {
namespace {

// Files of the last ten business days up to `last`, without `missed` of them.
ReturnsKnown known_until(Date last, int missed = 0) {
  ReturnsKnown known;
  known.since = last - 100;
  for (int i = daily_days_looked_at - 1; i >= 0; --i) {
    // Those in the middle: the last one is there.
    if (i >= 1 && i <= missed) continue;
    known.told.push_back(i == 0 ? last : add_business_days(last, -i));
  }
  return known;
}

constexpr Date thursday(2026, 12, 3);
constexpr Date friday = thursday + 1;
constexpr Date monday = friday + 3;

TEST(ReturnGap, IsNoneWhileTheBankHasToldOfTheBusinessDayBefore) {
  EXPECT_FALSE(return_gap(known_until(thursday), friday));
  EXPECT_FALSE(return_gap(known_until(friday), friday + 1));  // Saturday
  EXPECT_FALSE(return_gap(known_until(friday), monday));
}

TEST(ReturnGap, WaitsTwoBusinessDaysAndThenGoesOn) {
  const auto gap = return_gap(known_until(thursday), monday);
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->missing, friday);
  EXPECT_EQ(gap->waits_until, monday + 1);
  EXPECT_FALSE(gap->waits_on(friday));
  for (const Date day : {friday + 1, friday + 2, monday, monday + 1})
    EXPECT_TRUE(gap->waits_on(day)) << format_iso(day);
  EXPECT_FALSE(gap->waits_on(monday + 2));
  EXPECT_EQ(return_gap(known_until(thursday), monday + 30), gap);  // and is not forgotten
}

TEST(ReturnGap, MeansNothingWhereFilesComeNowAndThen) {
  EXPECT_TRUE(return_gap(known_until(thursday, 2), monday));
  EXPECT_FALSE(return_gap(known_until(thursday, 3), monday));
  EXPECT_FALSE(return_gap(ReturnsKnown{}, monday));
}

TEST(ReturnGap, FollowsWhatAPersonSaid) {
  ReturnsKnown known = known_until(thursday, 6);
  known.rhythm = ReturnRhythm::daily;
  EXPECT_TRUE(return_gap(known, monday));
  known.given_up = friday;
  EXPECT_FALSE(return_gap(known, monday));
  EXPECT_TRUE(return_gap(known, monday + 1));  // of Monday's file nobody said anything
  known = known_until(thursday);
  known.rhythm = ReturnRhythm::never;
  EXPECT_FALSE(return_gap(known, monday));
  ReturnsKnown fresh;
  fresh.rhythm = ReturnRhythm::daily;
  fresh.since = monday;
  EXPECT_FALSE(return_gap(fresh, monday));
  EXPECT_EQ(return_gap(fresh, monday + 1)->missing, monday);
}

TEST(CoveredDay, IsTheLatestOfWhatHappenedAndOfWhatTheDateOfTheFileMeans) {
  cnab::ReturnFile file;
  EXPECT_EQ(covered_day(file, monday), friday);  // it says nothing: of the business day before
  file.made = monday;
  EXPECT_EQ(covered_day(file, monday), friday);      // made in the morning
  EXPECT_EQ(covered_day(file, monday + 1), monday);  // made in the night
  cnab::ReturnEntry entry;
  entry.occurred = thursday;
  file.entries = {entry};
  EXPECT_EQ(covered_day(file, monday), friday);
  file.entries[0].occurred = monday;
  EXPECT_EQ(covered_day(file, monday), monday);
  file.entries[0].occurred = friday + 1;  // a Pix of the Saturday
  EXPECT_EQ(covered_day(file, monday), friday);
  file.entries[0].occurred = monday + 365;  // a date that cannot be is believed by nobody
  EXPECT_EQ(covered_day(file, monday), friday);
}

// Monday morning's file, forgotten until Tuesday: of Monday nobody has told, and who paid then must
// not hear that he did not.
TEST(CoveredDay, OfAFileThatWasImportedLateIsTheDayThatItTellsOf) {
  cnab::ReturnFile file;
  file.made = monday;
  cnab::ReturnEntry entry;
  entry.occurred = friday;
  file.entries = {entry};
  EXPECT_EQ(covered_day(file, monday + 1), friday);
  file.entries[0].occurred = monday;  // made in the night
  EXPECT_EQ(covered_day(file, monday + 1), monday);
}

}  // namespace
}  // namespace quita::banking
