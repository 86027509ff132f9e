#include "db/sqlite_connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <charconv>

#include "db/engine.h"

namespace quita::db {

namespace {

// More texts than this in one program are made up at run time; they are prepared anew then.
constexpr std::size_t statements_max = 512;
// Of one INSERT: its cursors stay where the last row fell, and the next row is mostly beside it.
// OR FAIL, since nothing of a failed transaction stays anyway: SQLite need not keep what the
// statement's first rows changed for the case that a later one fails.
constexpr std::size_t insert_rows_at_once = 50;

std::string sqlstate_of(int extended) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      return "23505";
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return "23503";
    case SQLITE_CONSTRAINT_NOTNULL:
      return "23502";
    case SQLITE_CONSTRAINT_CHECK:
      return "23514";
    default:
      return "";
  }
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement)
      : statement_(statement), columns_(sqlite3_column_count(statement)) {}

  bool null(int column) const override { return sqlite3_value_type(value(column)) == SQLITE_NULL; }
  std::int64_t integer(int column) const override {
    return sqlite3_value_int64(expect(column, SQLITE_INTEGER));
  }
  std::string_view view(int column) const override {
    auto* value = expect(column, SQLITE_TEXT);
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }
  std::string_view blob_view(int column) const override {
    auto* value = expect(column, SQLITE_BLOB);
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }
  Uuid uuid(int column) const override {
    const auto bytes = blob_view(column);
    Uuid id;
    if (bytes.size() != id.bytes.size()) {
      throw Failure(fmt::format("column {} is no uuid", column), false);
    }
    std::memcpy(id.bytes.data(), bytes.data(), id.bytes.size());
    return id;
  }
  Date date(int column) const override {
    auto date = parse_iso_date(view(column));
    if (!date) throw Failure(fmt::format("column {} is no date", column), false);
    return *date;
  }

 private:
  // SQLite calls such a value unprotected: it may be asked only by the thread that steps the
  // statement, which is the one that holds this row. One call for it, instead of one for each of
  // its type, its bytes and their length.
  sqlite3_value* value(int column) const {
    if (column < 0 || column >= columns_) {
      throw Failure(fmt::format("there is no column {}", column), false);
    }
    return sqlite3_column_value(statement_, column);
  }
  sqlite3_value* expect(int column, int wanted) const {
    auto* found = value(column);
    if (const int type = sqlite3_value_type(found); type != wanted) {
      throw Failure(fmt::format("column {} has SQLite type {}, asked for {}: {}", column, type,
                                wanted, sqlite3_sql(statement_)),
                    false);
    }
    return found;
  }

  sqlite3_stmt* statement_;
  int columns_;
};

}  // namespace

// The statement for the length of a run; afterwards it is clean for the next one.
class SqliteConnection::Use_ {
 public:
  explicit Use_(Statement& statement) : statement_(statement) { statement_.busy = true; }
  ~Use_() {
    sqlite3_reset(statement_.handle);
    sqlite3_clear_bindings(statement_.handle);
    statement_.busy = false;
  }
  Use_(const Use_&) = delete;
  Use_& operator=(const Use_&) = delete;

 private:
  Statement& statement_;
};

// SQLite counts its memory under one lock of the whole process, taken at each allocation by every
// reader; nobody here asks for the count. Must be said before the library is first used.
static void count_no_memory() {
  static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(told);
}

