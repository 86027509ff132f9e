// The algebra of holds: its laws, tried on random holds.
#include "dunning/hold_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace quita::dunning {
namespace {

constexpr Date start(2026, 12, 1);

TitleId numbered(int number) {
  TitleId id;
  id.uuid.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

Date some_day() { return start + *rc::gen::inRange(0, 40); }

HoldFacts some_hold() {
  HoldFacts hold;
  hold.kind = static_cast<HoldKind>(*rc::gen::inRange(0, 6));
  if (*rc::gen::arbitrary<bool>()) hold.title = numbered(*rc::gen::inRange(1, 4));
  hold.starts_on = some_day();
  if (*rc::gen::inRange(0, 5) > 0) hold.ends_on = hold.starts_on + *rc::gen::inRange(-2, 20);
  return hold;
}

std::vector<HoldFacts> some_holds() {
  std::vector<HoldFacts> holds;
  for (int left = *rc::gen::inRange(0, 8); left > 0; --left) holds.push_back(some_hold());
  return holds;
}

TEST(HoldRules, HoldsAreTheUnionOfTheirIntervals) {
  EXPECT_TRUE(rc::check("union", [] {
    const auto some = some_holds();
    const auto others = some_holds();
    const TitleId title = numbered(*rc::gen::inRange(1, 4));
    const Date date = some_day();
    auto all = some;
    all.insert(all.end(), others.begin(), others.end());
    RC_ASSERT(is_held(all, title, date) ==
              (is_held(some, title, date) || is_held(others, title, date)));
    RC_ASSERT(holds_on(all, title, date).size() ==
              holds_on(some, title, date).size() + holds_on(others, title, date).size());
  }));
}

TEST(HoldRules, TheirOrderChangesNothing) {
  EXPECT_TRUE(rc::check("order", [] {
    const auto holds = some_holds();
    auto turned = holds;
    std::reverse(turned.begin(), turned.end());
    const TitleId title = numbered(*rc::gen::inRange(1, 4));
    const Date date = some_day();
    RC_ASSERT(resumes_on(holds, title, date) == resumes_on(turned, title, date));
    const auto told = holds_on(holds, title, date);
    const auto turned_told = holds_on(turned, title, date);
    RC_ASSERT(told.size() == turned_told.size());
    if (told.empty()) return;
    RC_ASSERT(told.front()->kind == turned_told.front()->kind);
    RC_ASSERT(told.front()->ends_on == turned_told.front()->ends_on);
  }));
}

TEST(HoldRules, CollectionResumesOnTheFirstFreeDay) {
  EXPECT_TRUE(rc::check("resume", [] {
    const auto holds = some_holds();
    const TitleId title = numbered(*rc::gen::inRange(1, 4));
    const Date date = some_day();
    const auto resumes = resumes_on(holds, title, date);
    const Date until = resumes.value_or(start + 200);
    for (Date day = date; day < until; ++day) RC_ASSERT(is_held(holds, title, day));
    if (resumes) RC_ASSERT(!is_held(holds, title, *resumes));
  }));
}

TEST(HoldRules, AHoldOfATitleLeavesTheOthersAlone) {
  EXPECT_TRUE(rc::check("scope", [] {
    HoldFacts hold = some_hold();
    const Date date = some_day();
    const std::span<const HoldFacts> one(&hold, 1);
    hold.title = numbered(1);
    RC_ASSERT(!is_held(one, numbered(2), date));
    const bool held = is_held(one, numbered(1), date);
    hold.title.reset();
    RC_ASSERT(is_held(one, numbered(2), date) == held);
  }));
}

TEST(HoldRules, OneMoreHoldNeverFrees) {
  EXPECT_TRUE(rc::check("monotone", [] {
    const auto holds = some_holds();
    auto more = holds;
    more.push_back(some_hold());
    const TitleId title = numbered(*rc::gen::inRange(1, 4));
    const Date date = some_day();
    const auto before = resumes_on(holds, title, date);
    const auto after = resumes_on(more, title, date);
    if (!before) {
      RC_ASSERT(!after);
    } else {
      RC_ASSERT(!after || *after >= *before);
    }
  }));
}

TEST(HoldRules, APromiseIsJudgedByTheMoneyAlone) {
  const Money hundred = Money::centavos(100'00);
  const PromiseFacts facts{start, start + 5, hundred, false};
  const auto state = [&](std::vector<Receipt> receipts, Date today) {
    return promise_state(facts, receipts, today);
  };
  EXPECT_EQ(state({}, start + 5), PromiseState::running) << "the day promised is not over";
  EXPECT_EQ(state({}, start + 6), PromiseState::broken);
  EXPECT_EQ(state({{start + 5, hundred}}, start + 6), PromiseState::kept);
  EXPECT_EQ(state({{start + 5, hundred}}, start + 20), PromiseState::kept)
      << "the news may come later than the money";
  EXPECT_EQ(state({{start + 6, hundred}}, start + 6), PromiseState::broken) << "a day too late";
  EXPECT_EQ(state({{start - 1, hundred}}, start + 6), PromiseState::broken)
      << "what came before was no answer to it";
  EXPECT_EQ(
      state({{start, Money::centavos(60'00)}, {start + 3, Money::centavos(40'00)}}, start + 3),
      PromiseState::kept);
  EXPECT_EQ(state({{start, hundred}, {start + 1, Money::centavos(-100'00)}}, start + 6),
            PromiseState::broken)
      << "a payment that was taken back";
  EXPECT_EQ(promise_state({start, start + 5, hundred, true}, {}, start + 9),
            PromiseState::withdrawn);
}

TEST(HoldRules, WordsAndLabelsAreOneToOne) {
  for (int i = 0; i <= static_cast<int>(HoldKind::money_in_flight); ++i) {
    const auto kind = static_cast<HoldKind>(i);
    EXPECT_EQ(parse_hold_kind(word(kind)), kind);
    EXPECT_FALSE(label(kind).empty());
  }
  EXPECT_FALSE(parse_hold_kind("vacation"));
}

}  // namespace
}  // namespace quita::dunning
