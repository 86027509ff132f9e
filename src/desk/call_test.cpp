// A call is logged once, does what its outcome says, and takes from the contact budget.
#include "desk/call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk/call_sheet.h"
#include "dunning/hold_store.h"
#include "dunning/payer_history.h"
#include "dunning/promise.h"
#include "dunning/testing_world.h"
#include "party/timeline.h"
#include "testing/engines.h"

namespace quita::desk {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr Date monday(2026, 11, 23);
constexpr int nine = 9 * 60;

class CallLog : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_.emplace(db(), clock(), tenant());
    world_->found();
    world_->at(monday, nine);
    party_ = world_->customer("Padaria Sol Ltda", "SP", {"sol@exemplo.com.br"});
    phone_ = world_->write([&](db::Tx& tx, const Act& act) {
      return party::add_contact(tx, act, party_, {party::Channel::phone, "11987654321", "billing"})
          ->id;
    });
    title_ = world_->title(party_, "7001", Money::centavos(150'000), monday - 60, monday - 20);
  }

  NewCall call(Outcome outcome) const {
    NewCall wanted;
    wanted.party = party_;
    wanted.contact = phone_;
    wanted.outcome = outcome;
    return wanted;
  }
  Result<Call> log(const NewCall& wanted) {
    return world_->write([&](db::Tx& tx, const Act& act) { return log_call(tx, act, wanted); });
  }
  party::ContactState phone_state() {
    return world_->write([&](db::Tx& tx, const Act&) {
      for (const auto& contact : party::contacts_of(tx, party_)) {
        if (contact.id == phone_) return contact.state;
      }
      throw std::logic_error("no phone");
    });
  }
  std::vector<std::string> facts() {
    return world_->write([&](db::Tx& tx, const Act&) {
      std::vector<std::string> kinds;
      for (const auto& event : party::party_timeline(tx, party_, std::nullopt, 50))
        kinds.push_back(event.kind);
      return kinds;
    });
  }
  CallSheet sheet() {
    return world_->write([&](db::Tx& tx, const Act& act) { return *call_sheet(tx, act, party_); });
  }
  std::vector<dunning::Task> tasks() {
    return world_->write(
        [&](db::Tx& tx, const Act&) { return dunning::open_tasks(tx, party_, 50); });
  }

  std::optional<dunning::World> world_;
  PartyId party_;
  ContactId phone_;
  TitleId title_;
};
QUITA_EACH_ENGINE(CallLog);

TEST_P(CallLog, ATalkIsAConversationThatProvesTheNumberAndTakesFromTheBudget) {
  EXPECT_EQ(sheet().verdict.rule, CallRule::may_call) << sheet().verdict.text;
  ASSERT_TRUE(log(call(Outcome::talked)));
  EXPECT_EQ(phone_state(), party::ContactState::works);
  EXPECT_THAT(facts(), ::testing::Contains("party.conversation"));
  // One contact a day over all channels: neither the telephone nor the régua may ask again today.
  EXPECT_EQ(sheet().verdict.rule, CallRule::day_cap);
  world_->run();
  EXPECT_EQ(world_->send().sent, 0);
}

TEST_P(CallLog, WhoCalledUsWasNotDisturbedByUs) {
  NewCall incoming = call(Outcome::talked);
  incoming.direction = Direction::incoming;
  ASSERT_TRUE(log(incoming));
  EXPECT_EQ(sheet().verdict.rule, CallRule::may_call);
}

TEST_P(CallLog, NobodyAnsweringIsNoConversationAndCostsNothing) {
  ASSERT_TRUE(log(call(Outcome::no_answer)));
  EXPECT_EQ(sheet().verdict.rule, CallRule::may_call);
  EXPECT_THAT(facts(), ::testing::Not(::testing::Contains("party.conversation")));
  EXPECT_THAT(facts(), ::testing::Contains("party.call_tried"));
  EXPECT_EQ(phone_state(), party::ContactState::unknown);
}

TEST_P(CallLog, AWrongNumberIsMarkedOnTheContact) {
  ASSERT_TRUE(log(call(Outcome::wrong_number)));
  EXPECT_EQ(phone_state(), party::ContactState::bounced);
  EXPECT_EQ(sheet().verdict.rule, CallRule::no_telephone);
}

TEST_P(CallLog, APromiseIsTheSamePromiseThatThePortalMakes) {
  NewCall promised = call(Outcome::promised);
  EXPECT_EQ(log(promised).error().code, "call.date");
  promised.date = monday + 4;
  promised.amount = Money::centavos(100'000);
  const auto done = log(promised);
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_TRUE(done->promise);
  const auto promises = world_->write(
      [&](db::Tx& tx, const Act& act) { return dunning::promises_of(tx, party_, act.today); });
  ASSERT_EQ(promises.size(), 1u);
  EXPECT_EQ(promises[0].hold.id, *done->promise);
  EXPECT_EQ(promises[0].hold.amount, Money::centavos(100'000));
  EXPECT_EQ(sheet().verdict.rule, CallRule::held);
  // A promise that its use case refuses leaves no call behind.
  EXPECT_EQ(log(promised).error().code, "promise.running");
  EXPECT_EQ(world_->write([&](db::Tx& tx, const Act&) { return calls_of(tx, party_, 9).size(); }),
            1u);
}

TEST_P(CallLog, ADisputeNeedsItsTitleAndItsWords) {
  NewCall dispute = call(Outcome::disputes);
  EXPECT_EQ(log(dispute).error().code, "call.note");
  dispute.note = "veio quebrado";
  EXPECT_EQ(log(dispute).error().code, "call.title");
  dispute.title = title_;
  ASSERT_TRUE(log(dispute));
  ASSERT_EQ(tasks().size(), 1u);
  EXPECT_EQ(tasks()[0].kind, dunning::TaskKind::dispute);
}

TEST_P(CallLog, AlreadyPaidPutsMoneyInFlightOnAllThatIsLate) {
  const auto other = world_->title(party_, "7002", Money::centavos(5'000), monday - 60, monday - 9);
  world_->title(party_, "7003", Money::centavos(5'000), monday - 60, monday + 9);
  NewCall paid = call(Outcome::already_paid);
  paid.date = monday - 1;
  ASSERT_TRUE(log(paid));
  const auto held = world_->write([&](db::Tx& tx, const Act&) {
    std::vector<TitleId> titles;
    for (const auto& hold : dunning::holds_of(tx, party_, false)) titles.push_back(*hold.title);
    return titles;
  });
  EXPECT_THAT(held, UnorderedElementsAre(title_, other));
}

TEST_P(CallLog, HardshipSoftensTheProfile) {
  ASSERT_TRUE(log(call(Outcome::hardship)));
  const auto profile = world_->write(
      [&](db::Tx& tx, const Act& act) { return *dunning::profile_of(tx, party_, act.today); });
  EXPECT_EQ(profile.profile, dunning::Profile::hardship);
}

TEST_P(CallLog, ACallbackIsATaskThatTheNextConversationEnds) {
  NewCall callback = call(Outcome::callback);
  EXPECT_EQ(log(callback).error().code, "call.next_on");
  callback.next_on = monday - 1;
  EXPECT_EQ(log(callback).error().code, "call.next_on");
  callback.next_on = monday + 2;
  ASSERT_TRUE(log(callback));
  ASSERT_EQ(tasks().size(), 1u);
  EXPECT_EQ(tasks()[0].due_on, monday + 2);
  // On the day: nobody answers, so it stays; then he does.
  world_->at(monday + 2, nine);
  ASSERT_TRUE(log(call(Outcome::no_answer)));
  EXPECT_EQ(tasks().size(), 1u);
  ASSERT_TRUE(log(call(Outcome::talked)));
  EXPECT_TRUE(tasks().empty());
}

TEST_P(CallLog, TheTaskThatACallDoesIsAnotherCustomersNever) {
  const auto stranger = world_->customer("Outra Ltda", "SP", {});
  const auto task = world_->write([&](db::Tx& tx, const Act& act) {
    dunning::NewTask wanted;
    wanted.cause = "caso";
    wanted.party = stranger;
    wanted.label = "Ligar";
    wanted.due_on = act.today;
    return *dunning::open_task(tx, act, wanted);
  });
  NewCall wanted = call(Outcome::talked);
  wanted.task = task;
  EXPECT_EQ(log(wanted).error().code, "task.not_found");
}

TEST_P(CallLog, TheSheetFollowsTheLawOfHisStateByHisClock) {
  world_->at(monday, 7 * 60 + 59);
  EXPECT_EQ(sheet().verdict.rule, CallRule::outside_window);
  EXPECT_THAT(sheet().verdict.text, HasSubstr("15.426"));
  world_->at(monday - 1, nine);  // a Sunday
  EXPECT_EQ(sheet().verdict.rule, CallRule::outside_window);
  // Manaus is an hour behind: at 8:30 of São Paulo it is 7:30 there.
  const auto far = world_->customer("Rio Negro Ltda", "AM", {});
  world_->write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(
        party::add_contact(tx, act, far, {party::Channel::phone, "92987654321", "billing"}));
  });
  world_->title(far, "1", Money::centavos(1'000), monday - 60, monday - 20);
  world_->at(monday, 8 * 60 + 30);
  const auto there =
      world_->write([&](db::Tx& tx, const Act& act) { return *call_sheet(tx, act, far); });
  EXPECT_EQ(there.local_time, "07:30");
}

TEST_P(CallLog, WhoSaidNoToTheTelephoneIsNotCalled) {
  world_->write([&](db::Tx& tx, const Act& act) {
    party::ContactPatch patch;
    patch.state = party::ContactState::opted_out;
    EXPECT_TRUE(party::patch_contact(tx, act, party_, phone_, patch));
  });
  EXPECT_EQ(sheet().verdict.rule, CallRule::opted_out);
}

}  // namespace
}  // namespace quita::desk
