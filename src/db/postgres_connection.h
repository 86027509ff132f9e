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
  // Sends a statement, prepared when needed, without waiting; `slot` gets its number of rows.
  void post(std::string_view sql, std::vector<Wire> values, std::shared_ptr<Changed::Slot> slot);
  // Waits for everything that was posted. Throws the first failure among it; the transaction is
  // then aborted. Returns the last result.
  ResultPtr settle();
  // Posts and settles: the statement's own result.
  ResultPtr run(std::string_view sql, std::vector<Wire> values);
  // Throws Failure when the server did anything else than commit.
  void commit();
  void rollback() noexcept;
  // Ends a reading transaction without waiting for the server to say so: its answer is read before
  // those of the next transaction. Throws what failed among the statements.
  void leave();
  bool lost() const { return PQstatus(connection_) == CONNECTION_BAD; }
  // COMMIT left, and no answer came: nobody knows whether it happened.
  bool commit_unknown() const { return commit_sent_ && lost(); }

 private:
  // What was sent and has not been answered yet.
  struct Sent {
    std::string doing;
    std::string prepares;  // key of prepared_, when it prepares one
    std::shared_ptr<Changed::Slot> slot;
  };

  [[noreturn]] void fail(const PGresult*, std::string_view doing);
  void check_sent(int ok, std::string_view doing);
  void send_control(const char* sql);
  void send_begin();
  const std::string& send_prepare(std::string_view sql, const std::vector<Wire>& values);
  void send_prepared(std::string_view sql, const std::vector<Wire>& values,
                     std::shared_ptr<Changed::Slot> slot);
  // The result of the next statement of the pipeline.
  ResultPtr next();
  // Takes the answer to a sync.
  bool synced();
  void end_reading();
  // Nobody will read the answers any more.
  void give_up(const std::vector<Sent>&);

  PGconn* connection_;
  std::function<void(std::string_view)> before_step_;
  std::unordered_map<std::string, std::string> prepared_;  // types and text -> name
  std::vector<Sent> sent_;
  int names_ = 0;
  bool begin_pending_ = false;
  bool open_ = false;      // the server has a transaction, or is about to
  bool left_ = false;      // the answer to a reader's sync is still to be read
  bool answered_ = false;  // the server answered something within this transaction
  bool commit_sent_ = false;
  bool read_only_ = false;
  std::string tenant_;
};

class PostgresTx final : public Tx {
 public:
  PostgresTx(PostgresConnection& connection, TenantId tenant)
      : Tx(tenant), connection_(connection) {}
  Engine engine() const override { return Engine::postgres; }
  void settle() override { connection_.settle(); }
  void bulk_insert(std::string_view table, const Columns& columns,
                   const std::vector<Values>& rows) override;
  std::int64_t bulk_update(std::string_view table, const Columns& keys, const Columns& sets,
                           const std::vector<Values>& rows) override;

 protected:
  Changed do_execute(std::string_view sql, std::span<const Param>) override;
  void do_each(std::string_view sql, std::span<const Param>,
               FunctionRef<void(Row&)> on_row) override;

 private:
  PostgresConnection& connection_;
};

}  // namespace quita::db
