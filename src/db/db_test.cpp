// The same suite over SQLite and PostgreSQL.
#include "db/db.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <thread>

#include "db/many.h"
#include "testing/engines.h"

namespace quita::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view put_tag =
    "INSERT INTO party_tag (tenant_id, party_id, tag) VALUES ($1, $2, $3)";
constexpr std::string_view all_tags = "SELECT tag FROM party_tag ORDER BY tag";

class DbTest : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    // A table of every kind, of no tenant, so that statements are free of the schema's rules.
    db().write_system([&](Tx& tx) {
      const bool sqlite = tx.engine() == Engine::sqlite;
      tx.execute(sqlite ? "CREATE TABLE thing (n INTEGER NOT NULL PRIMARY KEY, t TEXT, b BLOB, "
                          "u BLOB, d TEXT, CHECK (n < 1000000))"
                        : "CREATE TABLE thing (n bigint NOT NULL PRIMARY KEY, t text COLLATE "
                          "\"C\", b bytea, u uuid, d date, CHECK (n < 1000000))");
    });
  }
  void put(std::int64_t n, std::string_view t = "") {
    db().write_system(
        [&](Tx& tx) { tx.execute("INSERT INTO thing (n, t) VALUES ($1, $2)", n, t); });
  }
  std::vector<std::int64_t> numbers() {
    return db().read_system([](Tx& tx) {
      return tx.all("SELECT n FROM thing ORDER BY n", [](Row& row) { return row.integer(0); });
    });
  }
  // A party without its rules, for its tags.
  PartyId make_party(TenantId tenant) {
    const auto id = PartyId::make(clock().now());
    db().write(tenant, [&](Tx& tx) {
      tx.execute(
          "INSERT INTO party (tenant_id, id, kind, document, name, search, created_at, updated_at) "
          "VALUES ($1, $2, 'person', $3, 'Ana', 'ana', $4, $4)",
          tenant, id, id.text(), clock().now());
    });
    return id;
  }
};
QUITA_EACH_ENGINE(DbTest);
// What only a server can do to us: row-level security, collisions, lost connections.
class OnPostgres : public DbTest {};
INSTANTIATE_TEST_SUITE_P(Engines, OnPostgres, ::testing::Values(Engine::postgres),
                         quita::testing::engine_name);

TEST_P(DbTest, EveryKindComesBackAsItWent) {
  const Uuid id = make_uuid_v7(clock().now());
  const std::string bytes("\0\xFF'\\x", 5);
  db().write_system([&](Tx& tx) {
    EXPECT_EQ(tx.execute("INSERT INTO thing (n, t, b, u, d) VALUES ($1, $2, $3, $4, $5)",
                         std::int64_t{-7}, "ação 'x' \"y\" 🎉", Blob{bytes}, id, Date(1969, 12, 31)),
              1);
    tx.execute("INSERT INTO thing (n, t, b, u, d) VALUES ($1, $2, $3, $4, $5)", true, "", Blob{""},
               TitleId{id}, Date(2199, 12, 31));
  });
  const auto seen = db().read_system([&](Tx& tx) {
    return tx.all("SELECT n, t, b, u, d FROM thing ORDER BY n", [&](Row& row) {
      EXPECT_EQ(row.uuid(3), id);
      EXPECT_EQ(row.id<TitleId>(3), TitleId{id});
      return std::tuple(row.integer(0), row.text(1), row.blob(2), row.date(4));
    });
  });
  EXPECT_THAT(seen, ElementsAre(std::tuple(-7, "ação 'x' \"y\" 🎉", bytes, Date(1969, 12, 31)),
                                std::tuple(1, "", "", Date(2199, 12, 31))));
}

