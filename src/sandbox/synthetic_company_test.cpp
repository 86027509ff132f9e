// The story of the demo company: true to the use cases, sound, plausible, and the same each time.
#include "sandbox/synthetic_company.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "banking/return_import.h"
#include "base/secret.h"
#include "dunning/hold.h"
#include "messaging/thanks.h"
#include "receivable/receivable_check.h"
#include "testing/engines.h"

namespace quita::sandbox {
namespace {

receivable::OnSettled reactions() {
  return [](db::Tx& tx, const Act& act, const receivable::Settled& settled) {
    const auto& title = settled.title.title;
    dunning::on_money(tx, act, title.party, title.id);
    if (settled.title.state == receivable::TitleState::paid) {
      messaging::enqueue_thanks(tx, act, title.party, title.id, settled.payment.cause.key);
    }
  };
}

class Story : public quita::testing::EachEngine {
 protected:
  SyntheticCompany tell(db::Db& db) {
    SyntheticPlan plan;
    plan.today = Date(2026, 11, 23);
    plan.months = 4;
    plan.customers = 40;
    plan.titles = 300;
    const company::PasswordHasher cheap(1, company::PasswordCost{1, 8192});
    int days = 0;
    const auto told = tell_story({db, SecretKey{}, cheap, "https://cobranca.example", reactions(),
                                  [&](int, int) { ++days; }},
                                 plan);
    EXPECT_TRUE(told) << (told ? "" : told.error().code + " " + told.error().message);
    EXPECT_EQ(days, plan.today - plan.today.add_months(-plan.months) + 1);
    return told.value_or(SyntheticCompany{});
  }

  static std::int64_t count(db::Tx& tx, std::string_view sql) {
    return *tx.one(
        sql, [](db::Row& row) { return row.integer(0); }, tx.tenant());
  }
};
QUITA_EACH_ENGINE(Story);

TEST_P(Story, IsSoundPlausibleAndLeavesSomethingToDo) {
  const auto told = tell(db());
  ASSERT_FALSE(told.tenant.uuid == Uuid{});
  EXPECT_EQ(told.customers, 40);
  EXPECT_EQ(told.titles, 300);
  EXPECT_GT(told.messages, told.titles);
  db().read(told.tenant, [&](db::Tx& tx) {
    for (const auto& one : receivable::check_ledger(tx)) {
      ADD_FAILURE() << one.law << " " << one.subject << " " << one.message;
    }
    const auto paid =
        count(tx, "SELECT count(*) FROM title WHERE tenant_id = $1 AND state = 'paid'");
    const auto late =
        count(tx, "SELECT count(*) FROM title WHERE tenant_id = $1 AND paid_on > due_date");
    EXPECT_GT(paid, told.titles / 2);
    EXPECT_GT(late, paid / 20);
    EXPECT_LT(late, paid / 2);
    // Today's sales wait for their remittance; all others were sent.
    const auto waiting = count(tx,
                               "SELECT count(*) FROM instrument WHERE tenant_id = $1 AND kind "
                               "= 'boleto' AND state = 'created'");
    EXPECT_GT(waiting, 0);
    EXPECT_LT(waiting, 20);
    EXPECT_GT(count(tx, "SELECT count(*) FROM demo_mail WHERE tenant_id = $1"), 5);
    EXPECT_EQ(count(tx, "SELECT count(*) FROM outbox WHERE tenant_id = $1 AND state = 'sending'"),
              0);
    EXPECT_GT(count(tx, "SELECT count(*) FROM decision WHERE tenant_id = $1"), 100);
    Money received;
    tx.each(
        "SELECT coalesce(sum(amount), 0) FROM journal WHERE tenant_id = $1 AND kind IN ('payment', "
        "'excess', 'reversal')",
        [&](db::Row& row) { received = row.money(0); }, tx.tenant());
    EXPECT_EQ(received, told.received);
  });
}

// Titles by number, their entries in order, and what the régua decided: no id among them.
std::vector<std::string> content(db::Db& db, TenantId tenant) {
  std::vector<std::string> lines;
  db.read(tenant, [&](db::Tx& tx) {
    tx.each(
        "SELECT t.number, p.document, t.state, t.balance, t.due_date FROM title t JOIN party p ON "
        "p.tenant_id = t.tenant_id AND p.id = t.party_id WHERE t.tenant_id = $1",
        [&](db::Row& row) {
          lines.push_back(fmt::format("title {} {} {} {} {}", row.view(0), row.view(1), row.view(2),
                                      row.integer(3), format_iso(row.date(4))));
        },
        tx.tenant());
    tx.each(
        "SELECT t.number, j.seq, j.kind, j.amount, j.on_date, j.principal, j.fine, j.interest "
        "FROM journal j JOIN title t ON t.tenant_id = j.tenant_id AND t.id = j.title_id WHERE "
        "j.tenant_id = $1",
        [&](db::Row& row) {
          lines.push_back(fmt::format("entry {} {} {} {} {} {} {} {}", row.view(0), row.integer(1),
                                      row.view(2), row.integer(3), format_iso(row.date(4)),
                                      row.integer(5), row.integer(6), row.integer(7)));
        },
        tx.tenant());
    tx.each(
        "SELECT d.business_date, t.number, d.step, d.action, d.reason, d.amount FROM decision d "
        "JOIN title t ON t.tenant_id = d.tenant_id AND t.id = d.title_id WHERE d.tenant_id = $1",
        [&](db::Row& row) {
          lines.push_back(fmt::format("decision {} {} {} {} {} {}", format_iso(row.date(0)),
                                      row.view(1), row.optional_integer(2).value_or(-99),
                                      row.view(3), row.view(4), row.integer(5)));
        },
        tx.tenant());
  });
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST_P(Story, IsTheSameEachTime) {
  const auto first = tell(db());
  const auto scratch = quita::testing::make_scratch_db(GetParam());
  const auto again_db = db::Db::open(scratch->url(), {.durable = false});
  const auto second = tell(*again_db);
  const auto left = content(db(), first.tenant);
  const auto right = content(*again_db, second.tenant);
  std::vector<std::string> differing;
  std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(),
                                std::back_inserter(differing));
  for (std::size_t i = 0; i < std::min<std::size_t>(differing.size(), 10); ++i) {
    ADD_FAILURE() << differing[i];
  }
  EXPECT_EQ(differing.size(), 0u);
  EXPECT_GT(left.size(), 1000u);
  EXPECT_EQ(first.received, second.received);
}

}  // namespace
}  // namespace quita::sandbox
