#include "dunning/policy.h"

#include <gtest/gtest.h>

#include "dunning/policy_json.h"
#include "dunning/policy_set.h"
#include "dunning/schedule.h"

namespace quita::dunning {
namespace {

TEST(Policy, DefaultIsTheReguaOfTheMarket) {
  std::vector<int> offsets;
  for (const Step& step : default_steps()) offsets.push_back(step.offset);
  EXPECT_EQ(offsets, (std::vector<int>{-10, -5, -1, 0, 1, 3, 7, 15, 30}));
  EXPECT_EQ(default_steps()[0].profiles, std::vector{Profile::habitual});
  EXPECT_TRUE(check_steps(default_steps()));
}

// Dolibarr #30771 took the offset's sign the wrong way round.
TEST(Policy, SignIsToldInWords) {
  EXPECT_EQ(step_words(-5), "5 dias antes do vencimento");
  EXPECT_EQ(step_words(-1), "1 dia antes do vencimento");
  EXPECT_EQ(step_words(0), "no dia do vencimento");
  EXPECT_EQ(step_words(1), "1 dia depois do vencimento");
  EXPECT_EQ(step_words(30), "30 dias depois do vencimento");
}

TEST(Policy, PreviewShowsRealDates) {
  const Date due(2026, 12, 10);  // a Thursday
  const auto lines = preview(default_steps(), due);
  EXPECT_EQ(lines[1].date, Date(2026, 12, 5));
  EXPECT_EQ(lines[1].weekday, "sábado");
  EXPECT_EQ(lines[3].date, due);
  EXPECT_EQ(lines[4].date, Date(2026, 12, 11));
  EXPECT_EQ(lines[8].date, Date(2027, 1, 9));
}

TEST(Policy, LateStepsCountFromTheLastDayWithoutCharges) {
  const Date saturday(2026, 12, 5);
  EXPECT_EQ(step_date(saturday, -1), Date(2026, 12, 4));
  EXPECT_EQ(step_date(saturday, 0), saturday);
  EXPECT_EQ(step_date(saturday, 1), Date(2026, 12, 8));
}

TEST(Policy, SortsAndRefuses) {
  const auto sorted = check_steps({{3, "b", "B"}, {-2, "a", "A"}});
  ASSERT_TRUE(sorted);
  EXPECT_EQ((*sorted)[0].offset, -2);
  EXPECT_EQ(check_steps({}).error().code, "policy.empty");
  EXPECT_EQ(check_steps({{1, "a", "A"}, {1, "b", "B"}}).error().code, "policy.repeated");
  EXPECT_EQ(check_steps({{-61, "a", "A"}}).error().code, "policy.offset");
  EXPECT_EQ(check_steps({{1801, "a", "A"}}).error().code, "policy.offset");
  EXPECT_EQ(check_steps({{1, " ", "A"}}).error().code, "policy.template");
  EXPECT_EQ(check_steps({{1, "a", ""}}).error().code, "policy.label");
  EXPECT_EQ(check_steps({{1, "a", ""}}).error().field, "steps.0.label");
  std::vector<Step> many;
  for (int i = 0; i < 41; ++i) many.push_back({i, "a", "A"});
  EXPECT_EQ(check_steps(many).error().code, "policy.too_many");
}

Step step(int offset) { return {offset, "a", "A"}; }

TEST(Policy, RefusesWhatNoStepMayBe) {
  const auto code = [](Step one) { return check_steps({std::move(one)}).error().code; };
  Step repeated = step(0);
  repeated.repeat_every = 7;
  EXPECT_EQ(code(repeated), "policy.repeat") << "a reminder is not repeated";
  repeated = step(7);
  repeated.repeat_every = 366;
  EXPECT_EQ(code(repeated), "policy.repeat");
  repeated.repeat_every = 0;
  repeated.repeat_times = 2;
  EXPECT_EQ(code(repeated), "policy.repeat");
  Step loud = step(1);
  loud.channels = {messaging::Channel::sms, messaging::Channel::email, messaging::Channel::sms};
  EXPECT_EQ(code(loud), "policy.channel") << "one twice";
  loud.channels.clear();
  EXPECT_EQ(code(loud), "policy.channel") << "none";
  loud.channels = {messaging::Channel::email, messaging::Channel::sms};
  loud.fallback_hours = 721;
  EXPECT_EQ(code(loud), "policy.fallback");
  Step task = step(1);
  task.track = Track::task;
  task.task = TaskKind::dispute;
  EXPECT_EQ(code(task), "policy.task");
}

TEST(Policy, ADayTakesOneMessageAndOneTaskForAPayer) {
  Step task = step(1);
  task.track = Track::task;
  EXPECT_TRUE(check_steps({step(1), task}));
  Step late = step(1);
  late.profiles = {Profile::habitual, Profile::unwilling};
  EXPECT_TRUE(check_steps({step(1), late})) << "one for all, and one for some";
  Step other = step(1);
  other.profiles = {Profile::unwilling};
  EXPECT_EQ(check_steps({step(1), late, other}).error().code, "policy.repeated");
}

TEST(Policy, WordsTellBusinessDaysAndRepetition) {
  Step one = step(5);
  one.count = DayCount::business;
  EXPECT_EQ(step_words(one), "5 dias úteis depois do vencimento");
  one.repeat_every = 10;
  EXPECT_EQ(step_words(one),
            "5 dias úteis depois do vencimento, e de 10 em 10 dias úteis até pagar");
  one.count = DayCount::calendar;
  one.repeat_times = 1;
  EXPECT_EQ(step_words(one), "5 dias depois do vencimento, e de 10 em 10 dias, mais 1 vez");
}

TEST(Policy, BusinessDaysPassOverWeekendsAndHolidays) {
  const Date thursday(2026, 12, 24);  // Friday is Christmas
  EXPECT_EQ(step_date(thursday, 1, DayCount::business), Date(2026, 12, 28));
  EXPECT_EQ(step_date(Date(2026, 12, 28), -2, DayCount::business), Date(2026, 12, 23));
  const Policy policy{PolicyId{}, "p", 1, {[] {
                        Step one = step(1);
                        one.count = DayCount::business;
                        one.repeat_every = 1;
                        return one;
                      }()}};
  // Every business day: on Sunday the latest is Friday's.
  const auto found = latest_occurrence(policy, Track::message, Profile::fresh, Date(2026, 12, 8),
                                       Date(2026, 12, 13));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->on, Date(2026, 12, 11));
  EXPECT_EQ(next_firing(policy, Track::message, Date(2026, 12, 8), Date(2026, 12, 13)),
            Date(2026, 12, 14));
}

TEST(Policy, WhatIsMeantForAProfileGoesBefore) {
  Step late = step(1);
  late.profiles = {Profile::unwilling};
  late.label = "firme";
  const Policy policy{PolicyId{}, "p", 1, {step(1), late}};
  const Date due(2026, 12, 2);
  EXPECT_EQ(
      latest_occurrence(policy, Track::message, Profile::unwilling, due, due + 1)->step->label,
      "firme");
  EXPECT_EQ(latest_occurrence(policy, Track::message, Profile::punctual, due, due + 1)->step->label,
            "A");
}

TEST(Policy, StepsComeBackFromTheDatabase) {
  std::vector<Step> steps = default_steps();
  Step task = step(20);
  task.template_name.clear();
  task.track = Track::task;
  task.task = TaskKind::hand_over;
  task.count = DayCount::business;
  task.profiles = {Profile::unwilling, Profile::did_not_receive};
  steps.push_back(task);
  steps[8].repeat_every = 15;
  steps[8].repeat_times = 3;
  EXPECT_EQ(steps_from_json(steps_to_json(steps)), steps);
  // As the first release wrote them.
  const auto old = steps_from_json(R"([{"offset":-5,"template":"lembrete","label":"Cinco"}])");
  EXPECT_EQ(old, (std::vector<Step>{{-5, "lembrete", "Cinco"}}));
}

Segment of_tags(std::vector<std::string> tags) {
  Segment segment;
  segment.tags = std::move(tags);
  return segment;
}

TEST(Segment, AllThatIsGivenMustHold) {
  const std::vector<std::string> tags{"vip", "atacado"};
  const receivable::TitleLabels labels{{"assinatura", "suporte"}, "Ana"};
  const SegmentFacts facts{PartyKind::company, tags, Money::centavos(500'00), labels, 640};
  EXPECT_TRUE(belongs({}, facts));
  EXPECT_TRUE(belongs(of_tags({"vip", "outra"}), facts));
  EXPECT_FALSE(belongs(of_tags({"outra"}), facts));
  Segment segment = of_tags({"vip"});
  segment.kind = PartyKind::person;
  EXPECT_FALSE(belongs(segment, facts));
  segment.kind = PartyKind::company;
  segment.amount_min = Money::centavos(500'00);
  segment.amount_max = Money::centavos(500'00);
  EXPECT_TRUE(belongs(segment, facts)) << "both ends are included";
  for (const auto& [one, expected] :
       std::initializer_list<std::pair<Segment, bool>>{{{.products = {"suporte", "aluguel"}}, true},
                                                       {{.products = {"aluguel"}}, false},
                                                       {{.sellers = {"Ana"}}, true},
                                                       {{.sellers = {"Bia"}}, false},
                                                       {{.score_min = 640}, true},
                                                       {{.score_min = 641}, false},
                                                       {{.score_max = 640}, true},
                                                       {{.score_max = 639}, false}}) {
    EXPECT_EQ(belongs(one, facts), expected) << segment_words(one);
  }
  segment.amount_min = Money::centavos(500'01);
  EXPECT_FALSE(belongs(segment, facts));
  EXPECT_EQ(check_segment(segment).error().code, "policy.segment") << "the wrong way round";
  EXPECT_EQ(check_segment(of_tags({" "})).error().code, "policy.segment") << "that is everybody";
  EXPECT_EQ(segment_from_json(segment_to_json(segment)), segment);
}

TEST(PolicySet, FirstThatMatchesWinsAndTheDefaultIsLast) {
  PolicySet set = only_policy({PolicyId{}, "padrão", 1, {}});
  const auto add = [&](const char* name, Segment segment) {
    PolicyLine line;
    line.id = PolicyId::make(Instant{static_cast<std::int64_t>(set.lines.size())});
    line.versions.push_back({{PolicyId{}, name, 1, {}}, std::move(segment), {}, {}, ""});
    set.lines.insert(set.lines.end() - 1, line);
  };
  add("vip", of_tags({"vip"}));
  add("atacado", of_tags({"atacado"}));
  const auto chosen = [&](std::vector<std::string> tags) {
    return line_for(set, {PartyKind::company, tags, Money(), {}, {}}).current().policy.name;
  };
  EXPECT_EQ(chosen({"atacado", "vip"}), "vip");
  EXPECT_EQ(chosen({"atacado"}), "atacado");
  EXPECT_EQ(chosen({}), "padrão");
}

TEST(PolicySet, ARunningTitleKeepsItsVersionWhenToldTo) {
  PolicyLine line;
  const auto version = [](int number, AppliesTo applies, std::int64_t at) {
    return PolicyVersion{{PolicyId{}, "p", number, {}}, {}, applies, Instant{at}, ""};
  };
  line.versions = {version(3, AppliesTo::fresh, 300), version(2, AppliesTo::fresh, 200),
                   version(1, AppliesTo::all, 100)};
  EXPECT_EQ(version_for(line, Instant{50}).version, 1);
  EXPECT_EQ(version_for(line, Instant{199}).version, 1);
  EXPECT_EQ(version_for(line, Instant{200}).version, 2);
  EXPECT_EQ(version_for(line, Instant{999}).version, 3);
}

}  // namespace
}  // namespace quita::dunning
