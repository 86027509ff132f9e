// The statement's law over random lives of titles: opening + entries = closing, to the centavo, for
// any period, and periods that follow each other join without a seam.
#include "receivable/customer_statement.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "receivable/settle.h"

namespace quita::receivable {
namespace {

const Instant now{1'795'435'200'000};
constexpr Date first(2026, 1, 1);

class Customer {
 public:
  explicit Customer(std::uint32_t seed) : random_(seed) {
    for (int i = 0; i < 4; ++i) titles.push_back(life(i));
  }
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  std::vector<StatementTitle> titles;

 private:
  StatementTitle life(int number) {
    StatementTitle owned;
    owned.title.id = TitleId::make(now);
    owned.title.number = fmt::format("{}", number);
    owned.title.issue_date = first + pick(0, 60);
    owned.title.due_date = owned.title.issue_date + pick(0, 40);
    owned.title.amount = Money::centavos(pick(1'000, 500'000));
    owned.title.terms.fine = Rate::percent(2);
    owned.title.terms.interest_mode = InterestMode::monthly;
    owned.title.terms.interest = Rate::percent(1);
    owned.journal = opening_entries(owned.title, {"import", "x"}, "teste", now);
    Date day = owned.title.issue_date;
    for (int step = 0; step < 6; ++step) {
      day = day + pick(0, 25);
      const auto entries = happen(owned, day, step);
      owned.journal.insert(owned.journal.end(), entries.begin(), entries.end());
    }
    return owned;
  }

  std::vector<Entry> happen(StatementTitle& owned, Date day, int step) {
    const Decision decision{{"user", fmt::format("{}", step)}, "teste", "", day, now};
    Result<std::vector<Entry>> entries = std::vector<Entry>();
    switch (pick(0, 6)) {
      case 0:
        entries = grant_rebate(owned.title, owned.journal, Money::centavos(pick(1, 900)), decision);
        break;
      case 1:
        entries = waive(owned.title, owned.journal, std::nullopt, decision);
        break;
      case 2:
        entries = reverse(owned.title, owned.journal,
                          pick(1, static_cast<int>(owned.journal.size())), decision);
        break;
      case 3:
        entries = write_off(owned.title, owned.journal, decision);
        break;
      default: {
        Payment payment;
        payment.amount = Money::centavos(pick(1, 600'000));
        payment.on = day - pick(0, 3);  // news may come late
        payment.cause = {"receipt", fmt::format("{}", step)};
        auto settled = settle(owned.title, owned.journal, payment, now);
        if (settled) return settled->entries;
        return {};
      }
    }
    return entries ? *entries : std::vector<Entry>();
  }

  std::mt19937 random_;
};

TEST(CustomerStatement, OpeningAndEntriesGiveClosingToTheCentavo) {
  for (std::uint32_t seed = 1; seed <= 2'000; ++seed) {
    SCOPED_TRACE(seed);
    Customer customer(seed);
    const Date from = first + customer.pick(-5, 150), to = from + customer.pick(0, 90);
    const auto statement = make_statement(customer.titles, from, to);
    Money balance = statement.opening;
    for (const StatementLine& line : statement.lines) {
      ASSERT_TRUE(line.debit.zero() != line.credit.zero());
      ASSERT_FALSE(line.debit.negative() || line.credit.negative());
      ASSERT_TRUE(line.on >= from && line.on <= to);
      balance += line.debit - line.credit;
      ASSERT_EQ(line.balance, balance);
    }
    ASSERT_EQ(balance, statement.closing);
    ASSERT_EQ(statement.opening + statement.debits - statement.credits, statement.closing);
    // Against the ledger itself, title by title.
    Money books, aged;
    for (const auto& owned : customer.titles) books += project_on(owned.journal, to).balance;
    for (const auto& band : statement.ageing) aged += band.amount;
    ASSERT_EQ(statement.closing, books);
    ASSERT_EQ(aged, statement.closing);
    const auto next = make_statement(customer.titles, to + 1, to + 30);
    ASSERT_EQ(next.opening, statement.closing) << "no seam between two periods";
  }
}

TEST(CustomerStatement, TellsALateTitleAsACustomerReadsIt) {
  StatementTitle owned;
  owned.title.id = TitleId::make(now);
  owned.title.number = "77";
  owned.title.issue_date = first;
  owned.title.due_date = first + 30;
  owned.title.amount = Money::centavos(100'000);
  owned.title.terms.fine = Rate::percent(2);
  owned.title.terms.interest_mode = InterestMode::monthly;
  owned.title.terms.interest = Rate::percent(1);
  owned.journal = opening_entries(owned.title, {"import", "x"}, "teste", now);
  const auto before = make_statement(std::span(&owned, 1), first, first + 59);
  EXPECT_EQ(before.closing, Money::centavos(100'000));
  EXPECT_EQ(before.ageing[1].amount, Money::centavos(100'000)) << "29 days late";
  // 2 % and 29 days at 1 % a month stand beside the books, not in them.
  EXPECT_EQ(before.payable, Money::centavos(100'000 + 2'000 + 967));
  Payment payment;
  payment.amount = Money::centavos(102'967);
  payment.on = first + 59;
  payment.cause = {"receipt", "1"};
  const auto settled = settle(owned.title, owned.journal, payment, now);
  owned.journal.insert(owned.journal.end(), settled->entries.begin(), settled->entries.end());
  const auto after = make_statement(std::span(&owned, 1), first, first + 59);
  EXPECT_EQ(after.closing, Money());
  EXPECT_EQ(after.debits, Money::centavos(102'967));
  EXPECT_EQ(after.credits, Money::centavos(102'967));
  ASSERT_EQ(after.lines.size(), 3u);
  EXPECT_EQ(after.lines[1].kind, EntryKind::charge);
}

}  // namespace
}  // namespace quita::receivable
