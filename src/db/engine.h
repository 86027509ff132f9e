// What both engines' implementations share; for this folder only.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "db/db.h"

namespace quita::db {

std::unique_ptr<Db> open_sqlite(const std::string& path, Options);
std::unique_ptr<Db> open_postgres(const std::string& url, Options);

// Marks this thread as being inside a transaction of `db`. Throws std::logic_error when it already
// is: on SQLite the inner one would wait for its own outer one for ever.
class InsideTransaction {
 public:
  explicit InsideTransaction(const Db& db);
  ~InsideTransaction();
  InsideTransaction(const InsideTransaction&) = delete;
  InsideTransaction& operator=(const InsideTransaction&) = delete;

 private:
  const Db* outer_;
};

struct AtomicCounters {
  std::atomic<std::int64_t> reads{0}, writes{0}, rollbacks{0}, commits{0}, retries{0};
  Counters now() const { return {reads, writes, rollbacks, commits, retries}; }
};

// Throws Failure when a row has another number of values than there are columns.
void check_widths(const std::vector<Values>& rows, std::size_t columns);
// Text with a NUL cannot be stored by PostgreSQL, so neither engine takes it. Throws Failure.
void check_text(std::string_view text);

}  // namespace quita::db
