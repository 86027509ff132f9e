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
  return plan(facts, only_policy(default_policy()), limits, date, minute);
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
  EXPECT_EQ(result.looks[0].on, wednesday + 10) << "the early reminder of who uses to be late";
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

TEST(Plan, IsQuietAfterAConversation) {
  auto facts = person({title(1, wednesday)});
  facts.conversation_on = wednesday - 1;
  const auto result = day(facts, wednesday);
  EXPECT_EQ(only_decision(result).reason, Reason::quiet);
  EXPECT_EQ(result.looks[0].on, wednesday + 2) << "three days, the day of the conversation first";
  EXPECT_TRUE(day(facts, wednesday + 2).message) << "the step is caught up, not lost";
  facts.conversation_on = wednesday + 1;
  EXPECT_TRUE(day(facts, wednesday).message) << "what is yet to come silences nobody";
  facts.conversation_on = wednesday;
  EXPECT_FALSE(contactable_on(facts, limits, {messaging::Channel::email}, wednesday, 600).reason)
      << "a person's own message goes";
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
  const auto result = plan(facts, only_policy(policy), limits, wednesday);
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
    return plan(facts, only_policy(default_policy()), calls, date, minute);
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
  EXPECT_TRUE(
      plan(person({title(1, sunday)}), only_policy(default_policy()), free, sunday).message);
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
  for (int i = 0; i <= static_cast<int>(Reason::notice_missing); ++i) {
    const auto reason = static_cast<Reason>(i);
    EXPECT_EQ(parse_reason(reason_word(reason)), reason);
    EXPECT_EQ(reason_text(reason, "XX").back(), '.');
    EXPECT_EQ(reason_text(reason, "XX").find('{'), std::string::npos);
  }
}

// Habitual payers are alerted earlier; the others hear of it five days before.
TEST(Plan, AStepMayBeMeantForSomePayersOnly) {
  auto facts = person({title(1, wednesday + 10)});
  EXPECT_THAT(day(facts, wednesday).decisions, IsEmpty());
  facts.profile = Profile::habitual;
  EXPECT_EQ(only_decision(day(facts, wednesday)).step, -10);
  facts.profile = Profile::fresh;
  EXPECT_THAT(day(facts, wednesday).decisions, IsEmpty());
}

Step task_step(int offset, TaskKind kind) {
  Step step;
  step.offset = offset;
  step.label = "Tarefa";
  step.track = Track::task;
  step.task = kind;
  return step;
}

// A call does not wait for a letter, nor the other way round; both are decided about on one day.
TEST(Plan, TasksGoBesideMessages) {
  Policy policy{PolicyId{}, "Com tarefas", 1, {{2, "a", "A"}, task_step(2, TaskKind::call)}};
  auto facts = person({title(1, wednesday - 2), title(2, wednesday - 2)});
  auto result = plan(facts, only_policy(policy), limits, wednesday);
  ASSERT_EQ(result.decisions.size(), 4U);
  ASSERT_TRUE(result.message);
  ASSERT_EQ(result.tasks.size(), 1U) << "one call a customer, about both titles";
  EXPECT_EQ(result.tasks[0].titles.size(), 2U);
  facts.titles[0].tasks_done = {2};
  facts.titles[1].tasks_done = {2};
  result = plan(facts, only_policy(policy), limits, wednesday);
  EXPECT_THAT(result.tasks, IsEmpty());
  EXPECT_TRUE(result.message) << "the message is still to be sent";
}

// Who asked for no e-mail may still be called; who is held may not.
TEST(Plan, TasksKeepHoldsButNotTheRulesOfEmail) {
  Policy policy{PolicyId{}, "Ligar", 1, {task_step(2, TaskKind::call)}};
  auto facts = person({title(1, wednesday - 2)});
  facts.contacts[0].standing = ContactStanding::opted_out;
  EXPECT_EQ(plan(facts, only_policy(policy), limits, wednesday).tasks.size(), 1U);
  facts.holds = {{HoldKind::promise, std::nullopt, wednesday, wednesday + 4}};
  const auto held = plan(facts, only_policy(policy), limits, wednesday);
  EXPECT_EQ(only_decision(held).reason, Reason::hold_promise);
  EXPECT_EQ(held.looks[0].on, wednesday + 5) << "a broken promise resumes the day after";
}

