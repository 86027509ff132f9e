// One connection to a SQLite file: prepared statements kept by their text, and transactions on it.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/db.h"

namespace quita::db {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>()(text);
  }
};

class SqliteConnection {
 public:
  enum class Use { read, write };
  SqliteConnection(const std::string& path, Use, const Options&);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  // on_row for each row; returns rows changed.
  std::int64_t run(std::string_view sql, std::span<const Param>, FunctionRef<void(Row&)> on_row);
  // A statement that gives no row, for `at_once` of the rows at a time, their values one behind the
  // other; their number is a multiple of it. Returns rows changed.
  std::int64_t run_rows(std::string_view sql, std::size_t at_once, std::span<const Values> rows);
  // A statement without parameters and rows: BEGIN, COMMIT, SAVEPOINT …
  void control(std::string_view sql);
  // Whether a transaction is open; some failures (disk full) end it by themselves.
  bool in_transaction() const { return sqlite3_get_autocommit(sqlite_) == 0; }

 private:
  struct Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> index_of;  // $n -> SQLite's own number, by order of appearance
    bool busy = false;
    ~Statement() { sqlite3_finalize(handle); }
  };
  class Use_;

  void enter_wal(int wait_ms_max);
  std::shared_ptr<Statement> prepare(std::string_view sql);
  std::shared_ptr<Statement> statement(std::string_view sql);
  void bind(Statement&, std::span<const Param>);
  [[noreturn]] void fail(std::string_view doing);

  sqlite3* sqlite_ = nullptr;
  std::function<void(std::string_view)> before_step_;
  std::unordered_map<std::string, std::shared_ptr<Statement>, StringHash, std::equal_to<>>
      statements_;
};

// A transaction, or a savepoint of a batch, on a connection that somebody else began.
class SqliteTx final : public Tx {
 public:
  SqliteTx(SqliteConnection& connection, TenantId tenant) : Tx(tenant), connection_(connection) {}
  Engine engine() const override { return Engine::sqlite; }
  void settle() override {}  // every statement has answered when it returns
  void bulk_insert(std::string_view table, const Columns& columns,
                   const std::vector<Values>& rows) override;
  std::int64_t bulk_update(std::string_view table, const Columns& keys, const Columns& sets,
                           const std::vector<Values>& rows) override;

 protected:
  Changed do_execute(std::string_view sql, std::span<const Param>) override;
  void do_each(std::string_view sql, std::span<const Param>,
               FunctionRef<void(Row&)> on_row) override;

 private:
  SqliteConnection& connection_;
};

}  // namespace quita::db