TEST_P(DbTest, NullsOfEveryKind) {
  db().write_system([&](Tx& tx) {
    tx.execute("INSERT INTO thing (n, t, b, u, d) VALUES ($1, $2, $3, $4, $5)", 1,
               std::optional<std::string>(), nullptr, std::optional<TitleId>(),
               std::optional<Date>());
  });
  db().read_system([&](Tx& tx) {
    tx.each("SELECT t, b, u, d, n FROM thing", [&](Row& row) {
      EXPECT_TRUE(row.null(0));
      EXPECT_EQ(row.optional_text(0), std::nullopt);
      EXPECT_EQ(row.optional_blob(1), std::nullopt);
      EXPECT_EQ(row.optional_id<TitleId>(2), std::nullopt);
      EXPECT_EQ(row.optional_date(3), std::nullopt);
      EXPECT_EQ(row.optional_integer(4), 1);
      EXPECT_THROW(row.text(0), Failure);
      EXPECT_THROW(row.date(3), Failure);
      EXPECT_THROW(row.integer(9), Failure);
    });
  });
}

TEST_P(DbTest, GettersRefuseAnotherKind) {
  put(1, "texto");
  db().read_system([&](Tx& tx) {
    tx.each("SELECT n, t FROM thing", [&](Row& row) {
      EXPECT_THROW(row.text(0), Failure);
      EXPECT_THROW(row.integer(1), Failure);
      EXPECT_THROW(row.uuid(1), Failure);
    });
  });
}

