// The dunning day killed before its Nth statement or commit, for many N, on both engines, and
// started again: the same decisions, the same steps, no second message (DESIGN law 4).
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "dunning/testing_world.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

const Date today(2026, 12, 2);
constexpr int nine = 9 * 60;

class KilledDay : public testing::EachEngine {
 protected:
  // Customers with some titles each, of which some step is due today; one is paid, one on hold.
  void populate(World& world) {
    world.at(Date(2026, 11, 1), nine);
    world.found();
    for (int i = 0; i < people; ++i) {
      const PartyId party = world.customer(fmt::format("Cliente{}", i), i % 3 == 0 ? "RJ" : "SP",
                                           {fmt::format("c{}@exemplo.com.br", i)});
      for (int k = 0; k < 3; ++k) {
        const Date due = today - (k * 7 + i % 3);
        world.title(party, fmt::format("{}/{}", i, k), Money::centavos(100'00 + i * 100 + k),
                    due - 30, due);
      }
    }
    world.at(today, nine);
  }

  // What must be the same however often it was interrupted; no time and no random id in it.
  std::string outcome() {
    std::string text;
    const auto line = [&](db::Row& row, int columns) {
      for (int i = 0; i < columns; ++i) text += row.text(i) + "|";
      text += "\n";
    };
    db().read(tenant(), [&](db::Tx& tx) {
      tx.each(
          "SELECT t.number, d.action, d.reason, d.detail, o.cause, o.recipient, o.state "
          "FROM decision d JOIN title t ON t.tenant_id = d.tenant_id AND t.id = d.title_id "
          "LEFT JOIN outbox o ON o.tenant_id = d.tenant_id AND o.id = d.outbox_id "
          "WHERE d.tenant_id = $1 ORDER BY t.number",
          [&](db::Row& row) { line(row, 7); }, tx.tenant());
      tx.each(
          "SELECT t.number FROM step_done s JOIN title t ON t.tenant_id = s.tenant_id "
          "AND t.id = s.title_id WHERE s.tenant_id = $1 ORDER BY t.number, s.step",
          [&](db::Row& row) { line(row, 1); }, tx.tenant());
      tx.each(
          "SELECT p.name, o.cause FROM contact_made c JOIN party p ON p.tenant_id = c.tenant_id "
          "AND p.id = c.party_id JOIN outbox o ON o.tenant_id = c.tenant_id "
          "AND o.id = c.outbox_id WHERE c.tenant_id = $1 ORDER BY p.name",
          [&](db::Row& row) { line(row, 2); }, tx.tenant());
      tx.each(
          "SELECT o.cause, t.number FROM outbox_title ot JOIN outbox o ON "
          "o.tenant_id = ot.tenant_id AND o.id = ot.outbox_id JOIN title t ON "
          "t.tenant_id = ot.tenant_id AND t.id = ot.title_id WHERE ot.tenant_id = $1 "
          "ORDER BY o.cause, t.number",
          [&](db::Row& row) { line(row, 2); }, tx.tenant());
    });
    return text;
  }

  void wipe_day() {
    db().write(tenant(), [&](db::Tx& tx) {
      for (const char* sql :
           {"DELETE FROM contact_made WHERE tenant_id = $1",
            "DELETE FROM step_done WHERE tenant_id = $1",
            "DELETE FROM decision WHERE tenant_id = $1",
            "DELETE FROM outbox_title WHERE tenant_id = $1",
            "DELETE FROM outbox WHERE tenant_id = $1", "DELETE FROM event WHERE tenant_id = $1",
            "DELETE FROM dunning_day WHERE tenant_id = $1"}) {
        tx.execute(sql, tx.tenant());
      }
      look_again_at_all(tx, today);
    });
  }

  // The day and its mail in another process, which dies before its Nth step. Returns whether it
  // died; false: it came to its end.
  bool run_and_die(int nth) {
    const pid_t child = ::fork();
    if (child == 0) {
      // From here on nothing of the parent's connections is used, and nothing is cleaned up.
      std::atomic<int> steps{0};
      db::Options options;
      options.durable = false;
      options.before_step = [&](std::string_view) {
        if (++steps == nth) ::_exit(9);
      };
      try {
        const auto mine = db::Db::open(url(), options);
        steps = 0;
        World world(*mine, clock(), tenant());
        world.run();
        world.send();
      } catch (...) {
        ::_exit(2);
      }
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_NE(WEXITSTATUS(status), 2) << "the day itself failed";
    return WEXITSTATUS(status) == 9;
  }

  static constexpr int people = 6;
};
QUITA_EACH_ENGINE(KilledDay);

TEST_P(KilledDay, StartedAgainComesToTheSame) {
  World world(db(), clock(), tenant());
  populate(world);
  ASSERT_EQ(world.run().messages, people);
  ASSERT_EQ(world.send().sent, people);
  const std::string expected = outcome();

  int deaths = 0;
  for (int nth = 1;; nth += nth < 80 ? 3 : 17) {
    SCOPED_TRACE(nth);
    wipe_day();
    const bool died = run_and_die(nth);
    reopen();
    World again(db(), clock(), tenant());
    const DayReport report = again.run();
    EXPECT_EQ(report.messages, people);
    again.send();
    // A message that was being handed over when the process died waits until its claim runs out.
    clock().advance(messaging::claim_time);
    again.send();
    ASSERT_EQ(outcome(), expected);
    clock().advance(-std::chrono::duration_cast<std::chrono::milliseconds>(messaging::claim_time));
    if (!died) break;
    ++deaths;
  }
  EXPECT_GT(deaths, 20);
}

}  // namespace
}  // namespace quita::dunning
