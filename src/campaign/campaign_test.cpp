// A campaign is launched once, holds its control group back, makes real offers, keeps to the
// contact budget, and tells what it brought.
#include "campaign/campaign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <set>
#include <thread>

#include "campaign/audience.h"
#include "campaign/launch.h"
#include "campaign/reach.h"
#include "campaign/result.h"
#include "dunning/promise.h"
#include "dunning/testing_world.h"
#include "messaging/delivery_fact.h"
#include "receivable/offer_store.h"
#include "testing/engines.h"

namespace quita::campaign {
namespace {

constexpr Date monday(2026, 11, 23);
constexpr auto owner = company::Role::owner;

class Campaigns : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_.emplace(db(), clock(), tenant());
    world_->found();
    world_->at(monday, 9 * 60);
  }

  PartyId late(int number, int days, std::int64_t reais = 1'000) {
    const auto party = world_->customer(fmt::format("Cliente {:02}", number), "SP",
                                        {fmt::format("c{}@exemplo.com.br", number)});
    titles_[party] = world_->title(party, fmt::format("{}", number), Money::centavos(reais * 100),
                                   monday - 400, monday - days);
    return party;
  }
  static Draft draft() {
    Draft draft;
    draft.name = "Campanha de novembro";
    draft.filter.days_from = 30;
    draft.filter.days_to = 90;
    draft.reduction = {Rate::percent(100), Rate::percent(10)};
    draft.ends_on = monday + 10;
    draft.template_name = "atraso-15";
    draft.control_percent = 20;
    return draft;
  }
  Result<Campaign> start(const Draft& draft) {
    const auto made =
        world_->write([&](db::Tx& tx, const Act& act) { return create(tx, act, draft, owner); });
    if (!made) return made;
    return world_->write(
        [&](db::Tx& tx, const Act& act) { return launch(tx, act, made->id, owner); });
  }
  void run() {
    run_campaigns(db(), tenant(), clock(), [] { return true; });
  }
  Outcome outcome(CampaignId id) {
    return world_->write([&](db::Tx& tx, const Act&) { return outcome_of(tx, *load(tx, id)); });
  }
  std::set<PartyId> told() {
    return world_->write([&](db::Tx& tx, const Act&) {
      std::set<PartyId> people;
      tx.each(
          "SELECT party_id FROM outbox WHERE tenant_id = $1 AND cause >= 'manual:campaign:' "
          "AND cause < 'manual:campaign;'",
          [&](db::Row& row) { people.insert(row.id<PartyId>(0)); }, tx.tenant());
      return people;
    });
  }
  std::set<PartyId> treated(CampaignId id) {
    return world_->write([&](db::Tx& tx, const Act&) {
      std::set<PartyId> people;
      tx.each(
          "SELECT party_id FROM campaign_member WHERE tenant_id = $1 AND campaign_id = $2 "
          "AND treated = 1",
          [&](db::Row& row) { people.insert(row.id<PartyId>(0)); }, tx.tenant(), id);
      return people;
    });
  }
  std::optional<receivable::Offer> offer(PartyId party) {
    return world_->write([&](db::Tx& tx, const Act& act) {
      return receivable::offer_on(tx, titles_.at(party), act.today);
    });
  }

  std::optional<dunning::World> world_;
  std::map<PartyId, TitleId> titles_;
};
QUITA_EACH_ENGINE(Campaigns);

TEST_P(Campaigns, OffersAndTellsTheDrawnAndHoldsTheOthersBack) {
  std::set<PartyId> all;
  for (int i = 0; i < 10; ++i) all.insert(late(i, 40));
  late(90, 5);    // too young
  late(91, 200);  // too old
  const auto campaign = start(draft());
  ASSERT_TRUE(campaign) << campaign.error().message;
  const auto drawn = treated(campaign->id);
  EXPECT_EQ(drawn.size(), 8u) << "two of ten are held back";
  for (const PartyId& party : all) EXPECT_EQ(offer(party).has_value(), drawn.contains(party));
  run();
  EXPECT_EQ(told(), drawn);
  run();
  EXPECT_EQ(told().size(), 8u) << "run again, nothing leaves twice";
  EXPECT_EQ(world_->write([&](db::Tx& tx, const Act& act) {
    return launch(tx, act, campaign->id, owner).error().code;
  }),
            "campaign.launched");
}