TEST_P(DbTest, SumsAndComparisonsAreIntegers) {
  for (int n = 1; n <= 3; ++n) put(n);
  db().read_system([&](Tx& tx) {
    const auto seen = tx.one(
        "SELECT sum(n), count(*), max(n) = 3, sum(-n * 20000), sum(n) FILTER (WHERE n > 9) "
        "FROM thing",
        [](Row& row) {
          EXPECT_TRUE(row.boolean(2));
          EXPECT_EQ(row.optional_money(4), std::nullopt);
          return std::tuple(row.money(0).centavos(), row.integer(1), row.integer(3));
        });
    EXPECT_EQ(seen, std::tuple(6, 3, -120'000));
  });
}

TEST_P(DbTest, PlaceholdersCountByNumberAndNotByAppearance) {
  put(1, "a");
  const auto found = db().read_system([&](Tx& tx) {
    return tx.one(
        "SELECT $3 || t || $1 FROM thing WHERE n = $2 AND $3 = 'x'",
        [](Row& row) { return row.text(0); }, "z", 1, "x");
  });
  EXPECT_EQ(found, "xaz");
  EXPECT_THROW(db().read_system([&](Tx& tx) {
    return tx.one("SELECT n FROM thing WHERE n = $1", [](Row&) { return 1; });
  }),
               Failure);
}

TEST_P(DbTest, ConflictReturningAndRowsChanged) {
  put(1, "a");
  db().write_system([&](Tx& tx) {
    const auto text = tx.one(
        "INSERT INTO thing (n, t) VALUES ($1, $2) ON CONFLICT (n) DO UPDATE SET t = excluded.t "
        "RETURNING t",
        [](Row& row) { return row.text(0); }, 1, "b");
    EXPECT_EQ(text, "b");
    EXPECT_EQ(tx.execute("INSERT INTO thing (n) VALUES ($1) ON CONFLICT DO NOTHING", 1), 0);
    EXPECT_EQ(tx.execute("UPDATE thing SET t = $1 WHERE n > $2", "c", 5), 0);
    EXPECT_EQ(tx.execute("UPDATE thing SET t = $1", "c"), 1);
  });
  EXPECT_THROW(db().read_system([&](Tx& tx) {
    return tx.one("SELECT 1 UNION ALL SELECT 2", [](Row& row) { return row.integer(0); });
  }),
               Failure);
}

// On PostgreSQL the number is fetched when it is looked at, at the latest with the commit.
TEST_P(DbTest, RowsChangedMayBeLookedAtLate) {
  std::optional<Changed> kept;
  std::optional<Changed> undone;
  const auto returned = db().write_system([&](Tx& tx) {
    const auto one = tx.execute("INSERT INTO thing (n) VALUES (1)");
    for (int n = 2; n <= 200; ++n) tx.execute("INSERT INTO thing (n) VALUES ($1)", n);
    const auto all = tx.execute("UPDATE thing SET t = 'x' WHERE n > $1", 10);
    EXPECT_EQ(one, 1);
    EXPECT_EQ(all, 190);
    kept = tx.execute("UPDATE thing SET t = 'y' WHERE n <= $1", 3);
    return tx.execute("DELETE FROM thing WHERE n > $1", 150);
  });
  EXPECT_EQ(returned, 50);
  EXPECT_EQ(*kept, 3);
  (void)db().write_system([&](Tx& tx) -> Status {
    undone = tx.execute("DELETE FROM thing");
    return fail(ErrorKind::conflict, "thing.no", "não");
  });
  EXPECT_EQ(*undone, 150);
  EXPECT_EQ(numbers().size(), 150u);
}

TEST_P(DbTest, AFailureThatNobodyWaitedForStopsTheCommit) {
  put(1);
  EXPECT_THROW(db().write_system([&](Tx& tx) {
    tx.execute("INSERT INTO thing (n) VALUES (2)");
    tx.execute("INSERT INTO thing (n) VALUES (1)");
    tx.execute("INSERT INTO thing (n) VALUES (3)");
  }),
               Failure);
  EXPECT_THAT(numbers(), ElementsAre(1));
}

TEST_P(DbTest, ConstraintsHaveOneNameInBothEngines) {
  put(1);
  const auto state_of = [&](std::string_view sql) {
    try {
      db().write_system([&](Tx& tx) { tx.execute(sql); });
    } catch (const Failure& failure) {
      EXPECT_FALSE(failure.retryable);
      return failure.sqlstate;
    }
    return std::string("none");
  };
  EXPECT_EQ(state_of("INSERT INTO thing (n) VALUES (1)"), "23505");
  EXPECT_EQ(state_of("INSERT INTO thing (n) VALUES (NULL)"),
            GetParam() == Engine::sqlite ? "none" : "23502");  // SQLite: NULL makes a rowid
  EXPECT_EQ(state_of("INSERT INTO thing (n) VALUES (1000000)"), "23514");
  EXPECT_THROW(
      db().write(tenant(),
                 [&](Tx& tx) { tx.execute(put_tag, tenant(), PartyId::make(clock().now()), "x"); }),
      Failure);
}

TEST_P(DbTest, AnErrorRollsBackAndComesBack) {
  const auto refused = db().write_system([&](Tx& tx) -> Result<int> {
    tx.execute("INSERT INTO thing (n) VALUES (1)");
    return fail(ErrorKind::conflict, "thing.no", "não");
  });
  EXPECT_EQ(refused.error().code, "thing.no");
  EXPECT_THROW(db().write_system([&](Tx& tx) {
    tx.execute("INSERT INTO thing (n) VALUES (2)");
    throw std::runtime_error("bug");
  }),
               std::runtime_error);
  EXPECT_THROW(db().write_system([&](Tx& tx) {
    tx.execute("INSERT INTO thing (n) VALUES (3)");
    tx.execute("NOT SQL");
  }),
               Failure);
  EXPECT_THAT(numbers(), ElementsAre());
  EXPECT_EQ(*db().write_system([&](Tx& tx) -> Result<int> {
    tx.execute("INSERT INTO thing (n) VALUES (4)");
    return 4;
  }),
            4);
  EXPECT_THAT(numbers(), ElementsAre(4));
  EXPECT_EQ(db().counters().rollbacks, 3);
}

TEST_P(DbTest, ReadsSeeOneSnapshotOfWhatIsCommitted) {
  put(1);
  db().read_system([&](Tx& tx) {
    const auto count = [&] {
      return *tx.one("SELECT count(*) FROM thing", [](Row& row) { return row.integer(0); });
    };
    EXPECT_EQ(count(), 1);
    std::thread([&] { put(2); }).join();
    EXPECT_EQ(count(), 1);
  });
  EXPECT_THAT(numbers(), ElementsAre(1, 2));
}

TEST_P(DbTest, AReadCannotWrite) {
  EXPECT_THROW(db().read_system([&](Tx& tx) { tx.execute("INSERT INTO thing (n) VALUES (1)"); }),
               Failure);
  EXPECT_THAT(numbers(), ElementsAre());
}

TEST_P(DbTest, ATransactionInsideATransactionIsRefused) {
  EXPECT_THROW(db().write_system([&](Tx&) { numbers(); }), std::logic_error);
  EXPECT_THROW(db().read_system([&](Tx&) { put(1); }), std::logic_error);
  put(2);
  EXPECT_THAT(numbers(), ElementsAre(2));
}

TEST_P(DbTest, AQueryMayRunStatementsForEachRowEvenItself) {
  put(1);
  put(2);
  constexpr std::string_view sql = "SELECT n FROM thing WHERE n >= $1 ORDER BY n";
  std::vector<std::int64_t> seen;
  db().write_system([&](Tx& tx) {
    tx.each(
        sql,
        [&](Row& outer) {
          tx.each(
              sql, [&](Row& inner) { seen.push_back(outer.integer(0) * 10 + inner.integer(0)); },
              outer.integer(0));
          tx.execute("UPDATE thing SET t = 'x' WHERE n = $1", outer.integer(0));
        },
        1);
  });
  EXPECT_THAT(seen, ElementsAre(11, 12, 22));
}

TEST_P(DbTest, BulkInsertAndUpdate) {
  std::vector<Values> rows;
  constexpr int count = 12'000;  // more than one statement's worth
  for (int n = 0; n < count; ++n) {
    rows.push_back({n, n % 3 == 0 ? Value(std::optional<std::string>()) : Value(std::to_string(n)),
                    Blob{"\x01\x02"}, nullptr, Date(2026, 1, 1) + n % 365});
  }
  db().write_system([&](Tx& tx) { tx.bulk_insert("thing", {"n", "t", "b", "u", "d"}, rows); });
  std::vector<Values> changes;
  for (int n = 0; n < count; n += 2) {
    changes.push_back({n, Date(2027, 2, 1), std::optional<std::string>(), nullptr});
  }
  changes.push_back({999'999, Date(2027, 2, 1), "nobody", nullptr});
  db().write_system([&](Tx& tx) {
    EXPECT_EQ(tx.bulk_update("thing", {"n"}, {"d", "t", "b"}, changes), count / 2);
    tx.bulk_insert("thing", {"n"}, {});
    EXPECT_EQ(tx.bulk_update("thing", {"n"}, {"d"}, {}), 0);
  });
  db().read_system([&](Tx& tx) {
    const auto seen = tx.one(
        "SELECT count(*), count(t), count(b), sum(n) FROM thing WHERE (d = $1) = (n % 2 = 0)",
        [](Row& row) {
          return std::tuple(row.integer(0), row.integer(1), row.integer(2), row.integer(3));
        },
        Date(2027, 2, 1));
    EXPECT_EQ(seen, std::tuple(count, count / 3, count / 2, std::int64_t{count} * (count - 1) / 2));
  });
  EXPECT_THROW(db().write_system([&](Tx& tx) {
    tx.bulk_insert("thing", {"n", "t"}, {{1}});
  }),
               Failure);
}

TEST_P(DbTest, TextsSortByBytes) {
  put(1, "b");
  put(2, "A");
  put(3, "é");
  put(4, "a");
  EXPECT_THAT(db().read_system([](Tx& tx) {
    return tx.all("SELECT t FROM thing ORDER BY t", [](Row& row) { return row.text(0); });
  }),
              ElementsAre("A", "a", "b", "é"));
}

TEST_P(DbTest, NulInATextIsRefusedByBoth) {
  EXPECT_THROW(put(1, std::string_view("a\0b", 3)), Failure);
  EXPECT_THAT(numbers(), ElementsAre());
}

// More statement texts than a connection keeps.
TEST_P(DbTest, ManyStatementTexts) {
  db().write_system([&](Tx& tx) {
    for (int i = 0; i < 1200; ++i) {
      EXPECT_EQ(tx.one(
                    "SELECT $1 + " + std::to_string(i), [](Row& row) { return row.integer(0); }, 1),
                i + 1);
    }
  });
}

TEST_P(DbTest, TheSameTextWithOtherKinds) {
  const auto echo = [&](const auto& value) {
    return *db().read_system([&](Tx& tx) {
      return tx.one(
          "SELECT $1", [](Row& row) { return row.null(0); }, value);
    });
  };
  EXPECT_FALSE(echo(1));
  EXPECT_FALSE(echo("texto"));
  EXPECT_FALSE(echo(make_uuid_v7(clock().now())));
  EXPECT_TRUE(echo(std::optional<Date>()));
}

// PostgreSQL's second wall: a statement that forgets its tenant sees and touches its own only.
TEST_P(OnPostgres, RowLevelSecurityStopsAForgottenTenant) {
  const auto mine = make_party(tenant());
  const auto other = make_party(other_tenant());
  db().write(tenant(), [&](Tx& tx) { tx.execute(put_tag, tenant(), mine, "mine"); });
  db().write(other_tenant(), [&](Tx& tx) { tx.execute(put_tag, other_tenant(), other, "other"); });
  const auto text = [](Row& row) { return row.text(0); };
  EXPECT_THAT(db().read(tenant(), [&](Tx& tx) { return tx.all(all_tags, text); }),
              ElementsAre("mine"));
  EXPECT_THAT(db().read_system([&](Tx& tx) { return tx.all(all_tags, text); }), ElementsAre());
  EXPECT_EQ(db().write(tenant(), [&](Tx& tx) { return tx.execute("DELETE FROM party_tag"); }), 1);
  EXPECT_THAT(db().read(other_tenant(), [&](Tx& tx) { return tx.all(all_tags, text); }),
              ElementsAre("other"));
  try {
    db().write(tenant(), [&](Tx& tx) { tx.execute(put_tag, other_tenant(), other, "theirs"); });
    FAIL() << "wrote into another tenant";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.sqlstate, "42501");
  }
  try {
    db().write(tenant(), [&](Tx& tx) {
      tx.bulk_insert("party_tag", {"tenant_id", "party_id", "tag"},
                     {{other_tenant(), other, "theirs"}});
    });
    FAIL() << "wrote into another tenant";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.sqlstate, "42501");
  }
  // The tenant of one transaction is not the next one's on the same connection.
  EXPECT_THAT(db().read_system([&](Tx& tx) { return tx.all(all_tags, text); }), ElementsAre());
}

TEST_P(DbTest, WarnsOfARoleThatPassesOverRowLevelSecurity) {
  EXPECT_THAT(db().warnings(), ElementsAre());
}

// Every read-modify-write counts, however many do it at once: SQLite by its one writer,
// PostgreSQL by REPEATABLE READ and running again.
TEST_P(DbTest, CountersAreNotLostUnderConcurrency) {
  put(1, "0");
  constexpr int threads = 4;
  constexpr int times = 25;
  Options options;
  options.durable = false;
  options.attempts_max = 1000;
  reopen(options);
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      for (int n = 0; n < times; ++n) {
        db().write_system([&](Tx& tx) {
          const auto now = *tx.one("SELECT t FROM thing WHERE n = 1",
                                   [](Row& row) { return std::stoi(row.text(0)); });
          tx.execute("UPDATE thing SET t = $1 WHERE n = 1", std::to_string(now + 1));
        });
      }
    });
  }
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(db().read_system([](Tx& tx) {
    return *tx.one("SELECT t FROM thing", [](Row& row) { return row.text(0); });
  }),
            "100");
  EXPECT_EQ(db().counters().writes, threads * times);
}

