// A day with more titles due than one transaction takes: on PostgreSQL two pieces of it are decided
// side by side.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <vector>

#include "dunning/day.h"
#include "dunning/testing_world.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

const Date today(2026, 12, 2);  // a Wednesday
constexpr int nine = 9 * 60;
constexpr int customers = 3;
constexpr int titles_of_a_customer = 1'500;

class LargeDay : public testing::EachEngine {};
QUITA_EACH_ENGINE(LargeDay);

// Late since yesterday and due for a look; straight into the tables, since there are thousands.
void add_titles(db::Tx& tx, PartyId party, Instant now) {
  std::vector<db::Values> rows, looks;
  for (int i = 0; i < titles_of_a_customer; ++i) {
    const TitleId id = TitleId::make(now);
    const std::string number = fmt::format("{}/{}", party.text(), i);
    rows.push_back({tx.tenant(), id, party, number, number, today - 31, today - 1, 10'000, "none",
                    "api", number, "open", 10'000, 1, number, now, now});
    looks.push_back({tx.tenant(), id, party, today});
  }
  tx.bulk_insert("title",
                 {"tenant_id", "id", "party_id", "number", "description", "issue_date", "due_date",
                  "amount", "interest_mode", "origin_kind", "origin_key", "state", "balance",
                  "entries", "search", "created_at", "updated_at"},
                 rows);
  tx.bulk_insert("title_look", {"tenant_id", "title_id", "party_id", "next_on"}, looks);
}

TEST_P(LargeDay, IsDecidedOnceForEachCustomer) {
  World world(db(), clock(), tenant());
  world.at(Date(2026, 11, 1), nine);
  world.found();
  std::vector<PartyId> people;
  for (int i = 0; i < customers; ++i)
    people.push_back(world.customer(fmt::format("Cliente{}", i), "SP",
                                    {fmt::format("cliente{}@exemplo.com.br", i)}));
  world.at(today, nine);
  db().write(tenant(), [&](db::Tx& tx) {
    for (const PartyId& party : people) add_titles(tx, party, clock().now());
  });

  const DayReport report = world.run();
  EXPECT_EQ(report.titles, customers * titles_of_a_customer);
  EXPECT_EQ(report.messages, customers);
  EXPECT_EQ(report.blocked, 0);

  const DayReport again = world.run();
  EXPECT_EQ(again.messages, customers) << "a day run again changes nothing";
  const auto rows = db().read(tenant(), [](db::Tx& tx) {
    return tx
        .one(
            "SELECT COUNT(*) FROM outbox WHERE tenant_id = $1",
            [](db::Row& row) { return row.integer(0); }, tx.tenant())
        .value();
  });
  EXPECT_EQ(rows, customers);
}

}  // namespace
}  // namespace quita::dunning
