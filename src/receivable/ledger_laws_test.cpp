// The laws of the ledger over thousands of random lives of titles. A failure names its seed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "receivable/charges.h"
#include "receivable/journal.h"
#include "receivable/settle.h"

namespace quita::receivable {
namespace {

const Instant now{1'795'435'200'000};

class Life {
 public:
  explicit Life(std::uint32_t seed) : random_(seed) {
    title_.number = "1";
    title_.issue_date = Date(2025, 1, 1) + pick(0, 600);
    title_.due_date = title_.issue_date + pick(0, 90);
    title_.amount = Money::centavos(pick(1, 4) == 1 ? pick(1, 300) : pick(300, 5'000'000));
    title_.terms.fine = Rate::ppm(pick(0, 3) * 10'000);
    switch (pick(0, 3)) {
      case 0:
        title_.terms.interest_mode = InterestMode::none;
        break;
      case 1:
        title_.terms.interest_mode = InterestMode::monthly;
        title_.terms.interest = Rate::ppm(pick(1, 33'000));
        break;
      case 2:
        title_.terms.interest_mode = InterestMode::daily;
        title_.terms.interest_daily =
            Money::centavos(pick(1, static_cast<int>(title_.amount.centavos() / 100) + 1));
        break;
      default:
        break;
    }
    if (title_.amount > Money::centavos(100) && pick(0, 2) == 0) {
      title_.terms.rebate = Money::centavos(title_.amount.centavos() / pick(3, 20));
    }
    if (title_.amount > Money::centavos(1000) && pick(0, 2) == 0) {
      Discount discount;
      discount.until = title_.due_date - pick(0, 5);
      discount.mode = DiscountMode::percent;
      discount.rate = Rate::percent(pick(1, 10));
      title_.terms.discounts.push_back(discount);
    }
    journal_ = opening_entries(title_, {"import", "x"}, "teste", now);
    day_ = title_.issue_date;
  }

  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

  void step() {
    day_ = day_ + pick(0, 30);
    const Decision decision{{"user", fmt::format("{}", ++causes_)}, "teste", "", day_, now};
    Result<std::vector<Entry>> entries = std::vector<Entry>();
    switch (pick(0, 11)) {
      case 0:
        entries = grant_rebate(title_, journal_, Money::centavos(pick(1, 5000)), decision);
        break;
      case 1:
        entries = waive(title_, journal_, std::nullopt, decision);
        break;
      case 2:
        entries = reverse(title_, journal_, pick(1, static_cast<int>(journal_.size())), decision);
        break;
      case 3:
        entries = pick(0, 3) == 0 ? cancel(title_, journal_, decision)
                                  : write_off(title_, journal_, decision);
        break;
      case 4: {
        const Date to = day_ + pick(0, 40);
        entries = change_due_date(title_, journal_, to, decision);
        if (entries && !entries->empty()) title_.due_date = to;
        break;
      }
      default:
        pay();
        return;
    }
    if (entries) append(*entries);
  }

  void pay() {
    Payment payment;
    // Files come late: a payment may be older than what is in the journal already.
    payment.on = pick(0, 4) == 0 ? title_.issue_date + (day_ - title_.issue_date) / 2 : day_;
    payment.cause = {"return_line", fmt::format("{}", ++causes_)};
    const Charges today = charges_on(title_, journal_, payment.on);
    switch (pick(0, 5)) {
      case 0:
        payment.amount = today.total;
        break;
      case 1:
        payment.amount = today.principal - today.rebate;
        break;
      case 2:
        payment.amount = today.total + Money::centavos(pick(-15, 15));
        break;
      default:
        payment.amount = Money::centavos(
            pick(1, static_cast<int>(std::max<std::int64_t>(title_.amount.centavos(), 1))));
    }
    if (pick(0, 2) == 0) payment.bank_charges = Money::centavos(pick(0, 3000));
    payment.waive_charges = pick(0, 5) == 0;
    payment.fee = Money::centavos(pick(0, 200));
    const auto settled = settle(title_, journal_, payment, now);
    if (!settled) {
      EXPECT_FALSE(payment.amount.positive()) << settled.error().message;
      return;
    }
    // Every centavo that came in is in the journal once.
    Money received;
    for (const Entry& entry : settled->entries) {
      if (moves_money(entry.kind)) received += entry.amount;
    }
    EXPECT_EQ(received, payment.amount);
    append(settled->entries);
    EXPECT_EQ(project(journal_), settled->after);
    // The same cause again changes nothing.
    const auto again = settle(title_, journal_, payment, now);
    EXPECT_EQ(again->outcome, Outcome::repeated);
    EXPECT_TRUE(again->entries.empty());
    if (settled->outcome == Outcome::full && settled->before.state != TitleState::written_off) {
      EXPECT_EQ(settled->after.state, TitleState::paid);
    }
  }

  void append(const std::vector<Entry>& entries) {
    journal_.insert(journal_.end(), entries.begin(), entries.end());
  }

  void check() {
    std::set<std::pair<std::string, std::string>> causes;
    for (std::size_t i = 0; i < journal_.size(); ++i) {
      const Entry& entry = journal_[i];
      EXPECT_EQ(entry.seq, static_cast<int>(i) + 1);
      EXPECT_TRUE(causes.insert({entry.cause.kind, entry.cause.key}).second)
          << "causa repetida " << entry.cause.key;
    }
    check_law(project(journal_));
    const Standing standing = project(journal_);
    Money received;
    for (const Entry& entry : journal_) {
      if (moves_money(entry.kind)) received += entry.amount;
    }
    EXPECT_EQ(standing.paid + standing.credit, received);
    EXPECT_EQ(standing.balance.zero(),
              standing.state != TitleState::open && standing.state != TitleState::partly_paid);

    Money before;
    for (Date day = title_.issue_date; day <= day_ + 40; day = day + 3) {
      check_law(project_on(journal_, day));
      const Charges charges = charges_on(title_, journal_, day);
      EXPECT_EQ(charges.total, charges.principal - charges.rebate - charges.discount +
                                   charges.fine + charges.interest);
      Money sum;
      for (const ChargeLine& line : charges.explanation) sum += line.amount;
      EXPECT_EQ(sum, charges.total) << format_iso(day);
      EXPECT_FALSE(charges.fine.negative());
      EXPECT_FALSE(charges.interest.negative());
      EXPECT_FALSE(charges.total.negative());
      if (charges.days_late == 0) {
        EXPECT_TRUE(charges.late_charges().zero());
      }
      // After the last fact nothing but interest moves, and never down.
      if (day > day_ + 10) {
        EXPECT_GE(charges.total, before) << format_iso(day);
      }
      before = charges.total;
      if (collectable(standing.state) && day > day_) {
        EXPECT_EQ(charges.principal - charges.rebate, standing.principal);
      }
    }
  }

  void check_law(const Standing& standing) {
    EXPECT_EQ(standing.issued + standing.charges - standing.reductions - standing.paid,
              standing.balance);
    EXPECT_FALSE(standing.credit.negative());
  }

 private:
  std::mt19937 random_;
  Title title_;
  std::vector<Entry> journal_;
  Date day_;
  int causes_ = 0;
};

TEST(LedgerLaws, HoldOverRandomLives) {
  for (std::uint32_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Life life(seed);
    for (int step = life.pick(0, 12); step > 0; --step) life.step();
    life.check();
    if (::testing::Test::HasFailure()) return;
  }
}

// Invoice Ninja #2330: the late fee was added every hour. Asked a thousand times, a day costs the
// same.
TEST(LedgerLaws, AskingForChargesChangesNothing) {
  Title title;
  title.amount = Money::centavos(100'000);
  title.issue_date = Date(2026, 10, 1);
  title.due_date = Date(2026, 11, 10);
  title.terms.fine = Rate::percent(2);
  title.terms.interest_mode = InterestMode::monthly;
  title.terms.interest = Rate::percent(1);
  const auto journal = opening_entries(title, {"import", "x"}, "teste", now);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(charges_on(title, journal, Date(2026, 11, 20)).total, Money::centavos(102'333));
  }
  EXPECT_EQ(charges_on(title, {}, Date(2026, 11, 20)).total, Money::centavos(102'333));
}

// "due_date <= last_overdue_due_date(today)" in SQL says the same as overdue().
TEST(LedgerLaws, OverdueInSqlIsOverdue) {
  for (Date today = Date(2025, 12, 1); today < Date(2027, 3, 1); ++today) {
    const Date last = last_overdue_due_date(today);
    for (Date due = today - 12; due <= today; ++due) {
      EXPECT_EQ(overdue(due, today), due <= last) << format_iso(due) << " em " << format_iso(today);
    }
  }
}

TEST(LedgerLaws, LargestAmountsDoNotOverflow) {
  Title title;
  title.amount = Money::centavos(Money::outside_max);
  title.issue_date = Date(2000, 1, 1);
  title.due_date = Date(2000, 1, 3);
  title.terms.fine = Rate::percent(100);
  for (InterestMode mode : {InterestMode::monthly, InterestMode::daily, InterestMode::legal}) {
    title.terms.interest_mode = mode;
    title.terms.interest = Rate::percent(100);
    title.terms.interest_daily = title.amount;
    EXPECT_GT(charges_on(title, {}, Date(2199, 12, 31)).total, title.amount);
  }
}

}  // namespace
}  // namespace quita::receivable
