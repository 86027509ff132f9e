// What may be ordered of the bank against a customer, with a proposal and without, on both engines.
#include "dunning/proposal.h"

#include <gtest/gtest.h>

#include "dunning/testing_world.h"
#include "messaging/delivery_fact.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

using banking::BankOrderKind;

class Ordered : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_ = std::make_unique<World>(db(), clock(), tenant());
    world_->at(Date(2026, 11, 1), 9 * 60);
    world_->found();
    party_ = world_->customer("Padaria", "SP", {"financeiro@padaria.com.br"});
    title_ =
        world_->title(party_, "10", Money::centavos(300'00), Date(2026, 11, 2), Date(2026, 11, 10));
  }
  void save(bool with_notice) {
    Step notice;
    notice.offset = 30;
    notice.template_name = "atraso-30";
    notice.label = "Aviso";
    notice.notice = with_notice;
    Step block;
    block.offset = 60;
    block.track = Track::task;
    block.task = with_notice ? TaskKind::list_negative : TaskKind::protest;
    block.label = "Propor";
    world_->write([&](db::Tx& tx, const Act& act) {
      const auto saved =
          save_policy(tx, act, PolicyId(), {"Régua", {}, {notice, block}, AppliesTo::all});
      EXPECT_TRUE(saved) << (saved ? "" : saved.error().message);
    });
  }
  // The code of what speaks against it; empty: nothing.
  std::string against(BankOrderKind kind) {
    return world_->write([&](db::Tx& tx, const Act& act) {
      const auto may = may_be_ordered(tx, act.today, title_, kind);
      return may ? std::string() : may.error().code;
    });
  }
  void day(Date date) {
    world_->at(date, 9 * 60);
    world_->run();
    world_->send();
  }

  std::unique_ptr<World> world_;
  PartyId party_;
  TitleId title_;
};
QUITA_EACH_ENGINE(Ordered);

TEST_P(Ordered, NobodyIsListedWithoutTheWrittenNoticeTenDaysBefore) {
  save(true);
  day(Date(2026, 12, 9));
  EXPECT_EQ(against(BankOrderKind::list_negative), "proposal.notice");
  EXPECT_EQ(against(BankOrderKind::protest), "") << "its notice is the notary's";
  day(Date(2026, 12, 10));
  ASSERT_EQ(world_->carrier.mails.size(), 1U);
  world_->at(Date(2026, 12, 19), 9 * 60);
  EXPECT_EQ(against(BankOrderKind::list_negative), "proposal.notice");
  world_->at(Date(2026, 12, 20), 9 * 60);
  EXPECT_EQ(against(BankOrderKind::list_negative), "");
  // It came back: the debtor was not told.
  world_->write([&](db::Tx& tx, const Act& act) {
    const auto id = tx.one(
        "SELECT id FROM outbox WHERE tenant_id = $1 AND state = 'sent'",
        [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant());
    EXPECT_TRUE(messaging::apply_fact(
        tx, act, world_->gate, id.value(),
        {messaging::Fact::undelivered, act.now, "550 5.1.1 user unknown", true}));
  });
  EXPECT_EQ(against(BankOrderKind::list_negative), "proposal.notice");
}

TEST_P(Ordered, WhereTheReguaGivesNoNoticeAPersonAnswersForIt) {
  save(false);
  world_->at(Date(2026, 12, 20), 9 * 60);
  EXPECT_EQ(against(BankOrderKind::list_negative), "");
}

TEST_P(Ordered, WhatIsOnHoldIsNotActedAgainstAndMayAlwaysBeStopped) {
  save(false);
  world_->at(Date(2026, 12, 1), 9 * 60);
  world_->write([&](db::Tx& tx, const Act& act) {
    NewHold hold;
    hold.party = party_;
    hold.title = title_;
    hold.reason = "veio trocado";
    EXPECT_TRUE(set_hold(tx, act, hold));
  });
  EXPECT_EQ(against(BankOrderKind::protest), "proposal.held");
  EXPECT_EQ(against(BankOrderKind::list_negative), "proposal.held");
  EXPECT_EQ(against(BankOrderKind::stop_protest), "");
  EXPECT_EQ(against(BankOrderKind::stop_negative), "");
}

}  // namespace
}  // namespace quita::dunning
