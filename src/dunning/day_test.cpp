// The dunning day, the gate, holds and messages asked for by people, on both engines.
#include "dunning/day.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <thread>

#include "dunning/day_view.h"
#include "dunning/dunning_check.h"
#include "dunning/person_facts.h"
#include "dunning/send_now.h"
#include "dunning/testing_world.h"
#include "messaging/outbox_view.h"
#include "party/party_store.h"
#include "party/timeline.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Date today(2026, 12, 2);  // a Wednesday
constexpr int nine = 9 * 60;

class DunningDay : public testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_ = std::make_unique<World>(db(), clock(), tenant());
    world_->at(Date(2026, 11, 1), nine);
    world_->found();
  }
  World& world() { return *world_; }
  std::int64_t count(const char* sql) {
    return db().read(tenant(), [&](db::Tx& tx) {
      return tx
          .one(
              sql, [](db::Row& row) { return row.integer(0); }, tx.tenant())
          .value();
    });
  }
  template <class F>
  auto read(F&& f) {
    return db().read(tenant(), [&](db::Tx& tx) { return f(tx); });
  }
  PartyId late_customer(const std::string& name = "Padaria") {
    const PartyId party = world().customer(name, "SP", {lower_ascii(name) + "@exemplo.com.br"});
    titles_.push_back(
        world().title(party, name + "/1", Money::centavos(100'00), today - 31, today - 1));
    return party;
  }
  std::vector<TitleId> titles_;

 private:
  std::unique_ptr<World> world_;
};
QUITA_EACH_ENGINE(DunningDay);

// CDC 42-A: who asks a consumer for money says who and where he is. A company pays the demand of a
// company that has not filled in its street; a person waits for it.
TEST_P(DunningDay, NoDemandToAPersonWithoutTheCreditorsAddress) {
  const auto set_street = [&](const std::string& street) {
    world().write([&](db::Tx& tx, const Act& act) {
      company::CompanyDraft draft;
      draft.street = street;
      draft.city = street.empty() ? "" : "São Paulo";
      draft.number = street.empty() ? "" : "100";
      EXPECT_TRUE(company::patch_company(tx, actor_of(act), draft));
    });
  };
  set_street("");
  late_customer();
  party::Draft draft;
  draft.name = "Ana Lima";
  draft.document = "52998224725";
  draft.contacts.push_back({party::Channel::email, "ana@exemplo.com.br", "billing"});
  const auto ana = world().write(
      [&](db::Tx& tx, const Act& act) { return party::create_party(tx, act, draft); });
  world().title(*ana, "A/1", Money::centavos(100'00), today - 31, today - 1);
  world().at(today, nine);
  world().run();
  EXPECT_EQ(world().send().sent, 1) << "the bakery's";
  EXPECT_EQ(count("SELECT COUNT(*) FROM outbox WHERE tenant_id = $1 AND state = 'queued' "
                  "AND answer LIKE '%42-A%'"),
            1);
  set_street("Rua das Flores");
  clock().advance(std::chrono::minutes(31));
  EXPECT_EQ(world().send().sent, 1);
  EXPECT_NE(world().carrier.mails.back().text.find("Rua das Flores, 100"), std::string::npos);
}

// Tryton's day run by two workers: every customer once, whoever takes him.
// A hold of a company may cover its branches: the first eight characters of a CNPJ are the company.
TEST_P(DunningDay, AHoldOfAGroupHoldsEveryCompanyOfItsRoot) {
  const auto company = [&](const std::string& name, const std::string& document) {
    party::Draft draft;
    draft.name = name;
    draft.document = document;
    draft.contacts.push_back(
        {party::Channel::email, "financeiro@" + document + ".com.br", "billing"});
    const auto made = world().write(
        [&](db::Tx& tx, const Act& act) { return party::create_party(tx, act, draft); });
    EXPECT_TRUE(made) << (made ? "" : made.error().message);
    world().title(*made, document, Money::centavos(100'00), today - 31, today - 1);
    return *made;
  };
  const auto cnpj = [](const std::string& base) {
    const auto digits = cnpj_check_digits(base);
    return base + digits[0] + digits[1];
  };
  const PartyId head = company("Matriz", cnpj("700000000001"));
  company("Filial", cnpj("700000000002"));
  company("Outra", cnpj("700000010001"));
  const auto hold = world().write([&](db::Tx& tx, const Act& act) {
    return set_hold(tx, act, {head, {}, "acordo com o grupo", {}, HoldKind::manual, true});
  });
  ASSERT_TRUE(hold) << hold.error().message;
  world().at(today, nine);
  world().run();
  EXPECT_EQ(world().send().sent, 1) << "the other company's";
  EXPECT_EQ(count("SELECT COUNT(*) FROM decision WHERE tenant_id = $1 AND reason = 'hold_manual'"),
            2);
  ASSERT_TRUE(
      world().write([&](db::Tx& tx, const Act& act) { return release_hold(tx, act, hold->id); }));
  world().run();
  EXPECT_EQ(world().send().sent, 2) << "resumed for all of the group";
}

TEST_P(DunningDay, TwoWorkersAtOnceDecideOnce) {
  constexpr int people = 60;
  for (int i = 0; i < people; ++i) late_customer(fmt::format("Cliente{}", i));
  world().at(today, nine);
  std::vector<std::thread> workers;
  for (int i = 0; i < 3; ++i) {
    workers.emplace_back([&] { run_day(db(), tenant(), today, clock()); });
  }
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(count("SELECT COUNT(*) FROM outbox WHERE tenant_id = $1"), people);
  EXPECT_EQ(count("SELECT COUNT(*) FROM step_done WHERE tenant_id = $1"), people);
  EXPECT_EQ(count("SELECT COUNT(*) FROM contact_made WHERE tenant_id = $1"), people);
  EXPECT_EQ(read([](db::Tx& tx) { return show_day(tx, today); }).messages, people);
}

TEST_P(DunningDay, TwoSendersAtOnceSendOnce) {
  constexpr int people = 20;
  for (int i = 0; i < people; ++i) late_customer(fmt::format("Cliente{}", i));
  world().at(today, nine);
  world().run();
  std::deque<World> senders;
  for (int i = 0; i < 2; ++i) senders.emplace_back(db(), clock(), tenant());
  std::vector<std::thread> threads;
  for (auto& sender : senders) threads.emplace_back([&] { sender.send(); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(senders[0].carrier.mails.size() + senders[1].carrier.mails.size(), people);
  EXPECT_EQ(count("SELECT COUNT(*) FROM outbox WHERE tenant_id = $1 AND state = 'sent'"), people);
}

TEST_P(DunningDay, AnotherCompanySeesNothing) {
  late_customer();
  world().at(today, nine);
  world().run();
  EXPECT_EQ(db().read(other_tenant(), [](db::Tx& tx) { return show_day(tx, today); }).titles, 0);
}

TEST_P(DunningDay, RunsByItselfAfterTheCompanysMidnight) {
  late_customer();
  const auto run = [&] { run_due_days(db(), clock(), "w1", [] { return true; }); };
  world().at(today, 4);
  run();
  EXPECT_EQ(count("SELECT COUNT(*) FROM dunning_day WHERE tenant_id = $1"), 0);
  world().at(today, 5);
  run();
  EXPECT_EQ(count("SELECT COUNT(*) FROM dunning_day WHERE tenant_id = $1 "
                  "AND finished_at IS NOT NULL"),
            1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM outbox WHERE tenant_id = $1"), 1);
  // A title that came in at noon is looked at within the minute.
  world().at(today, 12 * 60);
  late_customer("Oficina");
  run();
  EXPECT_EQ(count("SELECT COUNT(*) FROM outbox WHERE tenant_id = $1"), 2);
}

TEST_P(DunningDay, AQuietDayTouchesNothing) {
  for (int i = 0; i < 50; ++i) late_customer(fmt::format("Cliente{}", i));
  world().at(today, nine);
  world().run();
  world().send();
  const auto before = db().counters();
  world().at(today + 1, nine);
  world().run();
  EXPECT_LE(db().counters().writes - before.writes, 3) << "the day's row, a look, the day's end";
  EXPECT_EQ(count("SELECT COUNT(*) FROM decision WHERE tenant_id = $1 "
                  "AND business_date = '2026-12-03'"),
            0);
}

TEST_P(DunningDay, KeepsWhatItDecidedAndWhy) {
  const PartyId party = late_customer();
  world().at(today, nine);
  world().run();
  world().send();
  const auto view = read([](db::Tx& tx) { return show_day(tx, today); });
  ASSERT_EQ(view.items.size(), 1U);
  EXPECT_TRUE(view.finished_at);
  EXPECT_EQ(view.items[0].action, "message");
  EXPECT_EQ(view.items[0].reason, "step_due");
  EXPECT_EQ(view.items[0].outbox_state, "sent");
  EXPECT_EQ(read([&](db::Tx& tx) { return decisions_of_title(tx, titles_[0], 10); }).size(), 1U);
  const auto events = read([&](db::Tx& tx) { return party::party_timeline(tx, party, {}, 10); });
  EXPECT_EQ(events[0].kind, "message.sent");
  EXPECT_THAT(events[0].text, HasSubstr("padaria@exemplo.com.br"));
  const auto of_title =
      read([&](db::Tx& tx) { return party::title_timeline(tx, titles_[0], {}, 10); });
  EXPECT_EQ(of_title[0].kind, "title.sent");
}

TEST_P(DunningDay, PreviewWritesNothingAndTellsTheSame) {
  late_customer();
  world().at(today, nine);
  const Act act = world().act();
  const auto before = read([&](db::Tx& tx) { return dry_run(tx, act, today, 1)->front(); });
  EXPECT_EQ(count("SELECT COUNT(*) FROM decision WHERE tenant_id = $1"), 0);
  world().run();
  const auto after = read([](db::Tx& tx) { return show_day(tx, today); });
  ASSERT_EQ(before.items.size(), after.items.size());
  EXPECT_EQ(before.items[0].reason_text, after.items[0].reason_text);
  EXPECT_EQ(before.messages, after.messages);
}

TEST_P(DunningDay, TellsTheNextStepOfACustomer) {
  const PartyId party = late_customer();
  world().at(today, nine);
  const auto next = [&] {
    return read([&](db::Tx& tx) { return next_step_of(tx, world().act(), party); });
  };
  EXPECT_EQ(next()->next->date, today);
  EXPECT_EQ(next()->next->step, 1);
  world().run();
  EXPECT_EQ(next()->next->date, today + 2);
  EXPECT_EQ(next()->next->template_name, "atraso-3");
  EXPECT_EQ(next()->next->titles, std::vector<std::string>{"Padaria/1"});
  world().pay(titles_[0], Money::centavos(100'00), today);
  EXPECT_FALSE(next()->next);
}

TEST_P(DunningDay, OldQueueIsDecidedAnewNotSentLate) {
  late_customer();
  world().at(today, nine);
  world().run();
  world().at(today + 1, nine);  // nothing was sending on the day itself
  world().send();
  EXPECT_THAT(world().carrier.mails, IsEmpty());
  EXPECT_EQ(world().run().messages, 1);
  world().send();
  ASSERT_EQ(world().carrier.mails.size(), 1U);
  EXPECT_THAT(read([](db::Tx& tx) { return check(tx); }), IsEmpty());
}

// The carrier took it, the sender died before writing that down, and midnight came before anybody
// went on: the step is not said again, and the week's budget counts it.
TEST_P(DunningDay, WhatMayHaveLeftBeforeMidnightIsNotSaidAgain) {
  const PartyId party = late_customer();
  world().at(today, nine);
  EXPECT_EQ(world().run().messages, 1);
  world().carrier.dies_after = true;
  EXPECT_THROW(world().send(), std::runtime_error);
  world().carrier.dies_after = false;
  ASSERT_EQ(world().carrier.mails.size(), 1U);
  world().at(today + 1, nine);
  EXPECT_EQ(world().run().messages, 0);
  world().send();
  EXPECT_EQ(world().run().messages, 0);
  EXPECT_EQ(world().carrier.mails.size(), 1U);
  const auto stands = read([](db::Tx& tx) {
    return tx.all(
        "SELECT o.state FROM step_done s JOIN outbox o ON o.tenant_id = s.tenant_id "
        "AND o.id = s.outbox_id WHERE s.tenant_id = $1",
        [](db::Row& row) { return row.text(0); }, tx.tenant());
  });
  EXPECT_THAT(stands, ElementsAre("unsure"));
  const auto person = read([&](db::Tx& tx) {
    return load_person(tx, party, today + 1, World::zone).value().facts.contacts_made;
  });
  ASSERT_EQ(person.size(), 1U);
  EXPECT_EQ(person[0].on, today);
  EXPECT_THAT(read([](db::Tx& tx) { return check(tx); }), IsEmpty());
}

TEST_P(DunningDay, HoldsAreSetAndReleased) {
  const PartyId party = late_customer();
  world().at(today, nine);
  const auto set = [&](const NewHold& hold) {
    return world().write([&](db::Tx& tx, const Act& a) { return set_hold(tx, a, hold); });
  };
  EXPECT_EQ(set({party, {}, " ", {}}).error().code, "hold.reason");
  EXPECT_EQ(set({party, {}, "x", today - 1}).error().code, "hold.ends_on");
  EXPECT_EQ(set({PartyId::make(clock().now()), {}, "x", {}}).error().code, "party.not_found");
  EXPECT_EQ(set({party, TitleId::make(clock().now()), "x", {}}).error().code, "title.not_found");
  const auto hold = set({party, {}, "negociando", {}});
  ASSERT_TRUE(hold);
  EXPECT_EQ(world().run().blocked, 1);
  EXPECT_EQ(read([&](db::Tx& tx) { return holds_of(tx, party, false); }).size(), 1U);

  const auto release = [&] {
    return world().write([&](db::Tx& tx, const Act& a) { return release_hold(tx, a, hold->id); });
  };
  EXPECT_TRUE(release());
  EXPECT_EQ(release().error().code, "hold.released");
  EXPECT_EQ(world().run().messages, 1) << "resumes at once";
  EXPECT_THAT(read([&](db::Tx& tx) { return holds_of(tx, party, false); }), IsEmpty());
}

TEST_P(DunningDay, MessageByHandKeepsTheBudget) {
  const PartyId party = late_customer();
  const PartyId idle = world().customer("Nada", "SP", {"nada@exemplo.com.br"});
  world().at(today, nine);
  const auto send = [&](PartyId to, std::string_view form, std::string_view key) {
    return world().write(
        [&](db::Tx& tx, const Act& a) { return send_now(tx, a, to, form, {}, key); });
  };
  EXPECT_EQ(send(party, "nenhum", "").error().code, "template.not_found");
  EXPECT_EQ(send(idle, "emissao", "").error().code, "message.nothing_owed");
  ASSERT_TRUE(send(party, "emissao", "k1"));
  EXPECT_EQ(send(party, "emissao", "k2").error().code, "contact.budget");
  EXPECT_EQ(world().run().blocked, 1) << "and the régua counts it too";
  EXPECT_EQ(world().send().sent, 1);
  EXPECT_THAT(world().carrier.mails[0].text, HasSubstr("Padaria/1"));
}

TEST_P(DunningDay, MessageByHandWaitsForTheHoursOfEmail) {
  const PartyId party = late_customer();
  ASSERT_TRUE(world().write([&](db::Tx& tx, const Act& a) {
    return save_limits(tx, a, {1, 3, EmailHours::calls});
  }));
  const Date sunday = today + 4;
  world().at(sunday, nine);
  const auto queued = world().write(
      [&](db::Tx& tx, const Act& a) { return send_now(tx, a, party, "emissao", {}, ""); });
  ASSERT_TRUE(queued);
  EXPECT_EQ(queued->not_before, instant_of({sunday + 1, 8 * 60}, World::zone));
  EXPECT_EQ(world().send().sent, 0);
  world().at(sunday + 1, 8 * 60);
  EXPECT_EQ(world().send().sent, 1);
}

TEST_P(DunningDay, RetryAndCancelFromTheOutbox) {
  late_customer();
  world().at(today, nine);
  world().run();
  const auto all = [&] { return read([](db::Tx& tx) { return messaging::list_outbox(tx, {}); }); };
  const MessageId id = all()[0].id;
  EXPECT_EQ(all()[0].subject, "1 dia depois do vencimento") << "the label until it is rendered";
  const auto act_on = [&](auto change, MessageId which) {
    return world().write([&](db::Tx& tx, const Act& a) { return change(tx, a, which); });
  };
  ASSERT_TRUE(act_on(messaging::cancel_message, id));
  EXPECT_EQ(act_on(messaging::cancel_message, id).error().code, "message.not_queued");
  EXPECT_EQ(act_on(messaging::retry_message, id).error().code, "message.finished");
  EXPECT_EQ(world().send().sent, 0);
  EXPECT_EQ(world().run().messages, 1) << "a step taken back by a person is not decided again";
  EXPECT_EQ(all().size(), 1U);

  late_customer("Oficina");
  world().carrier.down = true;
  world().run();
  for (const int minutes : {0, 1, 5, 15, 60, 240}) {
    clock().advance(std::chrono::minutes(minutes));
    world().send();
  }
  EXPECT_EQ(all()[0].state, "failed");
  EXPECT_EQ(all()[0].attempts, 6);
  world().carrier.down = false;
  ASSERT_TRUE(act_on(messaging::retry_message, all()[0].id));
  world().run();
  EXPECT_EQ(world().send().sent, 1) << "decided anew with today's facts";
  EXPECT_THAT(read([](db::Tx& tx) { return check(tx); }), IsEmpty());
}

TEST_P(DunningDay, NewPolicyIsCheckedAndLookedAtAgain) {
  late_customer();
  world().at(today, nine);
  world().run();
  const auto save = [&](std::vector<Step> steps) {
    return world().write([&](db::Tx& tx, const Act& a) {
      return save_policy(tx, a, PolicyId(), {"Nova", {}, std::move(steps), AppliesTo::all});
    });
  };
  EXPECT_EQ(save({{1, "nenhum", "x"}}).error().code, "template.not_found");
  EXPECT_EQ(save({}).error().code, "policy.empty");
  const auto saved = save({{2, "atraso-3", "Dois dias depois"}});
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->current().policy.version, 2);
  EXPECT_EQ(read([](db::Tx& tx) { return load_policies(tx); }).lines[0].versions.size(), 1U);
  world().at(today + 1, nine);
  EXPECT_EQ(world().run().messages, 1);
}

TEST_P(DunningDay, CheckNamesWhatBreaksTheLaws) {
  const PartyId party = late_customer();
  late_customer("Oficina");
  world().at(today, nine);
  world().run();
  world().send();
  const auto laws_after = [&](const char* sql, const auto&... arguments) {
    std::vector<std::string> laws;
    const auto undone = db().write(tenant(), [&](db::Tx& tx) -> Status {
      tx.execute(sql, tx.tenant(), arguments...);
      for (const auto& one : check(tx)) laws.push_back(one.law);
      return invalid("undo", "");
    });
    EXPECT_FALSE(undone);
    return laws;
  };
  EXPECT_THAT(read([](db::Tx& tx) { return check(tx); }), IsEmpty());
  using ::testing::Contains;
  const Instant night = instant_of({today, 23 * 60}, World::zone);
  EXPECT_THAT(laws_after("UPDATE outbox SET finished_at = $2 WHERE tenant_id = $1", night),
              Contains("dunning.window"));
  EXPECT_THAT(laws_after("UPDATE outbox SET state = 'failed' WHERE tenant_id = $1"),
              Contains("dunning.step_message"));
  EXPECT_THAT(laws_after("UPDATE decision SET outbox_id = $2 WHERE tenant_id = $1",
                         MessageId::make(clock().now())),
              Contains("dunning.decision_message"));
  EXPECT_THAT(laws_after("INSERT INTO hold (tenant_id, id, kind, scope, party_id, starts_on, "
                         "reason, created_by, created_at) VALUES ($1, $2, 'manual', 'party', $3, "
                         "$4, 'x', 'x', 0)",
                         HoldId::make(clock().now()), party, today - 1),
              Contains("dunning.held"));
  // Both messages told to one customer on each of six more days.
  EXPECT_THAT(laws_after("INSERT INTO contact_made (tenant_id, party_id, business_date, outbox_id, "
                         "channel) SELECT c.tenant_id, $8, days.day, c.outbox_id, c.channel FROM "
                         "contact_made c, (SELECT $2 AS day UNION ALL SELECT $3 UNION ALL SELECT "
                         "$4 UNION ALL SELECT $5 UNION ALL SELECT $6 UNION ALL SELECT $7) AS days "
                         "WHERE c.tenant_id = $1",
                         today - 1, today - 2, today - 3, today - 4, today - 5, today - 6, party),
              Contains("dunning.week_cap"));
}

}  // namespace
}  // namespace quita::dunning
