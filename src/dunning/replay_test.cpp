// A régua replayed over a past says what the day-by-day régua would have said.
#include "dunning/replay.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dunning/testing_dice.h"

namespace quita::dunning {
namespace {

const Date from(2026, 3, 2);  // a Monday
const Date last(2026, 8, 31);

Uuid numbered(int number) {
  Uuid id;
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

PolicySet policies(std::vector<int> offsets) {
  Policy policy;
  for (const int offset : offsets) {
    Step step;
    step.offset = offset;
    step.template_name = "modelo";
    step.label = fmt::format("{}", offset);
    policy.steps.push_back(std::move(step));
  }
  return only_policy(std::move(policy));
}

PersonPast somebody() {
  PersonPast past;
  past.now.state = "SP";
  past.now.contacts = {{ContactId{numbered(200)}}};
  past.marked_on.resize(1);
  return past;
}

TitlePast title(int number, Date due, std::optional<Date> closed_on = std::nullopt) {
  TitlePast title;
  title.facts.id = TitleId{numbered(number)};
  title.facts.number = fmt::format("{}", number);
  title.facts.due_date = due;
  title.facts.issue_date = due - 30;
  title.facts.amount = Money::centavos(10'000);
  title.known_on = due - 30;
  title.closed_on = title.paid_on = closed_on;
  return title;
}

std::vector<std::string> said(const Replay& replay) {
  std::vector<std::string> lines;
  for (const SaidThen& each : replay.messages)
    lines.push_back(fmt::format("{} {} {}", format_iso(each.on), each.label, each.titles));
  return lines;
}

TEST(Replay, SaysEachStepOnItsDayUntilTheMoneyCame) {
  PersonPast past = somebody();
  past.titles = {title(1, Date(2026, 4, 15), Date(2026, 4, 20))};
  EXPECT_THAT(said(replay(past, policies({-5, 1, 3, 7}), {}, from, last)),
              testing::ElementsAre("2026-04-10 -5 1", "2026-04-16 1 1", "2026-04-18 3 1"));
}

TEST(Replay, WhatWasDueBeforeItBeganIsNotSaidAgain) {
  PersonPast past = somebody();
  past.titles = {title(1, from - 5)};
  EXPECT_THAT(said(replay(past, policies({1, 3, 7}), {}, from, last)),
              testing::ElementsAre("2026-03-04 7 1"));
}

TEST(Replay, HoldsOfThenHoldItAndTheirReleaseLetsItGo) {
  PersonPast past = somebody();
  past.titles = {title(1, Date(2026, 4, 15))};
  HoldPast hold;
  hold.facts = {HoldKind::dispute, past.titles[0].facts.id, Date(2026, 4, 16), std::nullopt};
  hold.released_on = Date(2026, 4, 21);
  past.holds = {hold};
  EXPECT_THAT(said(replay(past, policies({1, 3}), {}, from, last)),
              testing::ElementsAre("2026-04-21 3 1"));
}

TEST(Replay, AnAddressIsFreeOfReproachBeforeItsMark) {
  PersonPast past = somebody();
  past.titles = {title(1, Date(2026, 4, 15))};
  past.now.contacts[0].standing = ContactStanding::opted_out;
  past.marked_on[0] = Date(2026, 4, 17);
  EXPECT_THAT(said(replay(past, policies({1, 3}), {}, from, last)),
              testing::ElementsAre("2026-04-16 1 1"));
}

TEST(Replay, OneMessageForTwoTitlesAndTheWeeksCapHolds) {
  PersonPast past = somebody();
  past.titles = {title(1, Date(2026, 4, 15)), title(2, Date(2026, 4, 15))};
  ContactLimits limits;
  limits.max_per_week = 2;
  EXPECT_THAT(said(replay(past, policies({1, 2, 3}), limits, from, last)),
              testing::ElementsAre("2026-04-16 1 2", "2026-04-17 2 2", "2026-04-23 3 2"));
}

// Days on which it looks must not hide days on which it does not: planning every single day says
// the same.
TEST(Replay, LookingOnlyWhenSomethingIsDueSaysTheSameAsLookingDaily) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    Policy policy;
    policy.steps = random_steps(dice);
    for (Step& step : policy.steps) step.profiles.clear();
    const PolicySet set = only_policy(std::move(policy));
    PersonPast past = somebody();
    past.profile_by_hand = Profile::punctual;
    for (int i = dice.pick(1, 5); i > 0; --i) {
      const Date due = from + dice.pick(-30, 120);
      past.titles.push_back(title(i, due));
      if (dice.one_in(2)) past.titles.back().closed_on = due + dice.pick(-5, 40);
    }
    PersonPast daily = past;
    for (Date day = from; day <= last; ++day) {
      HoldPast nothing;  // a change of no effect, so that every day is looked at
      nothing.facts = {HoldKind::manual, TitleId{numbered(99)}, day, day};
      nothing.released_on = day;
      daily.holds.push_back(nothing);
    }
    EXPECT_EQ(said(replay(past, set, {}, from, last)), said(replay(daily, set, {}, from, last)));
  }
}

}  // namespace
}  // namespace quita::dunning
