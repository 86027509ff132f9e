// Integration tests over both engines.
//
//   class TitleStore : public quita::testing::EachEngine {};
//   QUITA_EACH_ENGINE(TitleStore);
//   TEST_P(TitleStore, KeepsWhatItTook) {
//     db().write(tenant(), [&](db::Tx& tx) { … });
//   }
//
// Each test gets a fresh database with all migrations applied and two tenants that are not yet in
// the table `tenant`: tenant() and other_tenant(). SQLite: a file in a temporary folder.
// PostgreSQL: a real server that the test program starts once, on a Unix socket, without fsync,
// and stops at exit, however it exits; the database is a copy of a migrated template, and the role
// is an ordinary one, so that row-level security holds. With QUITA_TEST_POSTGRES set to the URL of
// a superuser of another server ("postgres://…"), that one is used. Where no PostgreSQL is
// installed those tests are skipped, saying so.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/date.h"
#include "base/id.h"
#include "db/db.h"

namespace quita::testing {

// A database that lives as long as this object.
class ScratchDb {
 public:
  virtual ~ScratchDb() = default;
  virtual const std::string& url() const = 0;
};
// `migrated` = false gives an empty one. Null where PostgreSQL is not installed.
std::unique_ptr<ScratchDb> make_scratch_db(db::Engine, bool migrated = true);

// For benchmarks: an empty database of a PostgreSQL that syncs every commit, as it comes from its
// makers. Null where PostgreSQL is not installed.
std::unique_ptr<ScratchDb> make_durable_postgres();

class EachEngine : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override;
  void TearDown() override;
  db::Db& db() { return *db_; }
  const std::string& url() const { return scratch_->url(); }
  ManualClock& clock() { return clock_; }
  TenantId tenant() const { return tenant_; }
  TenantId other_tenant() const { return other_tenant_; }
  // Closes and opens the same database again, as a new process would.
  void reopen(db::Options options = {});

 private:
  std::unique_ptr<ScratchDb> scratch_;
  std::unique_ptr<db::Db> db_;
  ManualClock clock_{Instant{1'795'435'200'000}};  // 2026-11-23 09:00 in São Paulo
  TenantId tenant_ = TenantId::make(Instant{1'795'435'200'000});
  TenantId other_tenant_ = TenantId::make(Instant{1'795'435'200'000});
};

std::string engine_name(const ::testing::TestParamInfo<db::Engine>&);

}  // namespace quita::testing

#define QUITA_EACH_ENGINE(Suite)                                                     \
  INSTANTIATE_TEST_SUITE_P(                                                          \
      Engines, Suite,                                                                \
      ::testing::Values(::quita::db::Engine::sqlite, ::quita::db::Engine::postgres), \
      ::quita::testing::engine_name)
