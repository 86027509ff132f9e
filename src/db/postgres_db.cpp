// PostgreSQL: a pool, one connection a transaction, REPEATABLE READ. A write that meets a
// serialisation failure (40001) or a deadlock (40P01), or whose connection was lost before its
// COMMIT left, is run again, at most Options::attempts_max times with a growing random pause.
//
// A transaction is no Waiting (base/waiting.h), although its thread waits for the server: the next
// thread that is let on would mostly wait for a connection, and both wake and sleep for each
// request. Who serves requests lets as many threads work as there are connections.
#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "db/engine.h"
#include "db/pool.h"
#include "db/postgres_connection.h"

namespace quita::db {

namespace {

// Before run number `attempt` + 1: up to 2, 4, 8 … 128 ms, at random so that two do not meet again.
void pause_before_next(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int ms_max = 1 << std::min(attempt, 7);
  std::this_thread::sleep_for(
      std::chrono::microseconds(std::uniform_int_distribution<int>(0, ms_max * 1000)(random)));
}

class PostgresDb final : public Db {
 public:
  PostgresDb(const std::string& url, const Options& options)
      : options_(options), pool_(options.connections_max, options.wait_ms_max, [url, options] {
          return std::make_unique<PostgresConnection>(url, options);
        }) {
    pool_.take();  // a wrong URL is told at once
  }

  Engine engine() const override { return Engine::postgres; }
  Counters counters() const override { return counters_.now(); }

  std::vector<std::string> warnings() override {
    const bool passes = read_system([](Tx& tx) {
      return tx
          .one("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user",
               [](Row& row) { return row.boolean(0); })
          .value_or(false);
    });
    if (!passes) return {};
    return {
        "O usuário do banco PostgreSQL é superusuário ou tem BYPASSRLS: a segurança por linha não "
        "vale para ele. Use um usuário comum, dono do banco, para que a segunda barreira entre "
        "empresas funcione."};
  }

 protected:
  void do_read(TenantId tenant, FunctionRef<void(Tx&)> body) override {
    const InsideTransaction inside(*this);
    again([&](PostgresConnection& connection) {
      connection.begin(tenant, /*read_only=*/true);
      PostgresTx tx(connection, tenant);
      body(tx);
      connection.leave();
    });
    ++counters_.reads;
  }

  void do_write(TenantId tenant, FunctionRef<bool(Tx&)> body) override {
    const InsideTransaction inside(*this);
    bool keep = false;
    try {
      again([&](PostgresConnection& connection) {
        connection.begin(tenant, /*read_only=*/false);
        PostgresTx tx(connection, tenant);
        keep = body(tx);
        if (keep) {
          connection.commit();
        } else {
          connection.rollback();
        }
      });
    } catch (...) {
      ++counters_.rollbacks;
      throw;
    }
    ++(keep ? counters_.writes : counters_.rollbacks);
    if (keep) ++counters_.commits;
  }

 private:
  template <class F>
  void again(F&& transaction) {
    for (int attempt = 1;; ++attempt) {
      auto connection = pool_.take();
      try {
        return transaction(*connection);
      } catch (const Failure& failure) {
        connection->rollback();
        const bool lost = connection->lost();
        const bool unknown = connection->commit_unknown();
        if (lost) {
          connection.drop();
          pool_.drop_idle();
        }
        const bool collided = failure.sqlstate == "40001" || failure.sqlstate == "40P01";
        if (unknown || !(collided || lost) || attempt >= options_.attempts_max) throw;
      } catch (...) {
        connection->rollback();
        if (connection->lost()) connection.drop();
        throw;
      }
      ++counters_.retries;
      pause_before_next(attempt);
    }
  }

  const Options options_;
  Pool<PostgresConnection> pool_;
  AtomicCounters counters_;
};

}  // namespace

std::unique_ptr<Db> open_postgres(const std::string& url, Options options) {
  return std::make_unique<PostgresDb>(url, options);
}

}  // namespace quita::db
