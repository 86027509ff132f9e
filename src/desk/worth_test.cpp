// The formula of a conversation's worth: it can be told in one line, and it orders as people would.
#include "desk/worth.h"

#include <gtest/gtest.h>

namespace quita::desk {
namespace {

using dunning::HoldKind;
using dunning::Profile;

constexpr Date today(2026, 11, 23);

WorkFacts late(int days, std::int64_t reais = 1'000) {
  WorkFacts facts;
  facts.owed = Money::centavos(reais * 100);
  facts.days_late = days;
  return facts;
}
Money expected(const WorkFacts& facts) { return worth_of(facts, today)->expected; }

TEST(Worth, IsOwedTimesTheFactorsThatItTells) {
  WorkFacts facts = late(40);
  facts.profile = Profile::unwilling;
  facts.broken_promises = 1;
  const Worth worth = *worth_of(facts, today);
  EXPECT_EQ(worth.expected, Money::centavos(100'000 * 18 / 100 * 50 / 100 * 80 / 100));
  ASSERT_EQ(worth.factors.size(), 3u);
  EXPECT_EQ(worth.factors[0].label, "31 a 60 dias de atraso");
  EXPECT_EQ(worth.factors[0].percent, 18);
  // What the factors say is what was multiplied.
  Money product = facts.owed;
  for (const Factor& factor : worth.factors)
    product = multiply_divide(product, factor.percent, 100, Rounding::down);
  EXPECT_EQ(product, worth.expected);
}

TEST(Worth, NothingLateOrHeldElsewhereIsNobodysWork) {
  EXPECT_FALSE(worth_of(late(0), today));
  WorkFacts legal = late(30);
  legal.out_of_reach = true;
  EXPECT_FALSE(worth_of(legal, today));
}

TEST(Worth, WhoPaysByHimselfOrHardlyAtAllIsWorthLessThanTheMiddle) {
  EXPECT_LT(expected(late(2)), expected(late(20)));
  EXPECT_LT(expected(late(400)), expected(late(20)));
  WorkFacts punctual = late(20), silent = late(20);
  punctual.profile = Profile::punctual;
  silent.profile = Profile::did_not_receive;
  EXPECT_LT(expected(punctual), expected(late(20)));
  EXPECT_GT(expected(silent), expected(late(20)));
}

TEST(Worth, WhoWasJustCalledWaits) {
  WorkFacts facts = late(20);
  facts.talked_on = today;
  const Worth worth = *worth_of(facts, today);
  EXPECT_EQ(worth.expected, Money::centavos(100'000 * 20 / 100 * 20 / 100));
  EXPECT_EQ(worth.changes_on, today + 3);
  EXPECT_EQ(worth_of(facts, today + 3)->factors.back().percent, 60);
  facts.talked_on = today - 8;
  EXPECT_EQ(expected(facts), expected(late(20)));
}

TEST(Worth, TheThreeSections) {
  EXPECT_EQ(worth_of(late(60), today)->section, Section::easy);
  EXPECT_EQ(worth_of(late(61), today)->section, Section::at_risk);
  WorkFacts broken = late(20);
  broken.broken_promises = 2;
  EXPECT_EQ(worth_of(broken, today)->section, Section::at_risk);
  WorkFacts fragile = late(20);
  fragile.vulnerable = true;
  EXPECT_EQ(worth_of(fragile, today)->section, Section::at_risk);
  WorkFacts promised = late(61);
  promised.waits = HoldKind::promise;
  promised.waits_until = today + 3;
  EXPECT_EQ(worth_of(promised, today)->section, Section::open);
  EXPECT_EQ(worth_of(promised, today)->changes_on, today + 3);
}

TEST(Worth, ADisputeWaitsForUsAndAPromiseDoesNot) {
  WorkFacts dispute = late(20), promise = late(20);
  dispute.waits = HoldKind::dispute;
  promise.waits = HoldKind::promise;
  promise.waits_until = today + 3;
  EXPECT_GT(expected(dispute), expected(promise));
  promise.waits_until = today;
  EXPECT_GT(expected(promise), Money::centavos(100'000 * 20 / 100 * 10 / 100));
}

TEST(Worth, AnAgreedCallStandsFirstOnItsDayOnly) {
  WorkFacts facts = late(20);
  facts.next_call_on = today + 1;
  EXPECT_FALSE(worth_of(facts, today)->agreed);
  EXPECT_EQ(worth_of(facts, today)->changes_on, today + 1);
  EXPECT_TRUE(worth_of(facts, today + 1)->agreed);
  EXPECT_TRUE(worth_of(facts, today + 2)->agreed);
}

// Law: between today and `changes_on` time alone moves nobody.
TEST(Worth, NothingChangesBeforeTheDayThatItTells) {
  for (int days = 1; days <= 400; ++days) {
    for (int talked : {-1, 0, 2, 3, 7, 8}) {
      WorkFacts facts = late(days);
      if (talked >= 0) facts.talked_on = today - talked;
      const Worth now = *worth_of(facts, today);
      ASSERT_GT(now.changes_on, today);
      ASSERT_LE(now.changes_on, today + 7);
      for (Date later = today + 1; later < now.changes_on; ++later) {
        WorkFacts then = facts;
        then.days_late = days + (later - today);
        ASSERT_EQ(worth_of(then, later)->expected, now.expected) << days << " " << talked;
        ASSERT_EQ(worth_of(then, later)->agreed, now.agreed);
      }
    }
  }
}

}  // namespace
}  // namespace quita::desk