TEST_P(OnPostgres, ASerialisationFailureIsRunAgainAndThenGivenUp) {
  put(1, "a");
  Options options;
  options.attempts_max = 3;
  reopen(options);
  int runs = 0;
  const auto collide = [&](int collisions) {
    runs = 0;
    db().write_system([&](Tx& tx) {
      ++runs;
      tx.one("SELECT t FROM thing WHERE n = 1", [](Row&) { return 0; });
      if (runs <= collisions) {
        std::thread([&] {
          db().write_system([](Tx& other) { other.execute("UPDATE thing SET t = t || 'x'"); });
        }).join();
      }
      tx.execute("UPDATE thing SET t = t || 'y' WHERE n = 1");
    });
  };
  collide(2);
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(db().counters().retries, 2);
  try {
    collide(3);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_TRUE(failure.retryable);
    EXPECT_EQ(failure.sqlstate, "40001");
  }
}

TEST_P(OnPostgres, ALostConnectionIsMadeAgain) {
  put(1);
  const auto end_all = [&] {
    const auto other = Db::open(url());
    other->read_system([](Tx& tx) {
      tx.each(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
          "current_database() AND pid <> pg_backend_pid() AND usename = current_user",
          [](Row&) {});
    });
  };
  end_all();  // an idle one
  put(2);
  int runs = 0;
  db().write_system([&](Tx& tx) {  // one at work
    tx.execute("INSERT INTO thing (n) VALUES (3)");
    if (++runs == 1) end_all();
    tx.execute("INSERT INTO thing (n) VALUES (4)");
  });
  EXPECT_EQ(runs, 2);
  EXPECT_THAT(numbers(), ElementsAre(1, 2, 3, 4));
}

