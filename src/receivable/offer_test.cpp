// An offer is real: its sum settles the title, to the centavo, once, with the reduction in the
// journal under its name; less than the sum is a part, more is taken as far as it was used.
#include "receivable/offer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "receivable/settle.h"

namespace quita::receivable {
namespace {

const Instant now{1'795'435'200'000};
constexpr Date issued(2026, 1, 5), due(2026, 2, 4), made(2026, 4, 6);

struct Case {
  Title title;
  std::vector<Entry> journal;
  Offer offer;

  Case(std::int64_t reais, Reduction reduction) {
    title.id = TitleId::make(now);
    title.number = "1";
    title.issue_date = issued;
    title.due_date = due;
    title.amount = Money::centavos(reais * 100);
    title.terms.fine = Rate::percent(2);
    title.terms.interest_mode = InterestMode::monthly;
    title.terms.interest = Rate::percent(1);
    journal = opening_entries(title, {"import", "x"}, "teste", now);
    const Quote quoted = quote(charges_on(title, journal, made), reduction);
    offer.title = title.id;
    offer.name = "Campanha Outono";
    offer.starts_on = made;
    offer.ends_on = made + 10;
    offer.pays = quoted.pays;
    offer.principal_off = quoted.principal_off;
    offer.entries = static_cast<int>(journal.size());
  }

