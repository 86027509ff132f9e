// One SQL text over two engines: SQLite inside the process, or PostgreSQL.
//
// What a statement may use: $1, $2 … as placeholders, ON CONFLICT … DO UPDATE … RETURNING, CTEs,
// window functions, partial indexes. What it may not: date arithmetic (compute the Date and bind
// it), a bare column as a condition (booleans are 0/1: write `active = 1`), now(), random().
//
// Timing. PostgreSQL: a transaction costs one round trip to commit and one for each statement whose
// answer is looked at; the others wait for the next of those and leave together with it, so a
// failure of theirs is thrown there, at the latest before the commit. SQLite: a reader costs no
// wait; a writer waits for the batch before it and for its own:
//   latency = rest of the running batch + own batch's statements + one fsync,
//   throughput = batch size ÷ (batch's statements + one fsync).
//
// A transaction's function runs on the SQLite writer's thread, alone: do the slow things (argon2,
// PDF, network) before or after it. On PostgreSQL it may run again after a serialisation failure:
// let it change nothing but the database and its own locals.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "db/value.h"

namespace quita::db {

enum class Engine { sqlite, postgres };

// The machine's trouble or a bug in a statement, never the user's mistake: use cases do not catch
// it. `retryable`: the same request may succeed later (busy, connection lost, queue full).
// `sqlstate` uses PostgreSQL's codes for both engines where they matter: 23505 unique,
// 23503 foreign key, 23502 not null, 23514 check; empty when there is none.
class Failure : public std::runtime_error {
 public:
  Failure(const std::string& what, bool retryable, std::string sqlstate = {})
      : std::runtime_error(what), retryable(retryable), sqlstate(std::move(sqlstate)) {}
  bool retryable = false;
  std::string sqlstate;
};

// A reference to a callable for the length of one call.
template <class Signature>
class FunctionRef;
template <class R, class... A>
class FunctionRef<R(A...)> {
 public:
  template <class F>
  requires(!std::same_as<std::remove_cvref_t<F>, FunctionRef>)
      FunctionRef(F&& f)  // NOLINT(google-explicit-constructor)
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
        call_([](void* object, A... arguments) -> R {
          return (*static_cast<std::remove_reference_t<F>*>(object))(std::forward<A>(arguments)...);
        }) {}
  R operator()(A... arguments) const { return call_(object_, std::forward<A>(arguments)...); }

 private:
  void* object_;
  R (*call_)(void*, A...);
};

// The current row of a query; columns count from 0. A getter on NULL, or of another kind than the
// column's, throws Failure (it is a bug): use null() or the optional_ getters. integer() also takes
// sums (numeric on PostgreSQL) and comparisons.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view view(int column) const = 0;  // text, valid until the next row
  virtual std::string_view blob_view(int column) const = 0;
  virtual Uuid uuid(int column) const = 0;
  virtual Date date(int column) const = 0;

  std::string text(int column) const { return std::string(view(column)); }
  std::string blob(int column) const { return std::string(blob_view(column)); }
  bool boolean(int column) const { return integer(column) != 0; }
  Money money(int column) const { return Money::centavos(integer(column)); }
  Rate rate(int column) const { return Rate::ppm(integer(column)); }
  Instant instant(int column) const { return {integer(column)}; }
  template <class IdT>
  IdT id(int column) const {
    return IdT{uuid(column)};
  }

  std::optional<std::int64_t> optional_integer(int column) const {
    return null(column) ? std::nullopt : std::optional(integer(column));
  }
  std::optional<std::string> optional_text(int column) const {
    return null(column) ? std::nullopt : std::optional(text(column));
  }
  std::optional<std::string> optional_blob(int column) const {
    return null(column) ? std::nullopt : std::optional(blob(column));
  }
  std::optional<Money> optional_money(int column) const {
    return null(column) ? std::nullopt : std::optional(money(column));
  }
  std::optional<Date> optional_date(int column) const {
    return null(column) ? std::nullopt : std::optional(date(column));
  }
  std::optional<Instant> optional_instant(int column) const {
    return null(column) ? std::nullopt : std::optional(instant(column));
  }
  template <class IdT>
  std::optional<IdT> optional_id(int column) const {
    return null(column) ? std::nullopt : std::optional(id<IdT>(column));
  }
};

