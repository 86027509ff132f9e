// The worklist follows what happens, tells no untruth when it lags, and gives no customer to two.
#include "desk/worklist.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "company/user.h"
#include "desk/call.h"
#include "desk/queue.h"
#include "desk/team.h"
#include "dunning/hold.h"
#include "dunning/promise.h"
#include "dunning/testing_world.h"
#include "testing/engines.h"

namespace quita::desk {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr Date monday(2026, 11, 23);
constexpr int nine = 9 * 60;
const QueueChoice everybody;

class Worklist : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_.emplace(db(), clock(), tenant());
    world_->found();
    world_->at(monday, nine);
    ana_ = user("Ana Souza", "ana@exemplo.com.br");
    bia_ = user("Bia Reis", "bia@exemplo.com.br");
  }

  UserId user(const std::string& name, const std::string& email) {
    return world_->write([&](db::Tx& tx, const Act& act) {
      return company::create_user(tx, actor_of(act), {email, name, company::Role::analyst},
                                  "argon2id")
          ->id;
    });
  }
  Act as(UserId user, const std::string& name) const {
    Act act = world_->act(name);
    act.kind = "user";
    act.id = user.uuid;
    return act;
  }
  PartyId late(const std::string& name, std::int64_t reais, int days) {
    const PartyId party = world_->customer(name, "SP", {});
    world_->write([&](db::Tx& tx, const Act& act) {
      const std::string number = fmt::format("119{:08}", 10'000'000 + ++phones_);
      EXPECT_TRUE(party::add_contact(tx, act, party, {party::Channel::phone, number, "billing"}));
    });
    titles_[name] = world_->title(party, name, Money::centavos(reais * 100), monday - 500,
                                  world_->act().today - days);
    return party;
  }
  int follow_now() {
    int steps = 0;
    while (world_->write([&](db::Tx& tx, const Act& act) { return follow(tx, act.today, 50); }) >
           0) {
      if (++steps > 100) throw std::logic_error("never ends");
    }
    return steps;
  }
  WorkPage page(Section section, const QueueChoice& queue = everybody, int limit = 50,
                std::optional<WorkAfter> after = {}) {
    return world_->write([&](db::Tx& tx, const Act& act) {
      return read_worklist(tx, act, section, queue, after, limit);
    });
  }
  std::vector<std::string> names(Section section, const QueueChoice& queue = everybody) {
    std::vector<std::string> names;
    for (const WorkRow& row : page(section, queue).rows) names.push_back(row.work.person.name);
    return names;
  }
  std::optional<PartyId> next(UserId user, const std::string& name,
                              std::optional<PartyId> after = {}) {
    return world_->write([&](db::Tx& tx, const Act&) {
      return claim_next(tx, as(user, name), user, std::nullopt, everybody, after);
    });
  }

  std::optional<dunning::World> world_;
  UserId ana_, bia_;
  std::map<std::string, TitleId> titles_;
  int phones_ = 0;
};
QUITA_EACH_ENGINE(Worklist);

