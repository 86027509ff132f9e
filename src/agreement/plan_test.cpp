// Instalments add up, to the centavo, whatever the sum, the count and the terms.
#include "agreement/plan.h"

#include <gtest/gtest.h>

#include <random>

namespace quita::agreement {
namespace {

constexpr Date today(2026, 11, 23);

Terms terms(int most, Rate interest = {}, Rate first = {}) {
  Terms terms;
  terms.most = most;
  terms.interest = interest;
  terms.first = first;
  return terms;
}

TEST(Plan, EqualPartsWithoutInterestTheLastTakesTheCentavos) {
  const auto made = plan(Money::centavos(100'00), 3, terms(6), today);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->interest, Money());
  ASSERT_EQ(made->instalments.size(), 3u);
  EXPECT_EQ(made->instalments[0].amount, Money::centavos(33'33));
  EXPECT_EQ(made->instalments[1].amount, Money::centavos(33'33));
  EXPECT_EQ(made->instalments[2].amount, Money::centavos(33'34));
  EXPECT_EQ(made->instalments[0].due, Date(2026, 11, 26));
  EXPECT_EQ(made->instalments[1].due, Date(2026, 12, 26));
  EXPECT_EQ(made->instalments[2].due, Date(2027, 1, 26));
}

// R$ 900 in three parts of R$ 300: the second bears one month, the third two: 1 % × 300 × (1 + 2).
TEST(Plan, InterestIsSimpleOnEachPartUntilItsDay) {
  const auto made = plan(Money::centavos(900'00), 3, terms(6, Rate::percent(1)), today);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->interest, Money::centavos(9'00));
  EXPECT_EQ(made->total(), Money::centavos(909'00));
  for (const auto& each : made->instalments) EXPECT_EQ(each.amount, Money::centavos(303'00));
}

// 30 % of R$ 1.000 first; R$ 350 after one month and R$ 350 after two: 1 % × 350 × (1 + 2).
TEST(Plan, ADownPaymentBearsNothing) {
  const auto made =
      plan(Money::centavos(1'000'00), 3, terms(6, Rate::percent(1), Rate::percent(30)), today);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->instalments[0].amount, Money::centavos(300'00));
  EXPECT_EQ(made->interest, Money::centavos(10'50));
  EXPECT_EQ(made->instalments[1].amount, Money::centavos(355'25));
  EXPECT_EQ(made->instalments[2].amount, Money::centavos(355'25));
}

TEST(Plan, IntervalsAreDaysOrTheSameDayOfTheMonth) {
  auto weekly = terms(4, Rate::percent(3));
  weekly.interval = Interval::week;
  weekly.first_days = 0;
  const auto made = plan(Money::centavos(200'00), 2, weekly, today);
  EXPECT_EQ(made->instalments[1].due, today + 7);
  EXPECT_EQ(made->interest, Money::centavos(70)) << "3 % × 100 × 7/30";
  auto monthly = terms(4);
  monthly.first_days = 0;
  const auto months = plan(Money::centavos(300'00), 3, monthly, Date(2027, 1, 31));
  EXPECT_EQ(months->instalments[1].due, Date(2027, 2, 28));
  EXPECT_EQ(months->instalments[2].due, Date(2027, 3, 31)) << "and not the 28th for ever";
}

TEST(Plan, NoInstalmentIsBelowTheLeast) {
  auto wanted = terms(12);
  wanted.least = Money::centavos(50'00);
  const auto all = plans(Money::centavos(220'00), wanted, today);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all.back().instalments.size(), 4u);
  EXPECT_TRUE(plans(Money::centavos(99'99), wanted, today).empty());
  EXPECT_FALSE(plan(Money::centavos(220'00), 1, wanted, today)) << "at once is no plan";
  EXPECT_FALSE(plan(Money::centavos(220'00), 13, terms(12), today));
}

TEST(Plan, AddsUpWhateverTheTerms) {
  std::mt19937 random(5);
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  int made_count = 0;
  for (int i = 0; i < 20'000; ++i) {
    SCOPED_TRACE(i);
    auto wanted = terms(pick(2, 60), Rate::ppm(pick(0, 33'000)),
                        pick(0, 1) == 0 ? Rate() : Rate::ppm(pick(1, 900'000)));
    wanted.interval = static_cast<Interval>(pick(0, 2));
    wanted.least = Money::centavos(pick(1, 100'00));
    const Money sum = Money::centavos(pick(1, 5'000'000));
    const int count = pick(2, wanted.most);
    const auto made = plan(sum, count, wanted, today);
    if (!made) continue;
    ++made_count;
    Money total;
    std::optional<Date> before;
    for (const auto& each : made->instalments) {
      total += each.amount;
      ASSERT_GE(each.amount, wanted.least);
      ASSERT_TRUE(!before || *before < each.due);
      before = each.due;
    }
    ASSERT_EQ(static_cast<int>(made->instalments.size()), count);
    ASSERT_EQ(total, made->total());
    ASSERT_EQ(made->sum, sum);
    ASSERT_FALSE(made->interest.negative());
    // Nobody pays more for the last one than the centavos that the others leave.
    const Money spread = made->instalments.back().amount - made->instalments[1].amount;
    ASSERT_FALSE(spread.negative());
    ASSERT_LT(spread, Money::centavos(count));
  }
  EXPECT_GT(made_count, 10'000);
}

}  // namespace
}  // namespace quita::agreement