TEST_P(Campaigns, TheOffersSumPaidSettlesTheTitleAndIsTold) {
  for (int i = 0; i < 10; ++i) late(i, 40);
  const auto campaign = start(draft());
  ASSERT_TRUE(campaign);
  const PartyId who = *treated(campaign->id).begin();
  EXPECT_EQ(offer(who)->pays, Money::centavos(90'000));
  world_->at(monday + 3, 9 * 60);
  world_->pay(titles_[who], Money::centavos(90'000), monday + 3);
  const auto record = world_->write(
      [&](db::Tx& tx, const Act&) { return *receivable::find_title(tx, titles_[who]); });
  EXPECT_EQ(record.state, receivable::TitleState::paid);
  const Outcome told = outcome(campaign->id);
  EXPECT_EQ(told.treated.payers, 1);
  EXPECT_EQ(told.treated.received, Money::centavos(90'000));
  EXPECT_EQ(told.taken, 1);
  EXPECT_EQ(told.given_principal, Money::centavos(10'000));
  ASSERT_TRUE(told.share_difference);
  EXPECT_LT(told.share_difference->low, 0);
  EXPECT_THAT(told.verdict, ::testing::HasSubstr("não se distingue do acaso"));
}

TEST_P(Campaigns, WhoIsHeldOrFragileOrElsewhereIsLeftOut) {
  const auto promised = late(1, 40), fragile = late(2, 40);
  late(3, 40);
  world_->write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(dunning::promise(tx, act, {promised, std::nullopt, monday + 5, std::nullopt, ""}));
    party::Patch patch;
    patch.vulnerable = true;
    EXPECT_TRUE(party::patch_party(tx, act, fragile, patch));
  });
  Draft wanted = draft();
  wanted.control_percent = 0;
  ASSERT_TRUE(start(wanted));
  const auto second =
      world_->write([&](db::Tx& tx, const Act& act) { return *audience_of(tx, act, wanted, 1); });
  EXPECT_TRUE(second.members.empty());
  for (const auto& count : second.left_out)
    EXPECT_EQ(count.customers, count.why == LeftOut::not_contactable ? 0 : 1) << label(count.why);
  EXPECT_EQ(start(wanted).error().code, "campaign.nobody");
}

// Both see nobody in a campaign before either has written: on PostgreSQL no lock, no conflict.
TEST_P(Campaigns, TwoLaunchesAtOnceNeverTakeTheSameCustomer) {
  for (int i = 0; i < 10; ++i) late(i, 40);
  Draft wanted = draft();
  wanted.control_percent = 0;
  std::array<CampaignId, 2> ids;
  for (CampaignId& id : ids) {
    id = world_->write(
        [&](db::Tx& tx, const Act& act) { return create(tx, act, wanted, owner)->id; });
  }
  // SQLite has one writer: there they cannot begin together.
  std::latch both_look(db().engine() == db::Engine::postgres ? 2 : 1);
  std::array<std::string, 2> became;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    threads.emplace_back([&, i] {
      bool first = true;
      became[i] = world_->write([&](db::Tx& tx, const Act& act) {
        EXPECT_TRUE(load(tx, ids[i]));  // from here on it sees what is committed now
        if (first && db().engine() == db::Engine::postgres) {
          first = false;
          both_look.arrive_and_wait();
        }
        const auto launched = launch(tx, act, ids[i], owner);
        return launched ? std::string("running") : launched.error().code;
      });
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(became, ::testing::UnorderedElementsAre("running", "campaign.nobody"));
  EXPECT_EQ(treated(ids[0]).size() + treated(ids[1]).size(), 10u);
}

TEST_P(Campaigns, AFullContactBudgetWaitsForAnotherDay) {
  late(1, 40);
  Draft wanted = draft();
  wanted.control_percent = 0;
  const auto campaign = start(wanted);
  world_->run();  // the régua writes to him today
  run();
  EXPECT_EQ(outcome(campaign->id).waiting, 1);
  world_->at(monday + 1, 9 * 60);
  run();
  EXPECT_EQ(outcome(campaign->id).queued, 1);
}

TEST_P(Campaigns, EndsByItselfAndItsOffersWithIt) {
  const auto who = late(1, 40);
  Draft wanted = draft();
  wanted.control_percent = 0;
  const auto campaign = start(wanted);
  run();
  EXPECT_EQ(outcome(campaign->id).queued, 1);
  world_->at(monday + 11, 9 * 60);
  run();
  EXPECT_FALSE(offer(who));
  EXPECT_EQ(world_->send().sent, 0) << "nothing speaks of an offer that is over";
  EXPECT_EQ(world_->write([&](db::Tx& tx, const Act&) { return load(tx, campaign->id)->state; }),
            State::finished);
}

TEST_P(Campaigns, NobodyGivesMoreThanHisRoleMay) {
  late(1, 40);
  Draft wanted = draft();
  wanted.reduction.principal = Rate::percent(30);
  world_->write([&](db::Tx& tx, const Act& act) {
    EXPECT_EQ(create(tx, act, wanted, company::Role::manager).error().code, "campaign.limit");
    EXPECT_EQ(create(tx, act, wanted, std::nullopt).error().code, "campaign.limit");
    const auto made = create(tx, act, wanted, owner);
    ASSERT_TRUE(made);
    EXPECT_EQ(launch(tx, act, made->id, company::Role::manager).error().code, "campaign.limit");
  });
}

// The régua's own order and fallback (dunning/fallback.h): one contact, whatever the channel.
TEST_P(Campaigns, GoesOnByTheNextChannelAsOneContact) {
  world_->open_sms();
  const auto who = world_->customer("Rui Alves", "SP", {"rui@exemplo.com.br"}, {"11987654321"});
  titles_[who] = world_->title(who, "1", Money::centavos(100'000), monday - 400, monday - 40);
  Draft wanted = draft();
  wanted.control_percent = 0;
  wanted.template_name = "campanha";
  wanted.order = {{messaging::Channel::sms, messaging::Channel::email}, 24, messaging::Proof::read};
  const auto campaign = start(wanted);
  ASSERT_TRUE(campaign) << campaign.error().message;
  EXPECT_EQ(campaign->draft.order.channels, wanted.order.channels) << "kept in its order";
  world_->sms.dead.insert("+5511987654321");
  run();
  world_->send();
  world_->send();
  EXPECT_TRUE(world_->sms.sent.empty());
  ASSERT_EQ(world_->carrier.mails.size(), 1u);
  const Outcome told = outcome(campaign->id);
  EXPECT_EQ(told.sent, 1) << "one customer, told once";
  EXPECT_EQ(told.queued + told.refused + told.waiting, 0);
  ASSERT_EQ(told.channels.size(), 1u);
  EXPECT_EQ(told.channels[0].channel, messaging::Channel::email);
  const auto contacts = world_->write([&](db::Tx& tx, const Act&) {
    return *tx.one(
        "SELECT COUNT(*) FROM contact_made WHERE tenant_id = $1 AND party_id = $2",
        [](db::Row& row) { return row.integer(0); }, tx.tenant(), who);
  });
  EXPECT_EQ(contacts, 1) << "one contact of the budget";
}

TEST_P(Campaigns, EndingItCallsTheNextChannelOff) {
  world_->open_sms();
  const auto who = world_->customer("Rui Alves", "SP", {"rui@exemplo.com.br"}, {"11987654321"});
  titles_[who] = world_->title(who, "1", Money::centavos(100'000), monday - 400, monday - 40);
  Draft wanted = draft();
  wanted.control_percent = 0;
  wanted.template_name = "campanha";
  wanted.order = {
      {messaging::Channel::sms, messaging::Channel::email}, 1, messaging::Proof::delivered};
  const auto campaign = start(wanted);
  run();
  world_->send();
  ASSERT_EQ(world_->sms.sent.size(), 1u);
  world_->write([&](db::Tx& tx, const Act& act) { EXPECT_TRUE(end(tx, act, campaign->id)); });
  world_->at(monday, 14 * 60);
  EXPECT_EQ(dunning::fall_back_due(db(), tenant(), clock(), [] { return true; }), 0);
  world_->send();
  EXPECT_TRUE(world_->carrier.mails.empty()) << "the offer that it speaks of is over";
}

// The state of a letter whose carrier did not answer and that is not wanted any more
// (withdrawal.h).
TEST_P(Campaigns, AMessageThatMayHaveLeftIsNeitherSentNorRefused) {
  for (int i = 0; i < 2; ++i) late(i, 40);
  Draft wanted = draft();
  wanted.control_percent = 0;
  const auto campaign = start(wanted);
  ASSERT_TRUE(campaign) << campaign.error().message;
  run();
  const MessageId lost = world_->write([&](db::Tx& tx, const Act&) {
    tx.execute(
        "UPDATE outbox SET attempts = 1, unanswered = 1 WHERE tenant_id = $1 AND id = "
        "(SELECT id FROM outbox WHERE tenant_id = $1 ORDER BY id LIMIT 1)",
        tx.tenant());
    return *tx.one(
        "SELECT id FROM outbox WHERE tenant_id = $1 AND unanswered = 1",
        [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant());
  });
  world_->write([&](db::Tx& tx, const Act& act) { EXPECT_TRUE(end(tx, act, campaign->id)); });
  Outcome told = outcome(campaign->id);
  EXPECT_EQ(told.unsure, 1);
  EXPECT_EQ(told.refused, 1) << "the other one never left";
  EXPECT_EQ(told.sent + told.queued + told.waiting, 0);
  world_->write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(messaging::apply_fact(tx, act, world_->gate, lost,
                                      {messaging::Fact::read, act.now, "abriu"}));
  });
  told = outcome(campaign->id);
  EXPECT_EQ(told.sent, 1) << "its opening settles it";
  EXPECT_EQ(told.unsure, 0);
}

TEST_P(Campaigns, WhatEachChannelTakesIsToldBefore) {
  world_->open_sms();
  world_->write([&](db::Tx& tx, const Act& act) {
    auto settings = messaging::load_sms_settings(tx);
    settings.price_per_thousand = Money::centavos(65'00);
    EXPECT_TRUE(messaging::save_sms_settings(tx, act.now, settings, std::nullopt, SecretKey()));
  });
  const auto one = [&](int number, std::vector<std::string> mails,
                       std::vector<std::string> phones) {
    const auto party = world_->customer(fmt::format("Cliente {}", number), "SP", std::move(mails),
                                        std::move(phones));
    world_->title(party, fmt::format("{}", number), Money::centavos(100'000), monday - 400,
                  monday - 40);
  };
  one(1, {"a@exemplo.com.br"}, {"11987654321"});
  one(2, {"b@exemplo.com.br"}, {});
  one(3, {}, {"11987654323"});
  one(4, {}, {"1133334444"});  // a landline
  Draft wanted = draft();
  wanted.control_percent = 0;
  wanted.template_name = "campanha";
  wanted.order.channels = {messaging::Channel::email, messaging::Channel::sms};
  world_->write([&](db::Tx& tx, const Act& act) {
    const auto audience = audience_of(tx, act, wanted, 1);
    ASSERT_TRUE(audience);
    EXPECT_EQ(audience->members.size(), 3u);
    const auto reach = reach_of(tx, wanted, *audience, act.today);
    ASSERT_EQ(reach.size(), 2u);
    EXPECT_EQ(reach[0].first, 2);
    EXPECT_FALSE(reach[0].cost);
    EXPECT_EQ(reach[1].first, 1);
    EXPECT_EQ(reach[1].at_most, 2);
    ASSERT_TRUE(reach[1].segments);
    const int segments = *reach[1].segments;
    EXPECT_EQ(reach[1].cost, Money::centavos((6'500 * segments + 999) / 1'000));
    EXPECT_EQ(reach[1].cost_at_most, Money::centavos((6'500 * segments * 2 + 999) / 1'000));
  });
}

TEST_P(Campaigns, AChannelWithoutCarrierOrTextIsRefused) {
  late(1, 40);
  const auto refused = [&](std::vector<messaging::Channel> channels, const char* form) {
    Draft wanted = draft();
    wanted.template_name = form;
    wanted.order.channels = std::move(channels);
    return world_->write([&](db::Tx& tx, const Act& act) {
      const auto checked = check(tx, act, wanted, owner);
      return checked ? std::string() : checked.error().code;
    });
  };
  using messaging::Channel;
  EXPECT_EQ(refused({Channel::sms}, "campanha"), "campaign.channel");
  EXPECT_EQ(refused({}, "campanha"), "campaign.channel");
  EXPECT_EQ(refused({Channel::email, Channel::email}, "campanha"), "campaign.channel");
  EXPECT_EQ(refused({Channel::email}, "campanha"), "");
  world_->open_sms();
  EXPECT_EQ(refused({Channel::sms, Channel::email}, "campanha"), "");
  EXPECT_EQ(refused({Channel::sms}, "redefinir-senha"), "template.no_text");
}

TEST(Lot, IsTheSameForTheSameSeedInWhateverOrderAndExact) {
  const Instant now{1};
  std::vector<AudienceMember> members(101);
  for (auto& member : members) member.party = PartyId::make(now);
  auto turned = members;
  std::reverse(turned.begin(), turned.end());
  draw(members, 42, 10);
  draw(turned, 42, 10);
  std::reverse(turned.begin(), turned.end());
  int held_back = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    EXPECT_EQ(members[i].treated, turned[i].treated);
    if (!members[i].treated) ++held_back;
  }
  EXPECT_EQ(held_back, 10);
  auto other = members;
  draw(other, 43, 10);
  int moved = 0;
  for (std::size_t i = 0; i < members.size(); ++i) moved += members[i].treated != other[i].treated;
  EXPECT_GT(moved, 0);
}

}  // namespace
}  // namespace quita::campaign
