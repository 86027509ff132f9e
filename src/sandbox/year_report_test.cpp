// A small simulated year, told through the real use cases with days on which the server stood
// still: the laws hold over what it left behind, and its report adds up.
#include "sandbox/year_report.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/secret.h"
#include "dunning/dunning_check.h"
#include "dunning/hold.h"
#include "messaging/thanks.h"
#include "receivable/receivable_check.h"
#include "sandbox/synthetic_company.h"
#include "testing/engines.h"

namespace quita::sandbox {
namespace {

receivable::OnSettled reactions() {
  return [](db::Tx& tx, const Act& act, const receivable::Settled& settled) {
    const auto& title = settled.title.title;
    dunning::on_money(tx, act, title.party, title.id);
    if (settled.title.state == receivable::TitleState::paid)
      messaging::enqueue_thanks(tx, act, title.party, title.id, settled.payment.cause.key);
  };
}

class SmallYear : public quita::testing::EachEngine {};
QUITA_EACH_ENGINE(SmallYear);

TEST_P(SmallYear, KeepsTheLawsAndItsReportAddsUp) {
  SyntheticPlan plan;
  plan.today = Date(2026, 11, 23);
  plan.months = 4;
  plan.customers = 200;
  plan.titles = 260;
  plan.outages = 0.15;
  plan.mailbox = false;
  const company::PasswordHasher cheap(1, company::PasswordCost{1, 8192});
  const auto told = tell_story(
      {db(), SecretKey{}, cheap, "https://cobranca.example", reactions(), [](int, int) {}}, plan);
  ASSERT_TRUE(told) << told.error().code << " " << told.error().message;
  EXPECT_GT(told->outages, 5);

  db().read(told->tenant, [&](db::Tx& tx) {
    for (const auto& one : receivable::check_ledger(tx))
      ADD_FAILURE() << one.law << " " << one.subject << " " << one.message;
    for (const auto& one : dunning::check(tx))
      ADD_FAILURE() << one.law << " " << one.subject << " " << one.message;

    const YearReport report = read_year(tx, plan.today);
    EXPECT_EQ(report.titles, 260);
    EXPECT_EQ(report.messages + report.thanks, told->messages);
    EXPECT_GT(report.messages, 260);
    EXPECT_EQ(std::accumulate(report.steps.begin(), report.steps.end(), 0,
                              [](int sum, const auto& step) { return sum + step.messages; }),
              report.messages);
    EXPECT_EQ(report.received, told->received);
    EXPECT_EQ(report.most_in_a_day, report.cap_a_day);
    EXPECT_LE(report.most_in_a_week, report.cap_a_week);
    EXPECT_LE(report.kept + report.broken, report.promises);
    EXPECT_GT(report.promises, 0);
    // What was due early enough, but for what was cancelled.
    const int due = std::accumulate(report.bands.begin(), report.bands.end(), 0,
                                    [](int sum, const auto& band) { return sum + band.titles; });
    EXPECT_GT(due, 25);
    EXPECT_GT(report.bands.front().titles, due / 2) << "most pay on time";
    EXPECT_NE(words(report).find("no prazo"), std::string::npos);
  });
}

}  // namespace
}  // namespace quita::sandbox