using Columns = std::vector<std::string_view>;

class Tx;
// How many rows a statement changed. On PostgreSQL it is not known before it is looked at: a
// statement whose number nobody reads costs no round trip of its own.
class Changed {
 public:
  struct Slot {
    std::optional<std::int64_t> rows;
    bool over = false;  // the transaction ended without an answer
  };
  explicit Changed(std::int64_t rows) : rows_(rows) {}
  Changed(Tx& tx, std::shared_ptr<const Slot> slot) : tx_(&tx), slot_(std::move(slot)) {}
  operator std::int64_t() const;  // NOLINT(google-explicit-constructor): it is that number

 private:
  std::int64_t rows_ = 0;
  Tx* tx_ = nullptr;
  std::shared_ptr<const Slot> slot_;
};

// One transaction of one tenant. Statements are prepared once a connection and kept by their text,
// so write them as constants; never paste a value into one.
class Tx {
 public:
  virtual ~Tx() = default;
  virtual Engine engine() const = 0;
  // The tenant; nil in a system transaction.
  TenantId tenant() const { return tenant_; }

  // Rows changed. A statement with RETURNING goes through each, one or all.
  template <class... A>
  Changed execute(std::string_view sql, const A&... arguments) {
    const Param params[sizeof...(A) + 1] = {to_param(arguments)...};
    return do_execute(sql, std::span(params, sizeof...(A)));
  }
  // on_row(Row&) for each row. It may run other statements.
  template <class F, class... A>
  void each(std::string_view sql, F&& on_row, const A&... arguments) {
    const Param params[sizeof...(A) + 1] = {to_param(arguments)...};
    do_each(sql, std::span(params, sizeof...(A)), [&](Row& row) { on_row(row); });
  }
  // map(Row&) of the only row, or nothing. A second row is a bug and throws Failure.
  template <class F, class... A>
  auto one(std::string_view sql, F&& map, const A&... arguments)
      -> std::optional<std::remove_cvref_t<std::invoke_result_t<F&, Row&>>> {
    std::optional<std::remove_cvref_t<std::invoke_result_t<F&, Row&>>> found;
    each(
        sql,
        [&](Row& row) {
          if (found) throw Failure("more than one row: " + std::string(sql), false);
          found.emplace(map(row));
        },
        arguments...);
    return found;
  }
  // map(Row&) of every row.
  template <class F, class... A>
  auto all(std::string_view sql, F&& map, const A&... arguments)
      -> std::vector<std::remove_cvref_t<std::invoke_result_t<F&, Row&>>> {
    std::vector<std::remove_cvref_t<std::invoke_result_t<F&, Row&>>> rows;
    each(
        sql, [&](Row& row) { rows.push_back(map(row)); }, arguments...);
    return rows;
  }

  // Many rows at once, each with one value a column. Within a column all values are of one kind
  // or NULL. Names of tables and columns come from our own code, never from outside.
  virtual void bulk_insert(std::string_view table, const Columns& columns,
                           const std::vector<Values>& rows) = 0;
  // UPDATE table SET sets = … WHERE keys = …; a row holds the keys' values first, then the sets'.
  // Returns the rows changed.
  virtual std::int64_t bulk_update(std::string_view table, const Columns& keys, const Columns& sets,
                                   const std::vector<Values>& rows) = 0;

  // To append to a SELECT of rows that this transaction is going to change: " FOR UPDATE", or
  // nothing where there is only one writer anyway.
  std::string_view for_update() const { return engine() == Engine::postgres ? " FOR UPDATE" : ""; }
  // The same, passing over rows that another worker holds.
  std::string_view skip_locked() const {
    return engine() == Engine::postgres ? " FOR UPDATE SKIP LOCKED" : "";
  }

  // Waits for the answers of all statements so far; throws what failed among them.
  virtual void settle() = 0;

