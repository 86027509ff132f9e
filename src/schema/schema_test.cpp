#include "schema/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <tuple>

#include "testing/engines.h"

namespace quita::schema {
namespace {

using ::testing::ElementsAre;

class SchemaTest : public quita::testing::EachEngine {
 protected:
  // An empty database beside the migrated one.
  std::unique_ptr<quita::testing::ScratchDb> empty() {
    return quita::testing::make_scratch_db(GetParam(), false);
  }
};
QUITA_EACH_ENGINE(SchemaTest);
// What is read from PostgreSQL's catalogue.
class OnPostgres : public SchemaTest {};
INSTANTIATE_TEST_SUITE_P(Engines, OnPostgres, ::testing::Values(db::Engine::postgres),
                         quita::testing::engine_name);

TEST(Statements, AreSplitAndPutInTheEnginesWords) {
  constexpr std::string_view sql =
      "-- what it is\nCREATE TABLE a (b {uuid}, c {text} DEFAULT '{}'){without_rowid}\n--;\n\n--;\n"
      "CREATE INDEX d ON a (b)";
  EXPECT_THAT(statements(sql, db::Engine::sqlite),
              ElementsAre("-- what it is\nCREATE TABLE a (b BLOB, c TEXT DEFAULT '{}') WITHOUT "
                          "ROWID\n",
                          "CREATE INDEX d ON a (b)\n"));
  EXPECT_THAT(statements(sql, db::Engine::postgres)[0],
              "-- what it is\nCREATE TABLE a (b uuid, c text COLLATE \"C\" DEFAULT '{}')\n");
}

TEST(Statements, OfOneEngineAreLeftOutForTheOther) {
  constexpr std::string_view sql = "-- why\n{postgres}ALTER TABLE a\n--;\n{sqlite}DROP TABLE a";
  EXPECT_THAT(statements(sql, db::Engine::sqlite), ElementsAre("DROP TABLE a\n"));
  EXPECT_THAT(statements(sql, db::Engine::postgres), ElementsAre("-- why\nALTER TABLE a\n"));
}

TEST(Migrations, AreNumberedWithoutGaps) {
  ASSERT_FALSE(migrations().empty());
  int expected = 0;
  for (const auto& migration : migrations()) EXPECT_EQ(migration.number, ++expected);
}

TEST_P(SchemaTest, MigratesOnceAndAgainChangesNothing) {
  const int last = migrations().back().number;
  EXPECT_EQ(version(db()), last);
  EXPECT_TRUE(migrate(db(), clock().now()));
  EXPECT_EQ(version(db()), last);
  const auto fresh = empty();
  const auto other = db::Db::open(fresh->url());
  EXPECT_EQ(version(*other), 0);
}

TEST_P(SchemaTest, TwoProcessesMayStartAtOnce) {
  const auto scratch = empty();
  std::vector<std::thread> starters;
  for (int i = 0; i < 3; ++i) {
    starters.emplace_back([&] {
      db::Options options;
      options.durable = false;
      const auto other = db::Db::open(scratch->url(), options);
      EXPECT_TRUE(migrate(*other, clock().now()));
      EXPECT_EQ(version(*other), migrations().back().number);
    });
  }
  for (auto& starter : starters) starter.join();
}

// As an older program left it: its migrations, its wall, its rows.
void make_older(db::Db& db, int last) {
  db.write_system([](db::Tx& tx) {
    tx.execute(
        statements("CREATE TABLE schema_migration (number {integer} NOT NULL PRIMARY KEY, "
                   "name {text} NOT NULL, applied_at {integer} NOT NULL)",
                   tx.engine())[0]);
  });
  for (const auto& migration : migrations()) {
    if (migration.number > last) break;
    db.write_system([&](db::Tx& tx) {
      for (const auto& statement : statements(migration.sql, tx.engine())) tx.execute(statement);
      tx.execute("INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, 0)",
                 migration.number, migration.name);
    });
  }
}

TEST_P(SchemaTest, TheNextLooksOfAnOlderDatabaseAreCarriedOver) {
  const auto scratch = empty();
  const auto older = db::Db::open(scratch->url());
  make_older(*older, 16);
  const PartyId party = PartyId::make(clock().now());
  const TitleId waiting = TitleId::make(clock().now()), over = TitleId::make(clock().now());
  older->write(tenant(), [&](db::Tx& tx) {
    tx.execute(
        "INSERT INTO party (tenant_id, id, kind, document, name, search, created_at, updated_at) "
        "VALUES ($1, $2, 'person', '1', 'Ana', 'ana', 0, 0)",
        tx.tenant(), party);
    for (const TitleId& id : {waiting, over}) {
      tx.execute(
          "INSERT INTO title (tenant_id, id, party_id, number, description, issue_date, due_date, "
          "amount, interest_mode, origin_kind, origin_key, state, balance, next_step_on, search, "
          "created_at, updated_at) VALUES ($1, $2, $3, '1', '', $4, $4, 5, 'none', 'api', $5, "
          "'open', 5, $6, '1', 0, 0)",
          tx.tenant(), id, party, Date(2026, 11, 1), id.text(),
          id == waiting ? std::optional(Date(2026, 12, 4)) : std::nullopt);
    }
  });
  if (GetParam() == db::Engine::postgres) {
    older->write_system([](db::Tx& tx) {
      tx.execute("ALTER TABLE title ENABLE ROW LEVEL SECURITY");
      tx.execute("ALTER TABLE title FORCE ROW LEVEL SECURITY");
      tx.execute(
          "CREATE POLICY tenant_wall ON title USING (tenant_id = "
          "nullif(current_setting('quita.tenant', true), '')::uuid)");
    });
  }
  ASSERT_TRUE(migrate(*older, clock().now()));
  const auto looks = older->read(tenant(), [&](db::Tx& tx) {
    return tx.all(
        "SELECT title_id, party_id, next_on FROM title_look WHERE tenant_id = $1",
        [](db::Row& row) {
          return std::tuple(row.id<TitleId>(0), row.id<PartyId>(1), row.date(2));
        },
        tx.tenant());
  });
  EXPECT_THAT(looks, ElementsAre(std::tuple(waiting, party, Date(2026, 12, 4))));
}

// SQLite makes the outbox anew for another word in its CHECK: what stands in it and what points to
// it stays.
TEST_P(SchemaTest, TheOutboxOfAnOlderDatabaseIsCarriedOver) {
  const auto scratch = empty();
  const auto older = db::Db::open(scratch->url());
  make_older(*older, 30);
  const MessageId message = MessageId::make(clock().now());
  const TitleId title = TitleId::make(clock().now());
  older->write(tenant(), [&](db::Tx& tx) {
    tx.execute(
        "INSERT INTO outbox (tenant_id, id, cause, recipient, template, business_date, state, "
        "not_before, created_at, wording, carrier_id, fallback_at) VALUES ($1, $2, 'dunning:1', "
        "'a@b.com.br', 'atraso-1', $3, 'sent', 1, 2, 'firm', 'x', 3)",
        tx.tenant(), message, Date(2026, 11, 1));
    tx.execute("INSERT INTO outbox_title (tenant_id, outbox_id, title_id) VALUES ($1, $2, $3)",
               tx.tenant(), message, title);
  });
  ASSERT_TRUE(migrate(*older, clock().now()));
  const auto kept = older->read(tenant(), [&](db::Tx& tx) {
    return tx.all(
        "SELECT o.cause, o.state, o.wording, o.carrier_id, o.fallback_at, o.unanswered, t.title_id "
        "FROM outbox o JOIN outbox_title t ON t.tenant_id = o.tenant_id AND t.outbox_id = o.id "
        "WHERE o.tenant_id = $1",
        [](db::Row& row) {
          return std::tuple(row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4),
                            row.integer(5), row.id<TitleId>(6));
        },
        tx.tenant());
  });
  EXPECT_THAT(kept, ElementsAre(std::tuple("dunning:1", "sent", "firm", "x", 3, 0, title)));
  older->write(tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(tx.execute("UPDATE outbox SET state = 'unsure' WHERE tenant_id = $1", tx.tenant()),
              1);
  });
  EXPECT_THROW(older->write(tenant(),
                            [](db::Tx& tx) {
                              tx.execute("DELETE FROM outbox WHERE tenant_id = $1", tx.tenant());
                            }),
               db::Failure);
}

