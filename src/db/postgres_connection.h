// One connection to PostgreSQL, always in pipeline mode, with its prepared statements.
#pragma once

#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/db.h"
#include "db/postgres_codec.h"

namespace quita::db {

using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

class PostgresConnection {
 public:
  PostgresConnection(const std::string& url, const Options&);
  ~PostgresConnection() { PQfinish(connection_); }
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // Begins a transaction. It costs no round trip: it leaves together with the first statement.
  void begin(TenantId, bool read_only);
  // Prepares when needed, and runs. Throws Failure; the transaction is then aborted.
  ResultPtr run(std::string_view sql, std::vector<Wire> values);
  // Throws Failure when the server did anything else than commit.
  void commit();
  void rollback() noexcept;
  bool lost() const { return PQstatus(connection_) == CONNECTION_BAD; }
  // COMMIT left, and no answer came: nobody knows whether it happened.
  bool commit_unknown() const { return commit_sent_ && lost(); }

 private:
  [[noreturn]] void fail(const PGresult*, std::string_view doing);
  void sent(int ok, std::string_view doing);
  void send_control(const char* sql);
  int send_begin();
  // The result of the next statement of the pipeline.
  ResultPtr next();
  // Reads what the pipeline answers, `statements` and the sync; returns the last one's result.
  // Throws the first failure among them.
  ResultPtr finish(int statements, std::string_view doing);

  PGconn* connection_;
  std::function<void(std::string_view)> before_step_;
  std::unordered_map<std::string, std::string> prepared_;  // types and text -> name
  int names_ = 0;
  bool begin_pending_ = false;
  bool open_ = false;  // the server has a transaction, or is about to
  bool commit_sent_ = false;
  bool read_only_ = false;
  std::string tenant_;
};

class PostgresTx final : public Tx {
 public:
  PostgresTx(PostgresConnection& connection, TenantId tenant)
      : Tx(tenant), connection_(connection) {}
  Engine engine() const override { return Engine::postgres; }
  void bulk_insert(std::string_view table, const Columns& columns,
                   const std::vector<Values>& rows) override;
  std::int64_t bulk_update(std::string_view table, const Columns& keys, const Columns& sets,
                           const std::vector<Values>& rows) override;

 protected:
  std::int64_t do_execute(std::string_view sql, std::span<const Param>) override;
  void do_each(std::string_view sql, std::span<const Param>,
               FunctionRef<void(Row&)> on_row) override;

 private:
  PostgresConnection& connection_;
};

}  // namespace quita::db