TEST(Plan, RepeatsUntilPaid) {
  Policy policy{PolicyId{}, "Semanal", 1, {{7, "a", "A"}}};
  policy.steps[0].repeat_every = 7;
  auto facts = person({title(1, wednesday - 21)});
  auto result = plan(facts, only_policy(policy), limits, wednesday);
  EXPECT_EQ(only_decision(result).step, 21);
  EXPECT_EQ(result.looks[0].on, wednesday + 7);
  facts.titles[0].steps_done = {21};
  EXPECT_THAT(plan(facts, only_policy(policy), limits, wednesday + 6).decisions, IsEmpty());
  EXPECT_EQ(only_decision(plan(facts, only_policy(policy), limits, wednesday + 7)).step, 28);
  policy.steps[0].repeat_times = 2;  // +7, +14, +21 and no more
  result = plan(facts, only_policy(policy), limits, wednesday + 7);
  EXPECT_THAT(result.decisions, IsEmpty());
  EXPECT_FALSE(result.looks[0].on);
}

// Two réguas in one conversation: the oldest title's step drives the message.
TEST(Plan, TitlesOfTwoPoliciesShareOneMessage) {
  PolicySet set = only_policy({PolicyId{numbered(1)}, "Padrão", 1, {{1, "geral", "G"}}});
  PolicyLine big;
  big.id = PolicyId{numbered(2)};
  big.versions.push_back(
      {{PolicyId{numbered(3)}, "Grandes", 1, {{2, "grande", "B"}}}, {}, {}, {}, ""});
  big.versions[0].segment.amount_min = Money::centavos(1'000'00);
  set.lines.insert(set.lines.begin(), big);
  auto facts = person({title(1, wednesday - 1), title(2, wednesday - 2)});
  facts.titles[0].amount = Money::centavos(50'00);
  facts.titles[1].amount = Money::centavos(5'000'00);
  const auto result = plan(facts, set, limits, wednesday);
  ASSERT_TRUE(result.message);
  EXPECT_EQ(result.message->template_name, "grande");
  EXPECT_THAT(result.message->titles, ElementsAre(facts.titles[1].id, facts.titles[0].id));
  EXPECT_EQ(result.decisions[0].policy, PolicyId{numbered(1)});
  EXPECT_EQ(result.decisions[1].policy, PolicyId{numbered(3)});
}

TEST(Plan, WhoSeemsNotToReceiveIsVerifiedOnceAMonth) {
  auto facts = person({title(1, wednesday - 7)});
  facts.profile = Profile::did_not_receive;
  auto result = day(facts, wednesday);
  ASSERT_EQ(result.tasks.size(), 1U);
  EXPECT_EQ(result.tasks[0].kind, TaskKind::verify_contact);
  facts.contact_task_open = true;
  EXPECT_THAT(day(facts, wednesday).tasks, IsEmpty());
  facts.contact_task_open = false;
  facts.contact_verified_on = wednesday - verify_contact_days + 1;
  EXPECT_THAT(day(facts, wednesday).tasks, IsEmpty());
  facts.contact_verified_on = wednesday - verify_contact_days;
  EXPECT_EQ(day(facts, wednesday).tasks.size(), 1U);
}

// Other channels may reach him, and his régua does not use them: somebody is called all the same.
TEST(Plan, ADemandWithoutAnAddressAsksForOne) {
  auto facts = person({title(1, wednesday - 7)});
  facts.contacts[0].standing = ContactStanding::bounced;
  auto result = day(facts, wednesday);
  ASSERT_EQ(result.decisions[0].reason, Reason::no_contact);
  ASSERT_EQ(result.tasks.size(), 1U);
  EXPECT_EQ(result.tasks[0].kind, TaskKind::verify_contact);
  facts.contacts[0].standing = ContactStanding::opted_out;
  EXPECT_THAT(day(facts, wednesday).tasks, IsEmpty()) << "who wants no messages was reached";
  facts.contacts[0].standing = ContactStanding::bounced;
  facts.titles[0].due_date = wednesday + 3;
  EXPECT_THAT(day(facts, wednesday).tasks, IsEmpty()) << "a reminder asks nothing of a person";
}

TEST(Plan, AChannelWithoutCarrierIsNotTheCustomersFault) {
  PolicySet by_sms = only_policy(default_policy());
  for (Step& step : by_sms.lines[0].versions[0].policy.steps)
    step.channels = {messaging::Channel::sms};
  const auto result = plan(person({title(1, wednesday - 7)}), by_sms, limits, wednesday);
  ASSERT_EQ(result.decisions[0].reason, Reason::no_contact);
  EXPECT_THAT(result.tasks, IsEmpty());
}

}  // namespace
}  // namespace quita::dunning