// The one mail server of before is the first account, with its secrets as they were sealed.
TEST_P(SchemaTest, TheMailServerOfAnOlderDatabaseBecomesAnAccount) {
  const auto scratch = empty();
  const auto older = db::Db::open(scratch->url());
  make_older(*older, 32);
  const std::string sealed("\x01sealed\x00", 8);
  older->write(tenant(), [&](db::Tx& tx) {
    const auto set = [&](const char* name, const char* value, bool secret) {
      tx.execute(
          "INSERT INTO setting (tenant_id, name, value, sealed, changed_at) VALUES ($1, $2, $3, "
          "$4, 0)",
          tx.tenant(), name, value,
          secret ? std::optional(db::Blob{sealed}) : std::optional<db::Blob>());
    };
    set("smtp",
        R"({"host":"smtp.aurora.com.br","port":465,"security":"tls","user":"u",)"
        R"("from_name":"Aurora","from_address":"a@aurora.com.br","reply_to":""})",
        false);
    set("smtp_password", "", true);
    set("dkim", R"({"domain":"aurora.com.br","selector":"q2","enabled":true})", false);
    set("dkim_key", "", true);
    set("tone", "neutral", false);
  });
  ASSERT_TRUE(migrate(*older, clock().now()));
  older->read(tenant(), [&](db::Tx& tx) {
    const auto accounts = tx.all(
        "SELECT host, port, security, login, from_address, dkim_selector, dkim_on, password, "
        "dkim_key FROM smtp_account WHERE tenant_id = $1",
        [](db::Row& row) {
          return std::tuple(row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4),
                            row.text(5), row.integer(6), row.blob(7), row.blob(8));
        },
        tx.tenant());
    EXPECT_THAT(accounts, ElementsAre(std::tuple("smtp.aurora.com.br", 465, "tls", "u",
                                                 "a@aurora.com.br", "q2", 1, sealed, sealed)));
    EXPECT_THAT(tx.all(
                    "SELECT name FROM setting WHERE tenant_id = $1",
                    [](db::Row& row) { return row.text(0); }, tx.tenant()),
                ElementsAre("tone"));
  });
}