 protected:
  explicit Tx(TenantId tenant) : tenant_(tenant) {}
  virtual Changed do_execute(std::string_view sql, std::span<const Param>) = 0;
  virtual void do_each(std::string_view sql, std::span<const Param>,
                       FunctionRef<void(Row&)> on_row) = 0;

 private:
  TenantId tenant_;
};

struct Options {
  int connections_max = 8;     // PostgreSQL connections, or SQLite readers
  int write_queue_max = 1024;  // SQLite: waiting write transactions; more get a Failure
  int batch_max = 256;         // SQLite: write transactions of one commit
  int wait_ms_max = 5'000;     // for a free connection, and for SQLite's lock
  int attempts_max = 8;        // PostgreSQL: runs of one write after 40001, 40P01
  bool durable = true;         // false for throw-away data: SQLite without fsync
  // Called before each statement, with its text, and before each "COMMIT": lets a test stop the
  // process at the Nth step.
  std::function<void(std::string_view)> before_step;
};

// What happened since open, for metrics and tests.
struct Counters {
  std::int64_t reads = 0;      // read transactions
  std::int64_t writes = 0;     // write transactions committed
  std::int64_t rollbacks = 0;  // write transactions undone by an Error or an exception
  std::int64_t commits = 0;    // commits of the engine: fewer than writes where they are grouped
  std::int64_t retries = 0;    // runs repeated after a serialisation failure or a deadlock
};

namespace detail {
template <class T>
struct IsResult : std::false_type {};
template <class T>
struct IsResult<Result<T>> : std::true_type {};
}  // namespace detail

// The database. Thread-safe. A transaction inside a transaction of the same thread is a bug and
// throws std::logic_error.
class Db {
 public:
  // "sqlite:/path/file.db" or "postgres://user:password@host/database". Throws Failure.
  static std::unique_ptr<Db> open(const std::string& url, Options options = {});
  virtual ~Db() = default;
  virtual Engine engine() const = 0;
  virtual Counters counters() const = 0;
  // What an administrator should know, in Portuguese: a role that passes over row-level security.
  virtual std::vector<std::string> warnings() = 0;

  // f(Tx&) on a snapshot of what is committed; returns what f returns.
  template <class F>
  auto read(TenantId tenant, F&& f) {
    return reading(tenant, f);
  }
  // f(Tx&) and commit; returns what f returns. When f returns a Result that holds an Error, or
  // throws, nothing of it stays.
  template <class F>
  auto write(TenantId tenant, F&& f) {
    return writing(tenant, f);
  }
  // Across tenants, for the global tables only: PostgreSQL shows no row of a tenant's table here.
  template <class F>
  auto read_system(F&& f) {
    return reading(TenantId{}, f);
  }
  template <class F>
  auto write_system(F&& f) {
    return writing(TenantId{}, f);
  }

 protected:
  // body returns whether to commit.
  virtual void do_read(TenantId, FunctionRef<void(Tx&)> body) = 0;
  virtual void do_write(TenantId, FunctionRef<bool(Tx&)> body) = 0;

 private:
  template <class F>
  auto reading(TenantId tenant, F& f) {
    using R = std::invoke_result_t<F&, Tx&>;
    if constexpr (std::is_void_v<R>) {
      do_read(tenant, [&](Tx& tx) { f(tx); });
    } else {
      std::optional<R> outcome;
      do_read(tenant, [&](Tx& tx) { outcome.emplace(f(tx)); });
      return *std::move(outcome);
    }
  }
  template <class F>
  auto writing(TenantId tenant, F& f) {
    using R = std::invoke_result_t<F&, Tx&>;
    if constexpr (std::is_void_v<R>) {
      do_write(tenant, [&](Tx& tx) {
        f(tx);
        return true;
      });
    } else {
      std::optional<R> outcome;
      do_write(tenant, [&](Tx& tx) {
        outcome.emplace(f(tx));
        if constexpr (detail::IsResult<R>::value) {
          return outcome->has_value();
        } else {
          return true;
        }
      });
      return *std::move(outcome);
    }
  }
};

}  // namespace quita::db
