#include "testing/engines.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>

#include "schema/schema.h"
#include "testing/postgres_server.h"

namespace quita::testing {

namespace {

namespace fs = std::filesystem;

// An ordinary role: row-level security does not bind superusers. The password serves a server
// that was given from outside; our own trusts its socket.
constexpr const char* role = "quita_test";
constexpr const char* role_and_password = "quita_test:quita_test";

db::Options throw_away() {
  db::Options options;
  options.durable = false;
  return options;
}

void make_schema(const std::string& url) {
  const auto db = db::Db::open(url, throw_away());
  const auto migrated = schema::migrate(*db, Instant{0});
  if (!migrated) throw std::runtime_error(migrated.error().message);
}

// Removed when the program ends.
struct TemporaryFolder {
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "quita-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  fs::path path;
};

std::string next_name() {
  static std::atomic<int> number{0};
  return fmt::format("quita_{}_{}", getpid(), ++number);
}

class ScratchSqlite final : public ScratchDb {
 public:
  explicit ScratchSqlite(bool migrated) {
    static const TemporaryFolder folder;
    path_ = folder.path / (next_name() + ".db");
    if (migrated) {
      static const fs::path model = [] {
        auto path = folder.path / "model.db";
        make_schema("sqlite:" + path.string());
        return path;
      }();
      fs::copy_file(model, path_);
    }
    url_ = "sqlite:" + path_.string();
  }
  ~ScratchSqlite() override {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(path_.string() + suffix, ignored);
  }
  const std::string& url() const override { return url_; }

 private:
  fs::path path_;
  std::string url_;
};

void admin(const PostgresServer& server, const std::string& sql) {
  PGconn* connection = PQconnectdb(server.admin_url.c_str());
  PGresult* result = PQexec(connection, sql.c_str());
  const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
  const std::string why = PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  if (!good) throw std::runtime_error(why);
}

void make_role(const PostgresServer& server) {
  admin(server, fmt::format("DO $$ BEGIN CREATE ROLE {0} LOGIN PASSWORD '{0}'; EXCEPTION WHEN "
                            "duplicate_object OR unique_violation THEN NULL; END $$",
                            role));
}

// The migrated database that others are copied from.
struct PostgresModel {
  explicit PostgresModel(const PostgresServer& on) : server(on), name(next_name()) {
    admin(server, fmt::format("CREATE DATABASE {} OWNER {}", name, role));
    make_schema(server.url_of(role_and_password, name));
  }
  ~PostgresModel() {
    try {
      admin(server, "DROP DATABASE " + name);
    } catch (const std::exception&) {
      // The server is gone already, and the database with it.
    }
  }
  const PostgresServer server;
  const std::string name;
};

class ScratchPostgres final : public ScratchDb {
 public:
  ScratchPostgres(const PostgresServer& server, bool migrated) : server_(server) {
    static const bool role_made = (make_role(server), true);
    (void)role_made;
    name_ = next_name();
    if (migrated) {
      static const PostgresModel model(server);
      admin(server,
            fmt::format("CREATE DATABASE {} OWNER {} TEMPLATE {}", name_, role, model.name));
    } else {
      admin(server, fmt::format("CREATE DATABASE {} OWNER {}", name_, role));
    }
    url_ = server.url_of(role_and_password, name_);
  }
  ~ScratchPostgres() override {
    try {
      admin(server_, fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
    } catch (const std::exception&) {
      // Left to the end of the server.
    }
  }
  const std::string& url() const override { return url_; }

 private:
  PostgresServer server_;
  std::string name_;
  std::string url_;
};

}  // namespace

std::unique_ptr<ScratchDb> make_scratch_db(db::Engine engine, bool migrated) {
  if (engine == db::Engine::sqlite) return std::make_unique<ScratchSqlite>(migrated);
  const auto server = postgres_server();
  if (!server) return nullptr;
  return std::make_unique<ScratchPostgres>(*server, migrated);
}

std::unique_ptr<ScratchDb> make_durable_postgres() {
  const auto server = durable_postgres_server();
  if (!server) return nullptr;
  return std::make_unique<ScratchPostgres>(*server, /*migrated=*/false);
}

void EachEngine::SetUp() {
  scratch_ = make_scratch_db(GetParam());
  if (!scratch_) GTEST_SKIP() << "PostgreSQL is not installed under /usr/lib/postgresql";
  reopen(throw_away());
}

void EachEngine::TearDown() {
  db_.reset();
  scratch_.reset();
}

void EachEngine::reopen(db::Options options) {
  db_.reset();
  db_ = db::Db::open(scratch_->url(), std::move(options));
}

std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

}  // namespace quita::testing