TEST_P(SchemaTest, ANewerDatabaseIsRefused) {
  db().write_system([](db::Tx& tx) {
    tx.execute("INSERT INTO schema_migration (number, name, applied_at) VALUES (9999, 'x', 0)");
  });
  EXPECT_EQ(migrate(db(), clock().now()).error().code, "schema.newer");
}

// Law 8: tenant_id stands first in every primary and unique key of every table of tenants.
TEST_P(OnPostgres, EveryKeyBeginsWithTheTenant) {
  const auto offenders = db().read_system([](db::Tx& tx) {
    return tx.all(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "JOIN pg_class t ON t.oid = i.indrelid "
        "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
        "WHERE t.relnamespace = current_schema()::regnamespace AND a.attname <> 'tenant_id' "
        "AND t.relname NOT IN ('tenant', 'login', 'schema_migration') ORDER BY c.relname",
        [](db::Row& row) { return row.text(0); });
  });
  EXPECT_THAT(offenders, ElementsAre());
}

TEST_P(OnPostgres, EveryTableOfTenantsIsBehindTheWall) {
  const auto open_tables = db().read_system([](db::Tx& tx) {
    return tx.all(
        "SELECT relname FROM pg_class c WHERE relnamespace = current_schema()::regnamespace AND "
        "relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT 1 FROM "
        "pg_policy p WHERE p.polrelid = c.oid)) ORDER BY relname",
        [](db::Row& row) { return row.text(0); });
  });
  EXPECT_THAT(open_tables, ElementsAre("login", "schema_migration", "tenant"));
}

// SQLite must find a customer's titles by their index, never by reading the company's whole table.
TEST(Statistics, SqliteTakesTheIndexOfTwoColumns) {
  const auto scratch = testing::make_scratch_db(db::Engine::sqlite);
  const auto db = db::Db::open(scratch->url());
  const auto plan_of = [&](const std::string& sql) {
    return db->read(TenantId::make(Instant{1}), [&](db::Tx& tx) {
      std::string plan;
      tx.each("EXPLAIN QUERY PLAN " + sql, [&](db::Row& row) { plan += row.text(3) + "\n"; });
      return plan;
    });
  };
  const std::pair<const char*, const char*> expected[] = {
      {"SELECT 1 FROM title WHERE tenant_id = x'00' AND party_id = x'01' AND paid_on <= '2026'",
       "title_party"},
      {"UPDATE title SET updated_at = 1 WHERE tenant_id = x'00' AND party_id = x'01' "
       "AND state IN ('open', 'partly_paid')",
       "title_party"},
      {"SELECT party_id FROM title_look WHERE tenant_id = x'00' AND next_on <= '2026' "
       "ORDER BY next_on, title_id LIMIT 20000",
       "title_look_due"},
      {"SELECT id FROM outbox WHERE tenant_id = x'00' AND party_id = x'01' AND state = 'queued'",
       "outbox_party"},
      {"SELECT id FROM outbox WHERE tenant_id = x'00' AND channel = 'email' AND not_before <= 5 "
       "AND state IN ('queued', 'sending') ORDER BY not_before, id LIMIT 1",
       "outbox_due"},
      {"SELECT id FROM hold WHERE tenant_id = x'00' AND party_id = x'01' AND released_at IS NULL",
       "hold_party"},
      {"SELECT id FROM instrument WHERE tenant_id = x'00' AND title_id = x'01'",
       "instrument_title"},
  };
  for (const auto& [sql, index] : expected) {
    EXPECT_NE(plan_of(sql).find(index), std::string::npos) << sql << "\n" << plan_of(sql);
  }
}

}  // namespace
}  // namespace quita::schema