TEST_P(Worklist, OrdersByWorthInThreeSections) {
  late("Pequena", 100, 20);
  late("Grande", 5'000, 20);
  late("Antiga", 9'000, 200);
  world_->title(world_->customer("Em dia", "SP", {}), "9", Money::centavos(1), monday, monday + 9);
  follow_now();
  EXPECT_THAT(names(Section::easy), ElementsAre("Grande", "Pequena"));
  EXPECT_THAT(names(Section::at_risk), ElementsAre("Antiga"));
  EXPECT_THAT(names(Section::open), ElementsAre());
}

TEST_P(Worklist, FollowsPaymentsPromisesAndDaysWithoutAScan) {
  const auto grande = late("Grande", 5'000, 20);
  late("Pequena", 100, 20);
  world_->title(world_->customer("Amanhã", "SP", {}), "3", Money::centavos(50'000), monday - 30,
                monday);
  follow_now();
  EXPECT_EQ(follow_now(), 0) << "nothing happened: nothing is looked at";
  world_->pay(titles_["Pequena"], Money::centavos(10'000), monday);
  world_->write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(dunning::promise(tx, act, {grande, std::nullopt, monday + 4, std::nullopt, ""}));
  });
  clock().advance(std::chrono::minutes(1));
  follow_now();
  EXPECT_THAT(names(Section::easy), ElementsAre());
  EXPECT_THAT(names(Section::open), ElementsAre("Grande"));
  // A title that became late by itself, and a promise that broke.
  world_->at(monday + 5, nine);
  follow_now();
  EXPECT_THAT(names(Section::easy), UnorderedElementsAre("Grande", "Amanhã"));
}

TEST_P(Worklist, ARowThatLagsMisplacesAndNeverMisinforms) {
  late("Paga", 5'000, 20);
  late("Deve", 100, 20);
  follow_now();
  world_->pay(titles_["Paga"], Money::centavos(500'000), monday);
  EXPECT_THAT(names(Section::easy), ElementsAre("Deve"));
}

TEST_P(Worklist, PagesWithoutHolesOrRepeats) {
  for (int i = 0; i < 7; ++i) late(fmt::format("C{}", i), 100 + 10 * (i / 2), 20);
  follow_now();
  std::vector<std::string> all;
  std::optional<WorkAfter> after;
  do {
    const auto one = page(Section::easy, everybody, 3, after);
    for (const WorkRow& row : one.rows) all.push_back(row.work.person.name);
    after = one.next;
  } while (after);
  EXPECT_THAT(all, UnorderedElementsAre("C0", "C1", "C2", "C3", "C4", "C5", "C6"));
}

TEST_P(Worklist, TwoAnalystsNeverGetTheSameCustomer) {
  const auto grande = late("Grande", 5'000, 20);
  const auto media = late("Média", 1'000, 20);
  follow_now();
  EXPECT_EQ(next(ana_, "Ana Souza"), grande);
  EXPECT_EQ(next(bia_, "Bia Reis"), media);
  EXPECT_EQ(next(bia_, "Bia Reis", media), std::nullopt);
  EXPECT_EQ(next(ana_, "Ana Souza"), grande) << "her own she may have again";
  const auto refused = world_->write(
      [&](db::Tx& tx, const Act&) { return claim(tx, as(bia_, "Bia Reis"), bia_, grande); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "work.claimed");
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("Ana Souza"));
  // A claim ends by itself.
  clock().advance(std::chrono::minutes(claim_minutes + 1));
  EXPECT_TRUE(world_->write([&](db::Tx& tx, const Act&) {
    return claim(tx, as(bia_, "Bia Reis"), bia_, grande).has_value();
  }));
}

TEST_P(Worklist, NextPassesOverWhoMayNotBeCalled) {
  const auto grande = late("Grande", 5'000, 20);
  const auto pequena = late("Pequena", 100, 20);
  follow_now();
  world_->write([&](db::Tx& tx, const Act&) {
    NewCall call;
    call.party = grande;
    EXPECT_TRUE(log_call(tx, as(ana_, "Ana Souza"), call));
  });
  EXPECT_EQ(next(ana_, "Ana Souza"), pequena);
  world_->at(monday, 21 * 60);
  EXPECT_EQ(next(ana_, "Ana Souza"), std::nullopt) << "at night nobody is called";
}

TEST_P(Worklist, QueuesByRuleAndByHand) {
  const auto abc = late("Abacaxi Ltda", 100, 20);
  late("Éter Ltda", 100, 20);
  late("Zebra Ltda", 100, 20);
  world_->write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(save_queue_rules(tx, act, {{{ana_}, "", "a", "M", {}, {}}}));
    EXPECT_EQ(save_queue_rules(tx, act, {{{}, "", "", "", {}, {}}}).error().code, "queue.users");
    EXPECT_EQ(save_queue_rules(tx, act, {{{ana_}, "", "M", "A", {}, {}}}).error().code,
              "queue.letters");
  });
  follow_now();
  const QueueChoice ana{QueueChoice::Kind::user, ana_}, nobody{QueueChoice::Kind::nobody, {}},
      bia{QueueChoice::Kind::user, bia_};
  EXPECT_THAT(names(Section::easy, ana), UnorderedElementsAre("Abacaxi Ltda", "Éter Ltda"));
  EXPECT_THAT(names(Section::easy, nobody), ElementsAre("Zebra Ltda"));
  world_->write([&](db::Tx& tx, const Act& act) { EXPECT_TRUE(assign(tx, act, abc, bia_)); });
  follow_now();
  EXPECT_THAT(names(Section::easy, bia), ElementsAre("Abacaxi Ltda"));
  const auto counts = world_->write([&](db::Tx& tx, const Act&) {
    return count_sections(tx, {QueueChoice::Kind::user, ana_});
  });
  EXPECT_EQ(counts[1].customers, 1);
}

TEST(Queues, AreSharedEvenlyAndAColleagueMovesNobodyElse) {
  const Instant now{1};
  const std::vector<UserId> three{UserId::make(now), UserId::make(now), UserId::make(now)};
  const std::vector<QueueRule> rules{{three, "", "", "", {}, {}}};
  const std::vector<QueueRule> fewer{{{three[0], three[1]}, "", "", "", {}, {}}};
  std::map<UserId, int> customers;
  for (int i = 0; i < 3'000; ++i) {
    const QueueCustomer one{PartyId::make(now), "Alguém", {}, Money()};
    const auto owner = *owner_of(rules, one);
    ++customers[owner];
    if (owner != three[2]) {
      EXPECT_EQ(owner_of(fewer, one), owner);
    }
  }
  for (const auto& [user, count] : customers) EXPECT_NEAR(count, 1'000, 150);
}

TEST_P(Worklist, TheTeamsWorkIsTold) {
  const auto grande = late("Grande", 5'000, 20);
  world_->write([&](db::Tx& tx, const Act&) {
    NewCall call;
    call.party = grande;
    call.outcome = Outcome::no_answer;
    EXPECT_TRUE(log_call(tx, as(ana_, "Ana Souza"), call));
    call.outcome = Outcome::promised;
    call.date = monday + 2;
    call.amount = Money::centavos(100'000);
    EXPECT_TRUE(log_call(tx, as(ana_, "Ana Souza"), call));
  });
  world_->pay(titles_["Grande"], Money::centavos(100'000), monday + 1);
  world_->at(monday + 3, nine);
  const auto team = world_->write(
      [&](db::Tx& tx, const Act& act) { return team_work(tx, monday, act.today, act.today); });
  ASSERT_EQ(team.size(), 1u);
  EXPECT_EQ(team[0].name, "Ana Souza");
  EXPECT_EQ(team[0].calls, 2);
  EXPECT_EQ(team[0].talked, 1);
  EXPECT_EQ(team[0].promises, 1);
  EXPECT_EQ(team[0].kept, 1);
  EXPECT_EQ(team[0].received, Money::centavos(100'000));
}

}  // namespace
}  // namespace quita::desk
