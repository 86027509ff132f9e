#include "dunning/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace quita::dunning {
namespace {

using receivable::TitleState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Uuid numbered(int number) {
  Uuid id;
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

Policy default_policy() { return {PolicyId{numbered(1)}, "Padrão", 1, default_steps()}; }

TitleFacts title(int number, Date due) {
  TitleFacts facts;
  facts.id = TitleId{numbered(number)};
  facts.number = std::to_string(number);
  facts.issue_date = due - 30;
  facts.due_date = due;
  facts.owed = Money::centavos(100'00);
  return facts;
}

PersonFacts person(std::vector<TitleFacts> titles) {
  PersonFacts facts;
  facts.state = "SP";
  facts.titles = std::move(titles);
  facts.contacts = {{ContactId{numbered(900)}}};
  return facts;
}

// Wednesday, 2 December 2026; no holiday near.
constexpr Date wednesday(2026, 12, 2);
constexpr ContactLimits limits;

PersonPlan day(const PersonFacts& facts, Date date, int minute = 0) {
  return plan(facts, default_policy(), limits, date, minute);
}

Decision only_decision(const PersonPlan& plan) {
  EXPECT_EQ(plan.decisions.size(), 1U);
  return plan.decisions.empty() ? Decision{} : plan.decisions[0];
}

TEST(Plan, FiresTheStepOfTheDay) {
  const auto result = day(person({title(1, wednesday)}), wednesday);
  EXPECT_EQ(only_decision(result).reason, Reason::step_due);
  EXPECT_EQ(only_decision(result).step, 0);
  ASSERT_TRUE(result.message);
  EXPECT_EQ(result.message->template_name, "vencimento");
  EXPECT_EQ(result.looks[0].on, wednesday + 1);
}

TEST(Plan, QuietDayDecidesNothing) {
  const auto result = day(person({title(1, wednesday + 20)}), wednesday);
  EXPECT_THAT(result.decisions, IsEmpty());
  EXPECT_FALSE(result.message);
  EXPECT_EQ(result.looks[0].on, wednesday + 15);
}

TEST(Plan, CatchesUpWithTheLatestStepOnce) {
  // Due ten days ago and nothing was sent: +7 is the latest; 0, +1 and +3 are superseded.
  auto facts = person({title(1, wednesday - 10)});
  const auto result = day(facts, wednesday);
  EXPECT_EQ(only_decision(result).step, 7);
  EXPECT_EQ(only_decision(result).reason, Reason::catch_up);
  facts.titles[0].steps_done = {7};
  EXPECT_THAT(day(facts, wednesday + 1).decisions, IsEmpty());
}

TEST(Plan, TellsTheStateThatForbids) {
  const std::map<TitleState, Reason> expected = {
      {TitleState::paid, Reason::paid},
      {TitleState::cancelled, Reason::cancelled},
      {TitleState::written_off, Reason::written_off},
      {TitleState::renegotiated, Reason::renegotiated},
  };
  for (const auto& [state, reason] : expected) {
    auto facts = person({title(1, wednesday)});
    facts.titles[0].state = state;
    const auto result = day(facts, wednesday);
    EXPECT_EQ(only_decision(result).reason, reason);
    EXPECT_FALSE(result.message);
    EXPECT_FALSE(result.looks[0].on) << "a closed title is never looked at again";
  }
}

TEST(Plan, PartlyPaidIsStillOwed) {
  auto facts = person({title(1, wednesday)});
  facts.titles[0].state = TitleState::partly_paid;
  EXPECT_TRUE(day(facts, wednesday).message);
}

TEST(Plan, StopsAtPrescription) {
  auto facts = person({title(1, wednesday.add_months(-60) - 1)});
  EXPECT_EQ(only_decision(day(facts, wednesday)).reason, Reason::time_barred);
  facts.titles[0].due_date = wednesday.add_months(-60);
  EXPECT_TRUE(day(facts, wednesday).message);
}

TEST(Plan, ReminderBeforeTheTitleExistedIsNotNeeded) {
  auto facts = person({title(1, wednesday + 4)});
  facts.titles[0].issue_date = wednesday;
  const auto result = day(facts, wednesday);
  EXPECT_EQ(only_decision(result).reason, Reason::issued_after_step);
  EXPECT_EQ(result.looks[0].on, wednesday + 3) << "the reminder of the day before still comes";
}

TEST(Plan, ReminderOfALateTitleIsNotSent) {
  Policy policy{PolicyId{}, "Curta", 1, {{-2, "a", "a"}, {10, "b", "b"}}};
  const auto facts = person({title(1, wednesday - 1)});
  const auto result = plan(facts, policy, limits, wednesday);
  EXPECT_EQ(only_decision(result).reason, Reason::reminder_late);
  EXPECT_EQ(result.looks[0].on, wednesday + 9);
}

TEST(Plan, DueOnSaturdayIsNotLateOnMonday) {
  const Date saturday(2026, 12, 5);
  auto facts = person({title(1, saturday)});
  facts.titles[0].steps_done = {0};
  EXPECT_THAT(day(facts, saturday + 2).decisions, IsEmpty());
  const auto tuesday = day(facts, saturday + 3);
  EXPECT_EQ(only_decision(tuesday).step, 1);
  EXPECT_EQ(only_decision(tuesday).reason, Reason::step_due);
}

TEST(Plan, VulnerableIsLeftToAPerson) {
  auto facts = person({title(1, wednesday)});
  facts.vulnerable = true;
  EXPECT_EQ(only_decision(day(facts, wednesday)).reason, Reason::vulnerable);
}

TEST(Plan, HoldsCoverTheirScopeAndEnd) {
  auto facts = person({title(1, wednesday), title(2, wednesday)});
  facts.holds = {{HoldKind::manual, facts.titles[0].id, wednesday - 1, wednesday + 5}};
  auto result = day(facts, wednesday);
  EXPECT_EQ(result.decisions[0].reason, Reason::hold_manual);
  EXPECT_EQ(result.looks[0].on, wednesday + 6) << "resumes the day after";
  ASSERT_TRUE(result.message);
  EXPECT_THAT(result.message->titles, ElementsAre(facts.titles[1].id));

  facts.holds = {{HoldKind::money_in_flight, std::nullopt, wednesday, wednesday + 2}};
  result = day(facts, wednesday);
  EXPECT_EQ(result.decisions[0].reason, Reason::money_in_flight);
  EXPECT_EQ(result.decisions[1].reason, Reason::money_in_flight);
  EXPECT_FALSE(result.message);
  result = day(facts, wednesday + 5);
  EXPECT_EQ(result.decisions[0].step, 3) << "caught up with the latest step";
  EXPECT_TRUE(result.message);

  facts.holds = {{HoldKind::manual, std::nullopt, wednesday + 1, std::nullopt}};
  EXPECT_TRUE(day(facts, wednesday).message) << "it begins tomorrow";
}

TEST(Plan, LongestHoldTells) {
  auto facts = person({title(1, wednesday)});
  facts.holds = {{HoldKind::manual, std::nullopt, wednesday, wednesday + 2},
                 {HoldKind::manual, std::nullopt, wednesday, wednesday + 9}};
  EXPECT_EQ(day(facts, wednesday).looks[0].on, wednesday + 10);
}

TEST(Plan, NeedsAnAddressThatWorks) {
  auto facts = person({title(1, wednesday)});
  facts.contacts.clear();
  EXPECT_EQ(only_decision(day(facts, wednesday)).reason, Reason::no_contact);
  facts.contacts = {{ContactId{numbered(1)}, true, true, ContactStanding::bounced}};
  EXPECT_EQ(only_decision(day(facts, wednesday)).reason, Reason::no_contact);
  facts.contacts = {{ContactId{numbered(1)}, false}};
  EXPECT_EQ(only_decision(day(facts, wednesday)).reason, Reason::no_contact) << "a telephone only";
  facts.contacts = {{ContactId{numbered(1)}, true, true, ContactStanding::opted_out}};
  EXPECT_EQ(only_decision(day(facts, wednesday)).reason, Reason::opted_out);
}

TEST(Plan, FallsBackToTheNextAddress) {
  auto facts = person({title(1, wednesday)});
  facts.contacts = {{ContactId{numbered(1)}, true, true, ContactStanding::bounced},
                    {ContactId{numbered(2)}, true, false, ContactStanding::works},
                    {ContactId{numbered(3)}, true, true, ContactStanding::unknown}};
  EXPECT_EQ(day(facts, wednesday).message->contact, ContactId{numbered(3)});
}

// E-mail is freer than calls (docs/decisions/0017): a Sunday or a holiday stops nothing, nights do.
TEST(Plan, AnEmailLeavesByDayOnEveryDayOfTheYear) {
  const Date sunday(2026, 12, 6);
  for (const Date date : {sunday, sunday - 1, Date(2026, 12, 25)}) {
    const auto result = day(person({title(1, date)}), date);
    ASSERT_TRUE(result.message) << format_iso(date);
    EXPECT_EQ(result.message->not_before_minute, 8 * 60);
    EXPECT_EQ(result.message->not_after_minute, 20 * 60);
    EXPECT_EQ(only_decision(day(person({title(1, date)}), date, 20 * 60)).reason,
              Reason::outside_window);
  }
}

// Whatever the day of the week and whatever holiday comes, nothing moves a step of the default
// régua under the default budget.
TEST(Plan, TheDefaultPolicysStepsComeOutOnTheirDays) {
  for (Date due(2026, 1, 1); due < Date(2028, 1, 1); ++due) {
    auto facts = person({title(1, due)});
    std::vector<int> sent;
    for (Date date = due - 6; date <= due + 40; ++date) {
      const auto result = day(facts, date);
      if (!result.message) continue;
      EXPECT_EQ(step_date(due, result.message->step), date) << format_iso(due);
      facts.contacts_made.push_back({date, result.message->demand});
      facts.titles[0].steps_done.push_back(result.message->step);
      sent.push_back(result.message->step);
    }
    EXPECT_THAT(sent, ElementsAre(-5, -1, 0, 1, 3, 7, 15, 30)) << format_iso(due);
  }
}

TEST(Plan, KeepsTheHoursOfCallsWhereTheCompanyWantsThem) {
  ContactLimits calls = limits;
  calls.email_hours = EmailHours::calls;
  const auto day = [&](const PersonFacts& facts, Date date, int minute = 0) {
    return plan(facts, default_policy(), calls, date, minute);
  };
  const Date sunday(2026, 12, 6);
  const Date saturday = sunday - 1;
  auto facts = person({title(1, sunday)});
  auto result = day(facts, sunday);
  EXPECT_EQ(only_decision(result).reason, Reason::outside_window);
  EXPECT_EQ(result.looks[0].on, sunday + 1);

  facts = person({title(1, saturday)});
  EXPECT_EQ(day(facts, saturday).message->not_after_minute, 14 * 60);
  EXPECT_EQ(only_decision(day(facts, saturday, 14 * 60)).reason, Reason::outside_window);
  facts.state = "RJ";  // Lei 7.868/18: no Saturday
  EXPECT_EQ(day(facts, saturday).looks[0].on, saturday + 2);

  facts = person({title(1, Date(2026, 12, 25))});
  EXPECT_EQ(day(facts, Date(2026, 12, 25)).looks[0].on, Date(2026, 12, 26));

  ContactLimits free = limits;
  free.email_hours = EmailHours::any;
  EXPECT_TRUE(plan(person({title(1, sunday)}), default_policy(), free, sunday).message);
}

TEST(Plan, KeepsTheBudgetOfTheDayAndOfTheWeek) {
  auto facts = person({title(1, wednesday)});
  facts.contacts_made = {{wednesday, false}};
  auto result = day(facts, wednesday);
  EXPECT_EQ(only_decision(result).reason, Reason::day_cap);
  EXPECT_EQ(result.looks[0].on, wednesday + 1);

  facts.contacts_made = {{wednesday - 6}, {wednesday - 2}, {wednesday - 1}};
  EXPECT_TRUE(day(facts, wednesday).message) << "a reminder is no demand";
  facts.titles[0] = title(1, wednesday - 1);
  result = day(facts, wednesday);
  EXPECT_EQ(only_decision(result).reason, Reason::week_cap);
  EXPECT_EQ(result.looks[0].on, wednesday + 1) << "the oldest leaves the seven days tomorrow";

  facts.contacts_made = {{wednesday - 7}, {wednesday - 2}, {wednesday - 1}};
  EXPECT_TRUE(day(facts, wednesday).message);
  facts.contacts_made = {{wednesday - 6}, {wednesday - 2}, {wednesday - 1, false}};
  EXPECT_TRUE(day(facts, wednesday).message);
}

TEST(Plan, OneMessageListsAllTitlesDrivenByTheOldest) {
  const auto facts = person({title(2, wednesday), title(1, wednesday - 7), title(3, wednesday - 5),
                             title(4, wednesday + 40)});
  auto with_done = facts;
  with_done.titles[2].steps_done = {3};
  const auto result = day(with_done, wednesday);
  ASSERT_TRUE(result.message);
  EXPECT_EQ(result.message->template_name, "atraso-7");
  EXPECT_EQ(result.decisions.size(), 2U);
  EXPECT_THAT(result.message->titles,
              ElementsAre(facts.titles[1].id, facts.titles[2].id, facts.titles[0].id))
      << "late titles without a step of their own are owed too; the one not due is not listed";
}

TEST(Plan, ReminderListsOnlyWhatItRemindsOf) {
  auto facts = person({title(1, wednesday), title(2, wednesday - 5)});
  facts.titles[1].steps_done = {3};
  EXPECT_THAT(day(facts, wednesday).message->titles, ElementsAre(facts.titles[0].id));
}

TEST(Plan, EveryReasonHasAWordAndASentence) {
  for (int i = 0; i <= static_cast<int>(Reason::week_cap); ++i) {
    const auto reason = static_cast<Reason>(i);
    EXPECT_EQ(parse_reason(reason_word(reason)), reason);
    EXPECT_EQ(reason_text(reason, "XX").back(), '.');
    EXPECT_EQ(reason_text(reason, "XX").find('{'), std::string::npos);
  }
}

// A customer's half year, drawn from a seed: titles come and are paid, holds come and go, somebody
// opts out, addresses bounce, and on some days the job does not run at all.
struct Life {
  explicit Life(unsigned seed) : random(seed) {
    const int count = pick(1, 4);
    static const char* const states[] = {"SP", "RJ", "ES", "AM", "AL", "MG", ""};
    facts = person({});
    facts.state = states[pick(0, 6)];
    for (int i = 1; i <= count; ++i) {
      auto next = title(i, start + pick(-20, 60));
      next.issue_date = next.due_date - pick(0, 40);
      facts.titles.push_back(next);
    }
    caps.max_per_day = pick(1, 2);
    caps.max_per_week = pick(1, 5);
    caps.email_hours = static_cast<EmailHours>(pick(0, 2));
  }
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); }

  void something_happens(Date date) {
    auto& one =
        facts.titles[static_cast<std::size_t>(pick(0, static_cast<int>(facts.titles.size()) - 1))];
    switch (pick(0, 40)) {
      case 0:
        one.state = TitleState::paid;
        break;
      case 1:
        one.state = TitleState::partly_paid;
        break;
      case 2:
        facts.holds.push_back({HoldKind::manual, one.id, date, date + pick(0, 10)});
        break;
      case 3:
        facts.holds.push_back({HoldKind::money_in_flight, std::nullopt, date, date + 3});
        break;
      case 4:
        facts.contacts[0].standing = ContactStanding::opted_out;
        break;
      case 5:
        facts.contacts[0].standing = ContactStanding::works;
        break;
      case 6:
        facts.vulnerable = !facts.vulnerable;
        break;
      case 7:
        one.due_date = one.due_date + pick(1, 20);
        one.steps_done.clear();
        break;
      default:
        break;
    }
  }
  bool held(const TitleId& id, Date date) const {
    return std::any_of(facts.holds.begin(), facts.holds.end(), [&](const HoldFacts& hold) {
      return (!hold.title || *hold.title == id) && hold.starts_on <= date &&
             (!hold.ends_on || *hold.ends_on >= date);
    });
  }

  static constexpr Date start{2026, 11, 1};
  std::mt19937 random;
  PersonFacts facts;
  ContactLimits caps;
};

class PlanProperties : public ::testing::TestWithParam<unsigned> {};

TEST_P(PlanProperties, HoldOnEveryDayOfALife) {
  const Policy policy = default_policy();
  for (unsigned round = 0; round < 100; ++round) {
    const unsigned seed = GetParam() * 1000 + round;
    SCOPED_TRACE(seed);
    Life life(seed);
    std::vector<Date> sent;
    std::vector<Date> demanded;
    for (Date date = Life::start; date < Life::start + 120; ++date) {
      life.something_happens(date);
      if (life.pick(0, 9) == 0) continue;  // the job did not run
      const int minute = life.pick(0, 3) == 0 ? life.pick(0, 1439) : 0;
      const auto result = plan(life.facts, policy, life.caps, date, minute);
      const auto again = plan(life.facts, policy, life.caps, date, minute);
      ASSERT_EQ(result.message.has_value(), again.message.has_value());
      ASSERT_EQ(result.looks.size(), life.facts.titles.size());

      for (const Decision& decision : result.decisions) {
        const auto& of = *std::find_if(life.facts.titles.begin(), life.facts.titles.end(),
                                       [&](const auto& t) { return t.id == decision.title; });
        // No step is lost: what is decided is always the latest step due, and it is not done yet.
        ASSERT_EQ(decision.step, latest_step(policy, of.due_date, date)->offset);
        ASSERT_EQ(std::count(of.steps_done.begin(), of.steps_done.end(), decision.step), 0);
        if (decision.action == Action::message) {
          ASSERT_TRUE(result.message);
        }
      }
      for (const NextLook& look : result.looks) {
        ASSERT_TRUE(!look.on || *look.on > date) << "a look in the past would never be made";
      }
      for (const TitleFacts& t : life.facts.titles) {
        const Step* step = latest_step(policy, t.due_date, date);
        const bool pending = step != nullptr && std::count(t.steps_done.begin(), t.steps_done.end(),
                                                           step->offset) == 0;
        ASSERT_EQ(pending, std::any_of(result.decisions.begin(), result.decisions.end(),
                                       [&](const Decision& d) { return d.title == t.id; }));
      }
      if (!result.message) continue;

      // The budget, the hours, the holds and the opt-out hold for every message.
      sent.push_back(date);
      life.facts.contacts_made.push_back({date, result.message->demand});
      if (result.message->demand) demanded.push_back(date);
      ASSERT_LE(std::count(sent.begin(), sent.end(), date), life.caps.max_per_day);
      ASSERT_LE(
          std::count_if(demanded.begin(), demanded.end(), [&](Date d) { return d > date - 7; }),
          life.caps.max_per_week);
      ASSERT_NE(life.facts.contacts[0].standing, ContactStanding::opted_out);
      ASSERT_FALSE(life.facts.vulnerable);
      const auto window = email_window(life.caps.email_hours, life.facts.state, date);
      ASSERT_TRUE(window);
      ASSERT_LT(minute, window->to_minute);
      ASSERT_EQ(result.message->not_before_minute, window->from_minute);
      ASSERT_EQ(result.message->not_after_minute, window->to_minute);
      for (const TitleId& id : result.message->titles) {
        const auto& t = *std::find_if(life.facts.titles.begin(), life.facts.titles.end(),
                                      [&](const auto& candidate) { return candidate.id == id; });
        ASSERT_TRUE(collectable(t.state));
        ASSERT_FALSE(life.held(id, date));
      }
      for (const Decision& decision : result.decisions) {
        if (decision.action != Action::message) continue;
        for (auto& t : life.facts.titles) {
          if (t.id == decision.title) t.steps_done.push_back(decision.step);
        }
      }
    }
    // None twice.
    for (const auto& t : life.facts.titles) {
      ASSERT_EQ(std::set<int>(t.steps_done.begin(), t.steps_done.end()).size(),
                t.steps_done.size());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PlanProperties, ::testing::Range(1U, 9U));

// The index of work due must not hide work: planning only on the days that `looks` names sends the
// same messages as planning every day.
TEST(Plan, LookingOnlyWhenDueSendsTheSame) {
  const Policy policy = default_policy();
  for (unsigned seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE(seed);
    Life life(seed);
    const auto run = [&](bool sparing) {
      PersonFacts facts = life.facts;
      std::map<TitleId, std::optional<Date>> look;
      for (const auto& t : facts.titles) look[t.id] = Life::start;
      std::vector<std::pair<Date, std::string>> messages;
      for (Date date = Life::start; date < Life::start + 120; ++date) {
        const bool due = std::any_of(look.begin(), look.end(), [&](const auto& entry) {
          return entry.second && *entry.second <= date;
        });
        if (sparing && !due) continue;
        const auto result = plan(facts, policy, life.caps, date);
        for (const NextLook& next : result.looks) look[next.title] = next.on;
        if (!result.message) continue;
        messages.emplace_back(date, result.message->template_name);
        facts.contacts_made.push_back({date, result.message->demand});
        for (const Decision& decision : result.decisions) {
          if (decision.action != Action::message) continue;
          for (auto& t : facts.titles) {
            if (t.id == decision.title) t.steps_done.push_back(decision.step);
          }
        }
      }
      return messages;
    };
    ASSERT_EQ(run(true), run(false));
  }
}

}  // namespace
}  // namespace quita::dunning
