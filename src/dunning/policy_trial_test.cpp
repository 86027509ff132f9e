// A draft tried on the company's own past, through the real use cases, on both engines: what is
// replayed under the régua in force is what it really sent.
#include "dunning/policy_trial.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dunning/testing_world.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

class PolicyTrialOf : public quita::testing::EachEngine {
 protected:
  std::vector<Step> steps(std::vector<std::pair<int, std::string>> wanted) {
    std::vector<Step> steps;
    for (const auto& [offset, name] : wanted) {
      Step step;
      step.offset = offset;
      step.template_name = name;
      step.label = step_words(offset);
      steps.push_back(std::move(step));
    }
    return steps;
  }

  // Sixty days of a small company, lived day by day.
  void live(World& world) {
    world.at(first, 600);
    world.found();
    world.write([&](db::Tx& tx, const Act& act) {
      return save_policy(tx, act, PolicyId(),
                         {"Régua",
                          {},
                          steps({{-2, "lembrete"}, {1, "atraso-1"}, {5, "atraso-3"}}),
                          AppliesTo::all});
    });
    std::vector<TitleId> titles;
    for (int i = 0; i < 6; ++i) {
      const PartyId party =
          world.customer(fmt::format("Cliente{}", i), "SP", {fmt::format("c{}@exemplo.com.br", i)});
      titles.push_back(world.title(party, fmt::format("{}", i), Money::centavos(100'00), first,
                                   first + 10 + 3 * i));
    }
    for (Date date = first; date < first + 60; ++date) {
      world.at(date, 600);
      if (date == first + 12) world.pay(titles[1], Money::centavos(100'00), date);
      if (date == first + 17) world.pay(titles[2], Money::centavos(100'00), date);
      world.run();
      sent += world.send().sent;
    }
    world.at(first + 60, 600);
  }

  static constexpr Date first{2026, 9, 1};
  int sent = 0;
};
QUITA_EACH_ENGINE(PolicyTrialOf);

TEST_P(PolicyTrialOf, ReplaysWhatWasReallySentAndCountsTheDraftBesideIt) {
  World world(db(), clock(), tenant());
  live(world);
  ASSERT_EQ(sent, 14);  // six reminders, and two demands to each of the four who did not pay
  const auto asked = world.write([&](db::Tx& tx, const Act& act) {
    return ask_trial(tx, act, PolicyId(), steps({{1, "atraso-1"}}), 12);
  });
  ASSERT_TRUE(asked) << asked.error().message;
  EXPECT_EQ(asked->state, TrialState::waiting);
  make_trials(db(), clock(), "teste", [] { return true; });

  const auto done = db().read(tenant(), [&](db::Tx& tx) { return find_trial(tx, asked->id); });
  ASSERT_TRUE(done);
  ASSERT_EQ(done->state, TrialState::done) << done->error;
  const TrialResult& result = *done->result;
  EXPECT_EQ(result.people, 6);
  EXPECT_EQ(result.titles, 6);
  EXPECT_EQ(result.really_sent, sent);
  EXPECT_EQ(result.present.messages, sent);
  EXPECT_EQ(result.present.reminders, 6);
  EXPECT_EQ(result.present.customers, 6);
  EXPECT_EQ(result.draft.messages, 4);
  EXPECT_EQ(result.draft.reminders, 0);
  EXPECT_EQ(result.last, first + 59);
  ASSERT_EQ(result.steps.size(), 3u);
  EXPECT_EQ(result.steps[0].words, "2 dias antes do vencimento");
  EXPECT_EQ(result.steps[0].present, 6);
  EXPECT_EQ(result.steps[0].draft, 0);
  EXPECT_EQ(result.steps[1].present, result.steps[1].draft);
  EXPECT_EQ(result.changed.size(), 6u);
  EXPECT_EQ(result.channels.size(), 1u);
  EXPECT_EQ(result.channels[0].present_cost, Money());
}

TEST_P(PolicyTrialOf, StoppedOnTheWayItBeginsAnewAndAnotherWorkerLeavesItAlone) {
  World world(db(), clock(), tenant());
  live(world);
  const auto asked = world.write([&](db::Tx& tx, const Act& act) {
    return ask_trial(tx, act, PolicyId(), steps({{1, "atraso-1"}}), 1);
  });
  ASSERT_TRUE(asked);
  make_trials(db(), clock(), "um", [n = 0]() mutable { return ++n < 2; });
  const auto state = [&] {
    return db().read(tenant(), [&](db::Tx& tx) { return find_trial(tx, asked->id)->state; });
  };
  EXPECT_NE(state(), TrialState::done);
  make_trials(db(), clock(), "outro", [] { return true; });
  EXPECT_EQ(state(), TrialState::done);
}

TEST_P(PolicyTrialOf, RefusesWhatNoReguaMayBe) {
  World world(db(), clock(), tenant());
  world.at(first, 600);
  world.found();
  const auto ask = [&](std::vector<Step> draft, int months) {
    const auto asked = world.write([&](db::Tx& tx, const Act& act) {
      return ask_trial(tx, act, PolicyId(), std::move(draft), months);
    });
    return asked ? "" : asked.error().code;
  };
  EXPECT_EQ(ask({}, 12), "policy.empty");
  EXPECT_EQ(ask(steps({{1, "atraso-1"}}), 0), "trial.months");
  EXPECT_EQ(ask(steps({{1, "atraso-1"}}), 25), "trial.months");
}

}  // namespace
}  // namespace quita::dunning