// A reader has no BEGIN and no ROLLBACK of its own: it is over when its body is, however that ends.
TEST_P(OnPostgres, AReaderLeavesNothingOpenEvenWhenItFails) {
  put(1);
  Options options;
  options.connections_max = 1;
  reopen(options);
  const auto setting = [](Tx& tx, std::string_view name) {
    return *tx.one(
        "SELECT current_setting($1, true)", [](Row& row) { return row.text(0); }, name);
  };
  db().read(tenant(), [&](Tx& tx) {
    EXPECT_EQ(setting(tx, "transaction_isolation"), "repeatable read");
    EXPECT_EQ(setting(tx, "transaction_read_only"), "on");
    EXPECT_EQ(setting(tx, "quita.tenant"), format_uuid(tenant().uuid));
  });
  EXPECT_THROW(db().read(tenant(),
                         [](Tx& tx) {
                           tx.execute("SELECT 1");
                           tx.execute("SELECT nothing FROM nowhere");
                           tx.each("SELECT 2", [](Row&) {});
                         }),
               Failure);
  EXPECT_EQ(db().read_system([&](Tx& tx) { return setting(tx, "quita.tenant"); }), "");
  EXPECT_THROW(db().read(tenant(),
                         [](Tx& tx) {
                           tx.each("SELECT 3", [](Row&) { throw std::runtime_error("ours"); });
                         }),
               std::runtime_error);
  EXPECT_THAT(numbers(), ElementsAre(1));
  put(2);
  const auto other = Db::open(url());
  const auto busy = [&] {
    return other->read_system([](Tx& tx) {
      return *tx.one(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
          "usename = current_user AND pid <> pg_backend_pid() AND state <> 'idle'",
          [](Row& row) { return row.integer(0); });
    });
  };
  numbers();
  for (int tries = 0; tries < 500 && busy() > 0; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(busy(), 0);
}

TEST_P(DbTest, StepsAreAnnounced) {
  std::vector<std::string> steps;
  Options options;
  options.before_step = [&](std::string_view step) { steps.emplace_back(step); };
  reopen(options);
  steps.clear();
  put(1);
  EXPECT_THAT(steps, ElementsAre(HasSubstr("INSERT"), "COMMIT"));
}

// Killed at every step of a transaction: all of it or nothing of it.
TEST_P(DbTest, KilledAtAnyStepLeavesAllOrNothing) {
  for (int step = 1; step <= 4; ++step) {
    EXPECT_EXIT(
        {
          int count = 0;
          Options options;
          options.before_step = [&](std::string_view) {
            if (++count == step) _exit(42);
          };
          const auto db = Db::open(url(), options);
          db->write_system([&](Tx& tx) {
            tx.execute("INSERT INTO thing (n) VALUES ($1)", step * 10);
            tx.execute("INSERT INTO thing (n) VALUES ($1)", step * 10 + 1);
          });
          _exit(0);  // without the destructor: what was answered must be there
        },
        ::testing::ExitedWithCode(step <= 3 ? 42 : 0), "");
  }
  EXPECT_THAT(numbers(), ElementsAre(40, 41));
}

// SQLite's group commit.
class GroupCommit : public DbTest {};
INSTANTIATE_TEST_SUITE_P(Engines, GroupCommit, ::testing::Values(Engine::sqlite),
                         quita::testing::engine_name);

TEST_P(GroupCommit, WaitingTransactionsShareOneCommitAndFailAlone) {
  constexpr int writers = 20;
  const auto before = db().counters();
  std::latch inside(1);
  std::latch release(1);
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    db().write_system([&](Tx& tx) {
      tx.execute("INSERT INTO thing (n) VALUES (1000)");
      inside.count_down();
      release.wait();
    });
  });
  inside.wait();
  std::atomic<int> refused{0};
  std::atomic<int> failed{0};
  for (int n = 0; n < writers; ++n) {
    threads.emplace_back([&, n] {
      try {
        const auto outcome = db().write_system([&](Tx& tx) -> Status {
          tx.execute("INSERT INTO thing (n) VALUES ($1)", n);
          if (n % 5 == 0) return fail(ErrorKind::conflict, "thing.no", "não");
          if (n % 5 == 1) tx.execute("NOT SQL");
          return {};
        });
        if (!outcome) ++refused;
      } catch (const Failure&) {
        ++failed;
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));  // let all of them queue up
  release.count_down();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(refused, 4);
  EXPECT_EQ(failed, 4);
  EXPECT_EQ(numbers().size(), 13u);
  const auto after = db().counters();
  EXPECT_EQ(after.writes - before.writes, 13);
  EXPECT_EQ(after.commits - before.commits, 2);
}

TEST_P(GroupCommit, AFullQueueIsARetryableFailure) {
  Options options;
  options.write_queue_max = 1;
  reopen(options);
  std::latch inside(1);
  std::latch release(1);
  std::thread running([&] {
    db().write_system([&](Tx&) {
      inside.count_down();
      release.wait();
    });
  });
  inside.wait();
  std::thread waiting([&] { put(1); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  try {
    put(2);
    ADD_FAILURE() << "a full queue took another";
  } catch (const Failure& failure) {
    EXPECT_TRUE(failure.retryable);
  }
  release.count_down();
  running.join();
  waiting.join();
  EXPECT_THAT(numbers(), ElementsAre(1));
}

TEST_P(GroupCommit, TheFileIsItsOwnersOnly) {
  put(1);
  const auto path = url().substr(7);
  struct stat info {};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST(DbOpen, RefusesWhatItDoesNotKnow) {
  EXPECT_THROW(Db::open("mysql://x"), Failure);
  EXPECT_THROW(Db::open("sqlite:/nowhere/at/all.db"), Failure);
  EXPECT_THROW(Db::open("postgres://nobody@/none?host=/nowhere"), Failure);
}

// Two letters of one round may tell the same title: asked for twice, its payments count once.
TEST_P(DbTest, AnIdThatIsGivenTwiceGivesItsRowsOnce) {
  static const ManyStatement select_names =
      many_statement("SELECT id FROM party WHERE tenant_id = $1 AND id IN ({many})", 1);
  const PartyId ana = make_party(tenant());
  std::vector<PartyId> ids(ids_of_an_array_statement);
  for (PartyId& id : ids) id = PartyId::make(clock().now());
  ids.insert(ids.begin(), ana);
  ids.push_back(ana);  // in another statement, on either engine
  std::vector<PartyId> found;
  db().read(tenant(), [&](Tx& tx) {
    each_of_many(tx, select_names, std::span<const PartyId>(ids),
                 [&](Row& row) { found.push_back(row.id<PartyId>(0)); });
  });
  EXPECT_THAT(found, ElementsAre(ana));
}

}  // namespace
}  // namespace quita::db
