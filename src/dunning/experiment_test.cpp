// Champion and challenger: who is drawn for which side, that the régua respects it, what is
// measured and how it ends, on both engines.
#include "dunning/experiment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "dunning/experiment_result.h"
#include "dunning/testing_world.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

PartyId numbered(int number) { return {uuid_of(fmt::format("party {}", number))}; }

TEST(ArmOf, DrawsTheShareAskedForAndAlwaysTheSame) {
  constexpr int people = 20'000;
  for (const int share : {10, 30, 50, 90}) {
    int challengers = 0;
    for (int i = 0; i < people; ++i) {
      const Arm arm = arm_of("semente", share, numbered(i));
      EXPECT_EQ(arm, arm_of("semente", share, numbered(i)));
      challengers += arm == Arm::challenger ? 1 : 0;
    }
    // Four standard deviations of a fair draw are 1.4 %.
    EXPECT_NEAR(challengers * 100.0 / people, share, 1.5);
  }
}

TEST(ArmOf, TwoExperimentsDivideCustomersInWaysThatHaveNothingToDoWithEachOther) {
  int both = 0;
  constexpr int people = 20'000;
  for (int i = 0; i < people; ++i) {
    both += arm_of("um", 50, numbered(i)) == Arm::challenger &&
                    arm_of("outro", 50, numbered(i)) == Arm::challenger
                ? 1
                : 0;
  }
  EXPECT_NEAR(both * 100.0 / people, 25, 1.5);
}

// The lot of many experiments over the same few customers is as uneven as dice are, and no more: 1
// % of fair draws of 360 are less likely than 1 %.
TEST(ArmOf, IsAsUnevenAsDiceAndNoMore) {
  constexpr int experiments = 4'000, people = 360;
  int seldom = 0;
  for (int seed = 0; seed < experiments; ++seed) {
    int challengers = 0;
    for (int i = 0; i < people; ++i)
      challengers += arm_of(fmt::format("s{}", seed), 50, numbered(i)) == Arm::challenger ? 1 : 0;
    if (statistics::chance_of_split(challengers, people, 0.5) < 0.01) ++seldom;
  }
  EXPECT_LT(seldom, 65) << "40 are expected at most";
  EXPECT_GT(seldom, 5);
}

