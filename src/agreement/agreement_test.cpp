// An agreement is made once and to the centavo, is kept or broken by a rule, and whatever happens
// to it no real is lost, counted twice or asked for twice.
#include "agreement/agreement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "agreement/agreement_check.h"
#include "agreement/rules.h"
#include "dunning/promise.h"
#include "dunning/testing_world.h"
#include "testing/engines.h"

namespace quita::agreement {
namespace {

using receivable::TitleState;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Date monday(2026, 11, 23);

class Agreements : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_.emplace(db(), clock(), tenant());
    world_->found();
    world_->at(monday, 9 * 60);
    party_ = world_->customer("Rui Alves", "SP", {"rui@exemplo.com.br"});
  }
  template <class F>
  auto write(F&& f) {
    return world_->write(std::forward<F>(f));
  }

  static receivable::Terms fine_of_2() {
    receivable::Terms terms;
    terms.fine = Rate::percent(2);
    terms.interest_mode = receivable::InterestMode::monthly;
    terms.interest = Rate::percent(1);
    return terms;
  }
  TitleId late(int days, std::int64_t reais) {
    return world_->title(party_, std::to_string(++titles_), Money::centavos(reais * 100),
                         monday - days - 30, monday - days, fine_of_2());
  }
  Offer offer(std::vector<TitleId> titles) {
    Offer offer;
    offer.id = InstalmentOfferId::make(clock().now());
    offer.party = party_;
    offer.name = "Acerto";
    offer.starts_on = monday;
    offer.ends_on = monday + 20;
    offer.terms.most = 6;
    offer.terms.interest = Rate::percent(1);
    offer.terms.least = Money::centavos(50'00);
    offer.break_days = 10;
    offer.titles = std::move(titles);
    write([&](db::Tx& tx, const Act&) { insert_offers(tx, Uuid(), std::span(&offer, 1)); });
    return offer;
  }
  // What receivable's campaigns offer for paying at once, which instalments share.
  void discount(TitleId title, Rate charges, Rate principal) {
    write([&](db::Tx& tx, const Act& act) {
      const auto record = *receivable::find_title(tx, title);
      const auto quoted =
          receivable::quote(receivable::charges_of(tx, record, act.today), {charges, principal});
      receivable::Offer one;
      one.id = receivable::OfferId::make(act.now);
      one.title = title;
      one.name = "Acerto";
      one.starts_on = monday;
      one.ends_on = monday + 20;
      one.pays = quoted.pays;
      one.principal_off = quoted.principal_off;
      one.entries = record.entries;
      receivable::insert_offers(tx, Uuid(), std::span(&one, 1));
    });
  }
  std::optional<Proposal> proposal() {
    return write([&](db::Tx& tx, const Act& act) { return open_proposal(tx, party_, act.today); });
  }
  Result<Agreement> take(const Offer& offer, int count, std::optional<Money> total = {}) {
    return write([&](db::Tx& tx, const Act& act) -> Result<Agreement> {
      const auto found = find_offer(tx, party_, offer.id);
      const auto now = found ? proposal_of(tx, *found, act.today) : std::nullopt;
      const auto chosen = now ? plan(now->sum, count, offer.terms, act.today) : std::nullopt;
      return accept(tx, act, party_, offer.id, count,
                    total.value_or(chosen ? chosen->total() : Money::centavos(1)));
    });
  }
  receivable::TitleRecord title(TitleId id) {
    return write([&](db::Tx& tx, const Act&) { return *receivable::find_title(tx, id); });
  }
  Money owed(TitleId id, Date on) {
    return write([&](db::Tx& tx, const Act&) {
      return receivable::charges_of(tx, *receivable::find_title(tx, id), on).total;
    });
  }
  Agreement stored(AgreementId id) {
    return write([&](db::Tx& tx, const Act&) { return *load(tx, id); });
  }
  void look() {
    watch(db(), tenant(), clock(), [] { return true; });
  }
  // All that ever came in, by the journals of all titles.
  Money received() {
    return write([&](db::Tx& tx, const Act&) {
      return *tx.one(
          "SELECT COALESCE(SUM(amount), 0) FROM journal WHERE tenant_id = $1 "
          "AND kind IN ('payment', 'excess', 'reversal')",
          [](db::Row& row) { return row.money(0); }, tx.tenant());
    });
  }
  void expect_sound() {
    write([&](db::Tx& tx, const Act&) {
      for (const auto& found : check(tx)) ADD_FAILURE() << found.law << " " << found.message;
      for (const auto& found : receivable::check_ledger(tx))
        ADD_FAILURE() << found.law << " " << found.message;
    });
  }

  std::optional<dunning::World> world_;
  PartyId party_;
  int titles_ = 0;
};
QUITA_EACH_ENGINE(Agreements);

TEST_P(Agreements, TheOldTitlesBecomeInstalmentsUnderOneCause) {
  const auto one = late(40, 1'000), two = late(70, 500);
  discount(one, Rate::percent(100), Rate::percent(10));
  const auto offered = offer({one, two});
  const auto before = proposal();
  ASSERT_TRUE(before);
  const Money owed_two = owed(two, monday);
  EXPECT_EQ(before->sum, Money::centavos(900'00) + owed_two)
      << "the discount is of the first alone";
  EXPECT_THAT(before->plans, SizeIs(5));
  const auto made = take(offered, 3);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->number, 1);
  EXPECT_EQ(made->state, State::running);
  EXPECT_EQ(made->agreed, before->sum);
  ASSERT_THAT(made->instalments, SizeIs(3));
  Money sum;
  for (const auto& each : made->instalments) {
    const auto record = title(each.title);
    EXPECT_EQ(record.title.number, fmt::format("AC1-{}", each.place));
    EXPECT_THAT(record.title.description, HasSubstr(fmt::format("parcela {} de 3", each.place)));
    EXPECT_EQ(record.state, TitleState::open);
    sum += record.title.amount;
  }
  EXPECT_EQ(sum, made->total);
  EXPECT_EQ(made->total, made->agreed + made->interest);
  for (const TitleId id : {one, two}) {
    EXPECT_EQ(title(id).state, TitleState::renegotiated);
    EXPECT_EQ(title(id).balance, Money());
    EXPECT_EQ(owed(id, monday), Money());
  }
  const auto causes = write([&](db::Tx& tx, const Act&) {
    return *tx.one(
        "SELECT COUNT(DISTINCT title_id) FROM journal WHERE tenant_id = $1 "
        "AND cause_kind = 'agreement' AND cause = $2",
        [](db::Row& row) { return row.integer(0); }, tx.tenant(), made->id.text());
  });
  EXPECT_EQ(causes, 5) << "both old titles and the three new ones";
  expect_sound();
}

TEST_P(Agreements, TakenTwiceItIsTheSameAndNoOther) {
  const auto offered = offer({late(40, 1'000)});
  const auto first = take(offered, 3);
  ASSERT_TRUE(first);
  const auto again = take(offered, 3);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(take(offered, 4).error().code, "agreement.taken");
  EXPECT_FALSE(proposal()) << "and is offered no more";
  EXPECT_THAT(write([&](db::Tx& tx, const Act&) { return agreements(tx, party_, 10); }), SizeIs(1));
  expect_sound();
}

TEST_P(Agreements, NobodySignsAnotherSumThanHeRead) {
  const auto offered = offer({late(40, 1'000)});
  EXPECT_EQ(take(offered, 3, Money::centavos(1'000'00)).error().code, "agreement.changed");
  EXPECT_EQ(take(offered, 7).error().code, "agreement.count");
  world_->at(monday + 21, 9 * 60);
  EXPECT_EQ(take(offered, 3).error().code, "agreement.no_offer") << "over";
  const auto other = world_->customer("Outro", "SP", {});
  EXPECT_EQ(write([&](db::Tx& tx, const Act& act) {
              return accept(tx, act, other, offered.id, 3, Money()).error().code;
            }),
            "agreement.no_offer")
      << "another's";
  expect_sound();
}

TEST_P(Agreements, WhatIsPaidOrDisputedIsLeftOutAndAPromiseGivesWay) {
  const auto paid = late(40, 1'000), disputed = late(50, 300), free = late(60, 200);
  const auto offered = offer({paid, disputed, free});
  world_->pay(paid, owed(paid, monday), monday);
  write([&](db::Tx& tx, const Act& act) {
    dunning::Hold hold;
    hold.kind = dunning::HoldKind::dispute;
    hold.party = party_;
    hold.title = disputed;
    hold.reason = "não recebi";
    dunning::add_hold(tx, act, hold, "party.disputed");
    EXPECT_TRUE(dunning::promise(tx, act, {party_, free, monday + 5, std::nullopt, ""}));
  });
  const auto now = proposal();
  ASSERT_TRUE(now);
  ASSERT_THAT(now->titles, SizeIs(1));
  EXPECT_EQ(now->titles[0].record.title.id, free);
  ASSERT_TRUE(take(offered, 2));
  const auto promises = write(
      [&](db::Tx& tx, const Act& act) { return dunning::promises_of(tx, party_, act.today); });
  ASSERT_THAT(promises, SizeIs(1));
  EXPECT_EQ(promises[0].state, dunning::PromiseState::withdrawn) << "and is not told as broken";
  EXPECT_EQ(title(disputed).state, TitleState::open);
  expect_sound();
}

TEST_P(Agreements, TheReguaLeavesTheOldTitlesAndFollowsTheNew) {
  const auto old = late(7, 1'000);
  const auto offered = offer({old});
  const auto made = take(offered, 2);
  ASSERT_TRUE(made);
  for (Date day = monday; day <= monday + 4; ++day) {
    world_->at(day, 9 * 60);
    world_->run();
    world_->send();
  }
  ASSERT_FALSE(world_->carrier.mails.empty()) << "the first instalment falls due in three days";
  for (const auto& mail : world_->carrier.mails)
    EXPECT_THAT(mail.text, HasSubstr("AC1-1")) << "and nothing asks for what was renegotiated";
  const auto asked = write([&](db::Tx& tx, const Act&) {
    return *tx.one(
        "SELECT COUNT(*) FROM decision WHERE tenant_id = $1 AND title_id = $2 AND action = "
        "'message'",
        [](db::Row& row) { return row.integer(0); }, tx.tenant(), old);
  });
  EXPECT_EQ(asked, 0);
}

TEST_P(Agreements, KeptWhenAllIsPaid) {
  const auto old = late(40, 1'000);
  const auto made = take(offer({old}), 2);
  ASSERT_TRUE(made);
  for (const auto& each : made->instalments) {
    world_->at(each.due, 9 * 60);
    world_->pay(each.title, each.amount, each.due);
    look();
  }
  const auto kept = stored(made->id);
  EXPECT_EQ(kept.state, State::kept);
  EXPECT_EQ(kept.paid, kept.total);
  world_->at(monday + 300, 9 * 60);
  look();
  EXPECT_EQ(stored(made->id).state, State::kept);
  EXPECT_EQ(write([&](db::Tx& tx, const Act& act) {
              return break_up(tx, act, made->id, "erro").error().code;
            }),
            "agreement.kept");
  EXPECT_EQ(title(old).state, TitleState::renegotiated);
  expect_sound();
}

TEST_P(Agreements, BrokenAfterTheDaysSaidTheDebtComesBackLessWhatWasPaid) {
  const auto one = late(70, 500), two = late(40, 1'000);
  discount(two, Rate::percent(100), Rate::percent(10));
  const Money owed_then_one = owed(one, monday + 3), owed_then_two = owed(two, monday + 3);
  const auto made = take(offer({one, two}), 3);
  ASSERT_TRUE(made);
  const auto& first = made->instalments[0];
  world_->at(first.due, 9 * 60);
  world_->pay(first.title, first.amount, first.due);
  const Money came_in = received();
  const Date last_day = made->instalments[1].due + 10;
  world_->at(last_day, 9 * 60);
  look();
  EXPECT_EQ(stored(made->id).state, State::running) << "ten days late are not more than ten";
  world_->at(last_day + 3, 9 * 60);
  look();
  const auto broken = stored(made->id);
  EXPECT_EQ(broken.state, State::broken);
  EXPECT_EQ(broken.broken_on, last_day + 3);
  for (const auto& each : broken.instalments) {
    EXPECT_EQ(title(each.title).state, TitleState::renegotiated);
    EXPECT_EQ(title(each.title).paid, Money());
  }
  EXPECT_EQ(received(), came_in) << "no real is lost or counted twice";
  // The older title took the money first, as of the day on which it was paid.
  EXPECT_EQ(first.due, monday + 3);
  EXPECT_EQ(title(one).paid, std::min(first.amount, owed_then_one));
  EXPECT_EQ(title(two).paid, first.amount - title(one).paid);
  EXPECT_EQ(owed(one, monday + 3) + owed(two, monday + 3),
            owed_then_one + owed_then_two - first.amount)
      << "as if there had never been an agreement: without its discount";
  EXPECT_EQ(write([&](db::Tx& tx, const Act& act) {
              return break_up(tx, act, made->id, "de novo").error().code;
            }),
            "agreement.broken");
  look();
  expect_sound();
  // The régua takes the old titles up again.
  world_->carrier.mails.clear();
  world_->run();
  world_->send();
  ASSERT_THAT(world_->carrier.mails, SizeIs(1));
  EXPECT_THAT(world_->carrier.mails[0].text, ::testing::Not(HasSubstr("AC1")));
}

TEST_P(Agreements, MoneyInFlightHoldsTheBreak) {
  const auto made = take(offer({late(40, 1'000)}), 2);
  ASSERT_TRUE(made);
  const Date day = made->instalments[0].due + 14;
  world_->at(day, 9 * 60);
  write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(dunning::tell_paid(tx, act, party_, made->instalments[0].title, std::nullopt, ""));
  });
  look();
  EXPECT_EQ(stored(made->id).state, State::running);
  world_->at(day + 7, 9 * 60);
  look();
  EXPECT_EQ(stored(made->id).state, State::broken);
  expect_sound();
}

TEST_P(Agreements, OnlyTheAgreementTakesItsEntriesBack) {
  const auto old = late(40, 1'000);
  const auto made = take(offer({old}), 2);
  ASSERT_TRUE(made);
  const int seq = title(old).entries;
  EXPECT_EQ(write([&](db::Tx& tx, const Act& act) {
              return receivable::reverse_entry(tx, act, old, seq, {"user", "x"}, "").error().code;
            }),
            "journal.agreement");
  const auto coerced = write([&](db::Tx& tx, const Act& act) {
    return break_up(tx, act, made->id, "vai preso").error().code;
  });
  EXPECT_EQ(coerced, "conduct.prison");
  expect_sound();
}

TEST_P(Agreements, TheRulesHaveTheirBounds) {
  write([&](db::Tx& tx, const Act& act) {
    EXPECT_EQ(load_rules(tx).break_days, 10);
    Rules rules;
    rules.interest = Rate::ppm(33'001);
    EXPECT_EQ(save_rules(tx, act, rules).error().code, "agreement.interest");
    rules = Rules();
    rules.least = Money::centavos(4'99);
    EXPECT_EQ(save_rules(tx, act, rules).error().code, "agreement.least");
    rules = Rules();
    rules.break_days = 0;
    EXPECT_EQ(save_rules(tx, act, rules).error().code, "agreement.break_days");
    rules = Rules();
    rules.first_days = 31;
    EXPECT_EQ(save_rules(tx, act, rules).error().code, "agreement.first_days");
    rules = {Rate::ppm(20'000), Money::centavos(80'00), 5, 30};
    EXPECT_TRUE(save_rules(tx, act, rules));
    EXPECT_EQ(load_rules(tx).least, Money::centavos(80'00));
  });
}

// Many lives: discounts or none, payments on time, late, in part, too much; broken or kept.
// Whatever happens, quita check finds nothing and no real is lost.
TEST_P(Agreements, WhateverHappensEverySumHolds) {
  std::mt19937 random(20261123);
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  int kept = 0, broken = 0;
  for (int life = 0; life < 25; ++life) {
    SCOPED_TRACE(life);
    world_->at(monday, 9 * 60);
    party_ = world_->customer(fmt::format("Cliente {}", life), "SP", {});
    std::vector<TitleId> titles;
    for (int i = pick(1, 4); i > 0; --i) {
      titles.push_back(late(pick(10, 300), pick(100, 3'000)));
      if (pick(0, 1) == 0)
        discount(titles.back(), Rate::percent(pick(0, 100)), Rate::percent(pick(0, 40)));
    }
    const auto made = take(offer(titles), pick(2, 6));
    if (!made) continue;
    const Money before = received();
    Money paid;
    for (const auto& each : made->instalments) {
      const int fate = pick(0, 9);
      if (fate == 0) break;  // he stops
      const Date on = each.due + (fate == 1 ? pick(1, 9) : 0);
      world_->at(on, 10 * 60);
      look();
      if (stored(made->id).state != State::running) break;
      Money amount = owed(each.title, on);
      if (fate == 2) amount = Money::centavos(std::max<std::int64_t>(amount.centavos() / 2, 1));
      if (fate == 3) amount += Money::centavos(pick(1, 5'000));
      world_->pay(each.title, amount, on);
      paid += amount;
    }
    world_->at(made->instalments.back().due + 60, 9 * 60);
    look();
    const auto after = stored(made->id);
    ASSERT_NE(after.state, State::running);
    ++(after.state == State::kept ? kept : broken);
    EXPECT_EQ(received() - before, paid);
    expect_sound();
  }
  EXPECT_GT(kept, 2);
  EXPECT_GT(broken, 5);
}

}  // namespace
}  // namespace quita::agreement