  Settlement pay(Money amount, Date on, std::string key = "1") {
    Payment payment;
    payment.amount = amount;
    payment.on = on;
    payment.cause = {"pix", std::move(key)};
    payment.offer = offer;
    auto settled = *settle(title, journal, payment, now);
    journal.insert(journal.end(), settled.entries.begin(), settled.entries.end());
    return settled;
  }
  Money given(EntryKind kind) const {
    Money sum;
    for (const Entry& entry : journal) {
      if (entry.kind == kind) sum += entry.reduction;
    }
    return sum;
  }
};

TEST(Offer, ItsSumSettlesTheTitleWithANamedReduction) {
  Case c(1'000, {Rate::percent(100), Rate::percent(10)});
  // 2 % and 61 days at 1 % a month: R$ 20,00 + R$ 20,33.
  EXPECT_EQ(c.offer.pays, Money::centavos(90'000));
  const auto settled = c.pay(c.offer.pays, made + 3);
  EXPECT_EQ(settled.after.state, TitleState::paid);
  EXPECT_EQ(settled.after.balance, Money());
  ASSERT_TRUE(settled.offer_taken);
  EXPECT_EQ(settled.offer_taken->principal, Money::centavos(10'000));
  EXPECT_EQ(settled.offer_taken->charges, Money::centavos(2'000 + 2'133)) << "64 days of interest";
  EXPECT_EQ(c.given(EntryKind::discount), Money::centavos(10'000));
  EXPECT_EQ(c.given(EntryKind::waiver), settled.offer_taken->charges);
  for (const Entry& entry : settled.entries) {
    if (entry.reduction.positive()) {
      EXPECT_EQ(entry.note, "Campanha Outono");
    }
  }
  // Once: the same payment again changes nothing, another is his credit.
  EXPECT_TRUE(c.pay(c.offer.pays, made + 3).entries.empty());
  EXPECT_EQ(c.pay(c.offer.pays, made + 4, "2").outcome, Outcome::unexpected);
}

TEST(Offer, BeforeAndAfterItsPeriodTheWholeIsOwed) {
  for (const Date on : {made - 1, made + 11}) {
    Case c(1'000, {Rate::percent(100), Rate::percent(10)});
    const auto settled = c.pay(c.offer.pays, on);
    EXPECT_EQ(settled.outcome, Outcome::partial) << format_iso(on);
    EXPECT_FALSE(settled.offer_taken);
  }
}

TEST(Offer, LessIsAPartAndTwoPartsAreAsGoodAsTheWhole) {
  Case c(1'000, {Rate::percent(100), Rate::percent(10)});
  EXPECT_EQ(c.pay(Money::centavos(50'000), made + 1).outcome, Outcome::partial);
  EXPECT_EQ(left_to_pay(c.offer, c.journal), Money::centavos(40'000));
  const auto settled = c.pay(Money::centavos(40'000), made + 9, "2");
  EXPECT_EQ(settled.after.state, TitleState::paid);
  EXPECT_EQ(settled.after.paid, Money::centavos(90'000));
}

TEST(Offer, WhoPaysMoreIsGivenLessAndWhoPaysAllNothing) {
  Case more(1'000, {Rate::percent(100), Rate::percent(10)});
  const auto settled = more.pay(Money::centavos(95'000), made);
  EXPECT_EQ(settled.after.state, TitleState::paid);
  EXPECT_EQ(settled.offer_taken->principal + settled.offer_taken->charges,
            Money::centavos(100'000 + 2'000 + 2'033 - 95'000));
  Case all(1'000, {Rate::percent(100), Rate::percent(10)});
  const auto whole = all.pay(Money::centavos(104'033), made);
  EXPECT_EQ(whole.outcome, Outcome::full);
  EXPECT_FALSE(whole.offer_taken);
  EXPECT_EQ(whole.after.credit, Money());
}

TEST(Offer, APaymentTakenBackBringsTheDebtBack) {
  Case c(1'000, {Rate::percent(50), Rate()});
  const auto settled = c.pay(c.offer.pays, made + 1);
  int seq = 0;
  for (const Entry& entry : settled.entries) {
    if (entry.kind == EntryKind::payment) seq = entry.seq;
  }
  const Decision decision{{"user", "x"}, "teste", "", made + 2, now};
  const auto back = reverse(c.title, c.journal, seq, decision);
  ASSERT_TRUE(back) << back.error().message;
  c.journal.insert(c.journal.end(), back->begin(), back->end());
  EXPECT_EQ(project(c.journal).balance, Money::centavos(100'000));
  EXPECT_EQ(left_to_pay(c.offer, c.journal), c.offer.pays) << "and the offer stands again";
}

// Laws over random offers and payments: the title closes exactly when the sum is reached; what was
// paid, given up and is still owed adds up to the centavo; nobody is given more than was offered
// (but for what accrued since).
TEST(Offer, AddsUpOverRandomLives) {
  std::mt19937 random(7);
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  for (int i = 0; i < 3'000; ++i) {
    SCOPED_TRACE(i);
    Case c(pick(10, 9'000), {Rate::percent(pick(0, 100)), Rate::percent(pick(0, 60))});
    Date on = made;
    for (int part = 0; part < 3; ++part) {
      on = on + pick(0, 3);
      const Money left = left_to_pay(c.offer, c.journal);
      if (!left.positive()) break;
      const Money amount =
          pick(0, 2) == 0 ? left : Money::centavos(pick(1, static_cast<int>(left.centavos())));
      const auto settled = c.pay(amount, on, fmt::format("{}", part));
      const Standing& after = settled.after;
      ASSERT_EQ(after.issued + after.charges - after.reductions - after.paid, after.balance);
      ASSERT_FALSE(after.balance.negative());
      const bool reached = after.paid + tolerance >= c.offer.pays;
      ASSERT_EQ(after.state == TitleState::paid, reached);
      if (!reached) continue;
      ASSERT_EQ(after.credit, Money());
      // What came before the sum was reached paid charges first (CC 354), so that the reduction may
      // fall on the principal; together it is what was offered and what accrued since.
      const auto untouched = opening_entries(c.title, {"i", "x"}, "", now);
      const Money whole = charges_on(c.title, untouched, on).total;
      ASSERT_LE(c.given(EntryKind::discount) + c.given(EntryKind::waiver),
                whole - c.offer.pays + tolerance);
      break;
    }
  }
}

}  // namespace
}  // namespace quita::receivable