class ExperimentOf : public quita::testing::EachEngine {
 protected:
  static std::vector<Step> steps(std::vector<std::pair<int, std::string>> wanted) {
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

  void found(World& world) {
    world.at(first, 600);
    world.found();
    world.write([&](db::Tx& tx, const Act& act) {
      return save_policy(tx, act, PolicyId(),
                         {"Régua", {}, steps({{1, "atraso-1"}}), AppliesTo::all});
    });
  }

  Result<ExperimentRecord> begin(World& world, int share = 50) {
    return world.write([&](db::Tx& tx, const Act& act) -> Result<ExperimentRecord> {
      const auto trial = TRY(ask_trial(tx, act, PolicyId(), steps({{3, "atraso-3"}}), 12));
      return begin_experiment(tx, act, trial.id, "Três dias", share);
    });
  }

  static constexpr Date first{2026, 9, 1};
};
QUITA_EACH_ENGINE(ExperimentOf);

TEST_P(ExperimentOf, EachCustomerFollowsHisSideAndTitlesOfBeforeFollowTheRegua) {
  World world(db(), clock(), tenant());
  found(world);
  std::map<std::string, PartyId> people;
  for (int i = 0; i < 12; ++i) {
    people[fmt::format("c{}@exemplo.com.br", i)] =
        world.customer(fmt::format("Cliente{}", i), "SP", {fmt::format("c{}@exemplo.com.br", i)});
  }
  const auto old =
      world.title(people.begin()->second, "velho", Money::centavos(100), first, first + 7);
  clock().advance(std::chrono::minutes(1));
  const auto record = begin(world);
  ASSERT_TRUE(record) << record.error().message;
  for (const auto& [email, party] : people)
    world.title(party, "novo " + email, Money::centavos(100), first, first + 14);

  std::set<std::string> on_first, on_third;
  for (Date date = first + 1; date < first + 20; ++date) {
    world.at(date, 600);
    world.run();
    world.send();
    for (const auto& mail : world.carrier.mails) {
      if (date == first + 8) {
        EXPECT_EQ(mail.to_address, people.begin()->first);
      }
      if (date == first + 15) on_first.insert(mail.to_address);
      if (date == first + 17) on_third.insert(mail.to_address);
    }
    EXPECT_TRUE(date != first + 8 || world.carrier.mails.size() == 1);
    world.carrier.mails.clear();
  }
  EXPECT_GT(on_first.size(), 1u);
  EXPECT_GT(on_third.size(), 1u);
  for (const auto& [email, party] : people) {
    const bool challenger = arm_of(record->experiment.seed, 50, party) == Arm::challenger;
    EXPECT_EQ(on_third.contains(email), challenger) << email;
    EXPECT_EQ(on_first.contains(email), !challenger) << email;
  }
  EXPECT_FALSE(old.nil());
}

TEST_P(ExperimentOf, MeasuresOnlyWhatIsOldEnoughAndTellsWhenItIsDecided) {
  World world(db(), clock(), tenant());
  found(world);
  clock().advance(std::chrono::minutes(1));
  const auto record = begin(world);
  ASSERT_TRUE(record);
  const auto result = [&] {
    return db().read(tenant(), [&](db::Tx& tx) { return measure(tx, *record, world.act().today); });
  };
  EXPECT_EQ(result().verdict, Verdict::too_early);

  // Challengers pay on the tenth day, three champions of four never.
  int champions = 0;
  int challengers = 0;
  Money recovered;
  std::vector<std::pair<TitleId, Arm>> titles;
  for (int i = 0; champions < 60 || challengers < 60; ++i) {
    const PartyId party = world.customer(fmt::format("C{}", i), "SP", {});
    const Arm arm = arm_of(record->experiment.seed, 50, party);
    ++(arm == Arm::champion ? champions : challengers);
    titles.emplace_back(
        world.title(party, fmt::format("{}", i), Money::centavos(100'00), first, first + 5), arm);
  }
  world.title(world.customer("Novo", "SP", {}), "novo", Money::centavos(1), first, first + 30);
  world.at(first + 15, 600);
  int nth = 0;
  for (const auto& [title, arm] : titles) {
    if (arm == Arm::champion && ++nth % 4 != 0) continue;
    world.pay(title, Money::centavos(100'00), first + 15);
    if (arm == Arm::challenger) recovered += Money::centavos(100'00);
  }
  EXPECT_EQ(result().champion.titles, 0) << "not thirty days after the due date yet";

  world.at(first + 35, 600);
  const ExperimentResult told = result();
  EXPECT_EQ(told.champion.customers, champions);
  EXPECT_EQ(told.challenger.titles, challengers);
  EXPECT_EQ(told.champion.waiting + told.challenger.waiting, 1);
  EXPECT_DOUBLE_EQ(told.titles_paid.challenger.value, 1);
  EXPECT_NEAR(told.titles_paid.champion.value, 0.25, 0.02);
  EXPECT_DOUBLE_EQ(told.amount_recovered.challenger.value, 1);
  EXPECT_EQ(told.challenger.recovered, recovered);
  EXPECT_DOUBLE_EQ(told.days_to_pay.challenger.value, 10);
  EXPECT_NEAR(told.days_to_pay.champion.value, 25, 0.5);
  EXPECT_EQ(told.verdict, Verdict::challenger_better);
  EXPECT_GT(told.titles_paid.gap_interval.low, 0.5);
  EXPECT_LT(told.days_to_pay.gap_interval.high, 0);
}

// Whom other réguas take is not in the experiment, by what the réguas look at and no more: a table
// that none of them asks for is not read at all.
TEST_P(ExperimentOf, ReadsOfTheCustomersWhatTheReguasAskFor) {
  World world(db(), clock(), tenant());
  found(world);
  clock().advance(std::chrono::minutes(1));
  const auto record = begin(world);
  ASSERT_TRUE(record);
  std::vector<PartyId> people;
  for (int i = 0; i < 3; ++i) {
    people.push_back(world.customer(fmt::format("C{}", i), "SP", {}));
    world.title(people.back(), fmt::format("{}", i), Money::centavos(100'00), first, first + 5);
  }
  const auto drawn = [&] {
    const auto told =
        db().read(tenant(), [&](db::Tx& tx) { return measure(tx, *record, world.act().today); });
    return told.champion.drawn + told.challenger.drawn;
  };
  world.write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(party::set_tags(tx, act, people[0], {"vip"}));
    tx.execute("INSERT INTO credit_limit (tenant_id, party_id, score) VALUES ($1, $2, 900)",
               tx.tenant(), people[1]);
  });
  const auto rename = [&](const char* from, const char* to) {
    world.write([&](db::Tx& tx, const Act&) {
      for (const char* table : {"party_tag", "credit_limit", "title_label"})
        tx.execute(fmt::format("ALTER TABLE {0}{1} RENAME TO {0}{2}", table, from, to));
    });
  };
  rename("", "_away");
  EXPECT_EQ(drawn(), 3);
  rename("_away", "");
  const auto add_policy = [&](const char* name, const Segment& segment) {
    world.write([&](db::Tx& tx, const Act& act) {
      EXPECT_TRUE(
          create_policy(tx, act, {name, segment, steps({{1, "atraso-1"}}), AppliesTo::all}));
    });
  };
  Segment vip;
  vip.tags = {"vip"};
  add_policy("VIP", vip);
  EXPECT_EQ(drawn(), 2);
  Segment good;
  good.score_min = 800;
  add_policy("Bons", good);
  EXPECT_EQ(drawn(), 1);
}

// Sample-ratio mismatch: something other than the lot decided who takes part.
TEST_P(ExperimentOf, DoubtsSidesThatNoDrawWouldMake) {
  World world(db(), clock(), tenant());
  found(world);
  clock().advance(std::chrono::minutes(1));
  const auto record = begin(world);
  ASSERT_TRUE(record);
  int champions = 0;
  int challengers = 0;
  for (int i = 0; challengers < 90; ++i) {
    const PartyId party = world.customer(fmt::format("C{}", i), "SP", {});
    const Arm arm = arm_of(record->experiment.seed, 50, party);
    if (arm == Arm::champion && champions == 40) continue;  // whose titles somebody left out
    ++(arm == Arm::champion ? champions : challengers);
    world.title(party, fmt::format("{}", i), Money::centavos(100'00), first, first + 5);
  }
  const auto result = [&] {
    return db().read(tenant(), [&](db::Tx& tx) { return measure(tx, *record, world.act().today); });
  };
  ASSERT_EQ(champions, 40);
  EXPECT_EQ(result().champion.drawn, 40) << "drawn counts before the titles do";
  EXPECT_EQ(result().champion.customers, 0);
  EXPECT_EQ(result().verdict, Verdict::split_in_doubt);
  world.at(first + 35, 600);
  const ExperimentResult told = result();
  EXPECT_EQ(told.challenger.drawn, 90);
  EXPECT_EQ(told.challenger.customers, 90);
  EXPECT_LT(told.chance_of_split, 0.001);
  EXPECT_EQ(told.verdict, Verdict::split_in_doubt) << "and no winner is told";
}

TEST_P(ExperimentOf, TheWinnerBecomesTheReguaByAPersonsClickOnce) {
  World world(db(), clock(), tenant());
  found(world);
  const auto record = begin(world, 30);
  ASSERT_TRUE(record);
  EXPECT_EQ(begin(world).error().code, "experiment.running");
  const auto end = [&](Ending ending) {
    return world.write([&](db::Tx& tx, const Act& act) {
      return end_experiment(tx, act, record->experiment.id, ending);
    });
  };
  const auto ended = end(Ending::challenger);
  ASSERT_TRUE(ended) << ended.error().message;
  EXPECT_EQ(ended->ending, Ending::challenger);
  const PolicySet set = db().read(tenant(), [](db::Tx& tx) { return load_policies(tx); });
  EXPECT_FALSE(set.lines.back().experiment);
  EXPECT_EQ(set.lines.back().current().policy.steps, steps({{3, "atraso-3"}}));
  EXPECT_EQ(end(Ending::none).error().code, "experiment.ended");
  EXPECT_TRUE(begin(world)) << "another may begin";
}

TEST_P(ExperimentOf, RefusesWhatIsNone) {
  World world(db(), clock(), tenant());
  found(world);
  EXPECT_EQ(begin(world, 5).error().code, "experiment.share");
  EXPECT_EQ(begin(world, 95).error().code, "experiment.share");
  const auto nameless = world.write([&](db::Tx& tx, const Act& act) -> Result<ExperimentRecord> {
    const auto trial = TRY(ask_trial(tx, act, PolicyId(), steps({{3, "atraso-3"}}), 12));
    return begin_experiment(tx, act, trial.id, "  ", 50);
  });
  EXPECT_EQ(nameless.error().code, "experiment.name");
}

}  // namespace
}  // namespace quita::dunning