SqliteConnection::SqliteConnection(const std::string& path, Use use, const Options& options)
    : before_step_(options.before_step) {
  count_no_memory();
  // The file holds personal data: readable by its owner only. SQLite gives -wal and -shm its mode.
  if (const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
      file >= 0) {
    ::close(file);
  }
  const int opened = sqlite3_open_v2(
      path.c_str(), &sqlite_,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  if (opened != SQLITE_OK) {
    const std::string why = sqlite_ ? sqlite3_errmsg(sqlite_) : sqlite3_errstr(opened);
    sqlite3_close(sqlite_);
    throw Failure(fmt::format("cannot open {}: {}", path, why), false);
  }
  try {
    sqlite3_busy_timeout(sqlite_, options.wait_ms_max);
    enter_wal(options.wait_ms_max);
    control(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
    control("PRAGMA foreign_keys = ON");
    control("PRAGMA trusted_schema = OFF");
    control("PRAGMA temp_store = MEMORY");
    // KiB of pages kept by a connection; SQLite's own 2 MB made a writer read its indexes again and
    // again from the system's cache.
    control(use == Use::read ? "PRAGMA cache_size = -4096" : "PRAGMA cache_size = -65536");
    if (use == Use::read) control("PRAGMA query_only = ON");
  } catch (...) {
    statements_.clear();
    sqlite3_close(sqlite_);
    throw;
  }
}

// Two processes that make the same new file at once: SQLite's busy handler does not cover this.
void SqliteConnection::enter_wal(int wait_ms_max) {
  constexpr int pause_ms = 10;
  for (int waited_ms = 0;; waited_ms += pause_ms) {
    try {
      return control("PRAGMA journal_mode = WAL");
    } catch (const Failure& failure) {
      if (!failure.retryable || waited_ms >= wait_ms_max) throw;
      sqlite3_sleep(pause_ms);
    }
  }
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close(sqlite_);
}

void SqliteConnection::fail(std::string_view doing) {
  const int extended = sqlite3_extended_errcode(sqlite_);
  const int code = extended & 0xFF;
  throw Failure(fmt::format("SQLite: {} ({}) in: {}", sqlite3_errmsg(sqlite_), extended, doing),
                code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_FULL,
                sqlstate_of(extended));
}

std::shared_ptr<SqliteConnection::Statement> SqliteConnection::prepare(std::string_view sql) {
  auto statement = std::make_shared<Statement>();
  const char* rest = nullptr;
  if (sqlite3_prepare_v3(sqlite_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement->handle, &rest) != SQLITE_OK) {
    fail(sql);
  }
  const std::string_view tail(rest, sql.data() + sql.size() - rest);
  if (!statement->handle || tail.find_first_not_of(" \t\r\n") != std::string_view::npos) {
    throw Failure(fmt::format("not one statement: {}", sql), false);
  }
  const int count = sqlite3_bind_parameter_count(statement->handle);
  statement->index_of.assign(static_cast<std::size_t>(count), 0);
  for (int index = 1; index <= count; ++index) {
    const char* name = sqlite3_bind_parameter_name(statement->handle, index);
    const std::string_view text = name ? name : "";
    int number = 0;
    if (text.size() > 1) std::from_chars(text.data() + 1, text.data() + text.size(), number);
    if (number < 1 || number > count) {
      throw Failure(fmt::format("placeholders are not $1 to ${}: {}", count, sql), false);
    }
    statement->index_of[static_cast<std::size_t>(number - 1)] = index;
  }
  return statement;
}

std::shared_ptr<SqliteConnection::Statement> SqliteConnection::statement(std::string_view sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) {
    // A query whose row handler runs the same query again.
    return known->second->busy ? prepare(sql) : known->second;
  }
  if (statements_.size() >= statements_max) statements_.clear();
  auto made = prepare(sql);
  statements_.emplace(sql, made);
  return made;
}

void SqliteConnection::bind(Statement& statement, std::span<const Param> params) {
  if (params.size() != statement.index_of.size()) {
    throw Failure(fmt::format("{} values for {} placeholders: {}", params.size(),
                              statement.index_of.size(), sqlite3_sql(statement.handle)),
                  false);
  }
  for (std::size_t i = 0; i < params.size(); ++i) {
    const auto& param = params[i];
    const int index = statement.index_of[i];
    const auto size = param.bytes.size();
    // A view of nothing would bind NULL.
    const char* bytes = size == 0 ? "" : param.bytes.data();
    int bound = SQLITE_OK;
    if (param.null) {
      bound = sqlite3_bind_null(statement.handle, index);
    } else if (param.kind == Kind::integer) {
      bound = sqlite3_bind_int64(statement.handle, index, param.integer);
    } else if (param.kind == Kind::text) {
      check_text(param.bytes);
      bound = sqlite3_bind_text64(statement.handle, index, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
    } else if (param.kind == Kind::blob) {
      bound = sqlite3_bind_blob64(statement.handle, index, bytes, size, SQLITE_STATIC);
    } else if (param.kind == Kind::uuid) {
      bound = sqlite3_bind_blob64(statement.handle, index, param.uuid.bytes.data(),
                                  param.uuid.bytes.size(), SQLITE_STATIC);
    } else if (param.kind == Kind::date) {
      const auto text = format_iso(Date::from_days(static_cast<std::int32_t>(param.integer)));
      bound = sqlite3_bind_text64(statement.handle, index, text.data(), text.size(),
                                  SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    if (bound != SQLITE_OK) fail(sqlite3_sql(statement.handle));
  }
}

std::int64_t SqliteConnection::run(std::string_view sql, std::span<const Param> params,
                                   FunctionRef<void(Row&)> on_row) {
  if (before_step_) before_step_(sql);
  const auto kept = statement(sql);
  const Use_ use(*kept);
  bind(*kept, params);
  const auto changes_before = sqlite3_total_changes64(sqlite_);
  SqliteRow row(kept->handle);
  for (;;) {
    const int stepped = sqlite3_step(kept->handle);
    if (stepped == SQLITE_ROW) {
      on_row(row);
    } else if (stepped == SQLITE_DONE) {
      // total_changes, since changes() keeps the last statement's number after a DDL or SELECT.
      return sqlite3_total_changes64(sqlite_) == changes_before ? 0 : sqlite3_changes64(sqlite_);
    } else {
      fail(sql);
    }
  }
}

std::int64_t SqliteConnection::run_rows(std::string_view sql, std::size_t at_once,
                                        std::span<const Values> rows) {
  const auto kept = statement(sql);
  const Use_ use(*kept);
  std::int64_t changed = 0;
  std::vector<Param> params;
  for (std::size_t first = 0; first < rows.size(); first += at_once) {
    if (before_step_) before_step_(sql);
    params.clear();
    for (const Values& row : rows.subspan(first, at_once)) {
      for (const Value& value : row) params.push_back(value.param());
    }
    bind(*kept, params);
    const auto changes_before = sqlite3_total_changes64(sqlite_);
    if (sqlite3_step(kept->handle) != SQLITE_DONE) fail(sql);
    if (sqlite3_total_changes64(sqlite_) != changes_before) changed += sqlite3_changes64(sqlite_);
    sqlite3_reset(kept->handle);
  }
  return changed;
}

void SqliteConnection::control(std::string_view sql) {
  if (before_step_ && sql == "COMMIT") before_step_(sql);
  const auto kept = statement(sql);
  const Use_ use(*kept);
  int stepped = SQLITE_ROW;
  while (stepped == SQLITE_ROW) stepped = sqlite3_step(kept->handle);
  if (stepped != SQLITE_DONE) fail(sql);
}

Changed SqliteTx::do_execute(std::string_view sql, std::span<const Param> params) {
  return Changed(connection_.run(sql, params, [](Row&) {}));
}

void SqliteTx::do_each(std::string_view sql, std::span<const Param> params,
                       FunctionRef<void(Row&)> on_row) {
  connection_.run(sql, params, on_row);
}

void SqliteTx::bulk_insert(std::string_view table, const Columns& columns,
                           const std::vector<Values>& rows) {
  check_widths(rows, columns.size());
  const auto text_of = [&](std::size_t count) {
    std::string text =
        fmt::format("INSERT OR FAIL INTO {} ({}) VALUES ", table, fmt::join(columns, ", "));
    for (std::size_t i = 0; i < count * columns.size(); ++i) {
      text += i % columns.size() == 0 ? (i == 0 ? "(" : ", (") : ", ";
      text += fmt::format("${}", i + 1);
      if (i % columns.size() == columns.size() - 1) text += ')';
    }
    return text;
  };
  const std::size_t in_full = rows.size() / insert_rows_at_once * insert_rows_at_once;
  const std::span all(rows);
  if (in_full > 0)
    connection_.run_rows(text_of(insert_rows_at_once), insert_rows_at_once, all.first(in_full));
  if (in_full < rows.size()) connection_.run_rows(text_of(1), 1, all.subspan(in_full));
}

std::int64_t SqliteTx::bulk_update(std::string_view table, const Columns& keys, const Columns& sets,
                                   const std::vector<Values>& rows) {
  check_widths(rows, keys.size() + sets.size());
  std::vector<std::string> where;
  std::vector<std::string> set;
  std::size_t place = 0;
  for (const auto key : keys) where.push_back(fmt::format("{} = ${}", key, ++place));
  for (const auto column : sets) set.push_back(fmt::format("{} = ${}", column, ++place));
  return connection_.run_rows(fmt::format("UPDATE {} SET {} WHERE {}", table, fmt::join(set, ", "),
                                          fmt::join(where, " AND ")),
                              1, rows);
}

}  // namespace quita::db
