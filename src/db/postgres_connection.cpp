#include "db/postgres_connection.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <utility>

#include "db/engine.h"

namespace quita::db {

namespace {

constexpr int binary = 1;
// More texts than this in one program are made up at run time; they are prepared anew then.
constexpr std::size_t prepared_max = 512;
// Posted statements that may wait for their answers: few enough that those fit into the socket's
// buffer, or the server would wait for us while we wait for the server.
constexpr std::size_t posted_max = 64;
// Rows of one bulk statement: enough that round trips do not count, small enough for memory.
constexpr std::size_t bulk_rows_max = 5'000;

// A reader needs no BEGIN and no ROLLBACK: what a pipeline holds up to its sync is one transaction
// (PostgreSQL's manual, 34.5.1.3), and these are its properties. A writer says its own.
constexpr const char* session_options =
    "-c client_min_messages=warning -c default_transaction_isolation=repeatable\\ read "
    "-c default_transaction_read_only=on";

// Class 08, and what a server says when it goes down or kicks us out.
bool connection_trouble(std::string_view sqlstate) {
  return sqlstate.starts_with("08") || sqlstate.starts_with("57P") || sqlstate == "53300";
}

std::int64_t affected(const PGresult* result) {
  const std::string_view text = PQcmdTuples(const_cast<PGresult*>(result));
  std::int64_t rows = 0;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url, const Options& options)
    : before_step_(options.before_step) {
  const auto timeout = std::to_string(std::max(2, options.wait_ms_max / 1000));
  const char* names[] = {"dbname",          "application_name", "connect_timeout",
                         "client_encoding", "options",          nullptr};
  const char* values[] = {url.c_str(), "quita", timeout.c_str(), "UTF8", session_options, nullptr};
  connection_ = PQconnectdbParams(names, values, /*expand_dbname=*/1);
  if (PQstatus(connection_) != CONNECTION_OK || PQenterPipelineMode(connection_) != 1) {
    const std::string why = PQerrorMessage(connection_);
    PQfinish(connection_);
    throw Failure("cannot connect to PostgreSQL: " + why, true, "08001");
  }
}

void PostgresConnection::fail(const PGresult* result, std::string_view doing) {
  const char* field = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  std::string sqlstate = field ? field : "";
  std::string why = result ? PQresultErrorMessage(result) : PQerrorMessage(connection_);
  if (sqlstate.empty() && lost()) sqlstate = "08006";
  const bool retryable =
      connection_trouble(sqlstate) || sqlstate == "40001" || sqlstate == "40P01" || lost();
  throw Failure(fmt::format("PostgreSQL: {} {} in: {}", sqlstate, why, doing), retryable, sqlstate);
}

void PostgresConnection::check_sent(int ok, std::string_view doing) {
  if (ok != 1) fail(nullptr, doing);
}

void PostgresConnection::send_control(const char* sql) {
  check_sent(PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, binary),
             sql);
  sent_.push_back({sql, {}, nullptr});
}

void PostgresConnection::begin(TenantId tenant, bool read_only) {
  tenant_ = tenant.nil() ? "" : format_uuid(tenant.uuid);
  read_only_ = read_only;
  begin_pending_ = true;
  open_ = false;
  answered_ = false;
  commit_sent_ = false;
}

void PostgresConnection::send_begin() {
  if (!begin_pending_) return;
  begin_pending_ = false;
  open_ = true;
  if (!read_only_) send_control("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE");
  send_prepared("SELECT set_config('quita.tenant', $1, true)",
                {to_wire(to_param(std::string_view(tenant_)))}, nullptr);
}

ResultPtr PostgresConnection::next() {
  ResultPtr result(PQgetResult(connection_), PQclear);
  // A statement's results end with a null; a broken connection gives nothing but nulls.
  if (result && PQresultStatus(result.get()) != PGRES_PIPELINE_SYNC) {
    while (ResultPtr rest{PQgetResult(connection_), PQclear}) {
    }
  }
  return result;
}

bool PostgresConnection::synced() {
  const auto sync = next();
  return sync && PQresultStatus(sync.get()) == PGRES_PIPELINE_SYNC;
}

void PostgresConnection::give_up(const std::vector<Sent>& sent) {
  for (const auto& statement : sent) {
    if (statement.slot && !statement.slot->rows) statement.slot->over = true;
    // The server may not have come to preparing it.
    if (!statement.prepares.empty()) prepared_.erase(statement.prepares);
  }
}

ResultPtr PostgresConnection::settle() {
  ResultPtr last(nullptr, PQclear);
  if (sent_.empty()) return last;
  const auto sent = std::exchange(sent_, {});
  ResultPtr failed(nullptr, PQclear);
  std::string_view doing = sent.back().doing;
  // A sync would end the reader's transaction, which may go on.
  bool whole = (read_only_ ? PQsendFlushRequest(connection_) : PQpipelineSync(connection_)) == 1;
  if (whole && std::exchange(left_, false)) whole = synced();
  for (std::size_t i = 0; whole && i < sent.size(); ++i) {
    last = next();
    if (!last) {
      whole = false;
      break;
    }
    const auto status = PQresultStatus(last.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      if (sent[i].slot) sent[i].slot->rows = affected(last.get());
    } else if (!failed) {  // those after it are skipped by the server
      doing = sent[i].doing;
      failed = std::move(last);
    }
  }
  if (whole && !read_only_) whole = synced();
  if (!whole || failed) {
    give_up(sent);
    fail(failed.get(), doing);
  }
  answered_ = true;
  return last;
}

const std::string& PostgresConnection::send_prepare(std::string_view sql,
                                                    const std::vector<Wire>& values) {
  std::vector<Oid> types;
  std::string key;
  for (const auto& value : values) {
    types.push_back(value.type);
    key += std::to_string(value.type) + ",";
  }
  key += ':';
  key += sql;
  if (const auto known = prepared_.find(key); known != prepared_.end()) return known->second;
  if (prepared_.size() >= prepared_max) {
    send_control("DEALLOCATE ALL");
    prepared_.clear();
  }
  auto name = fmt::format("q{}", ++names_);
  check_sent(PQsendPrepare(connection_, name.c_str(), std::string(sql).c_str(),
                           static_cast<int>(types.size()), types.data()),
             sql);
  sent_.push_back({std::string(sql), key, nullptr});
  return prepared_.emplace(std::move(key), std::move(name)).first->second;
}

void PostgresConnection::post(std::string_view sql, std::vector<Wire> values,
                              std::shared_ptr<Changed::Slot> slot) {
  if (before_step_) before_step_(sql);
  if (sent_.size() >= posted_max) settle();
  send_begin();
  send_prepared(sql, values, std::move(slot));
}

void PostgresConnection::send_prepared(std::string_view sql, const std::vector<Wire>& values,
                                       std::shared_ptr<Changed::Slot> slot) {
  const auto& name = send_prepare(sql, values);
  std::vector<const char*> data;
  std::vector<int> sizes;
  for (const auto& value : values) {
    data.push_back(value.data());
    sizes.push_back(value.size());
  }
  const std::vector<int> formats(values.size(), binary);
  check_sent(PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(values.size()),
                                 data.data(), sizes.data(), formats.data(), binary),
             sql);
  sent_.push_back({std::string(sql), {}, std::move(slot)});
}

ResultPtr PostgresConnection::run(std::string_view sql, std::vector<Wire> values) {
  post(sql, std::move(values), nullptr);
  return settle();
}

void PostgresConnection::commit() {
  if (before_step_) before_step_("COMMIT");
  if (!open_) {  // no statement was ever sent
    begin_pending_ = false;
    return;
  }
  // A connection that died while it was idle shows now, before COMMIT leaves: it can be run again.
  if (!answered_) settle();
  commit_sent_ = true;
  send_control("COMMIT");
  const auto result = settle();
  open_ = false;
  // COMMIT of a transaction that failed before answers ROLLBACK.
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    throw Failure("PostgreSQL rolled back instead of committing", false);
  }
}

void PostgresConnection::rollback() noexcept {
  begin_pending_ = false;
  try {
    if (!lost()) settle();
  } catch (const Failure&) {
    // What is undone anyway may fail; a lost connection is seen by its owner as lost().
  }
  give_up(std::exchange(sent_, {}));
  if (!open_ || lost()) return;
  try {
    if (read_only_) return end_reading();
    open_ = false;
    send_control("ROLLBACK");
    settle();
  } catch (const Failure&) {
    // The connection is lost, and with it the transaction.
  }
}

void PostgresConnection::leave() {
  settle();
  begin_pending_ = false;
  if (open_) end_reading();
}

void PostgresConnection::end_reading() {
  open_ = false;
  left_ = true;
  check_sent(PQpipelineSync(connection_), "the end of a reading transaction");
}

Changed PostgresTx::do_execute(std::string_view sql, std::span<const Param> params) {
  std::vector<Wire> values;
  for (const auto& param : params) values.push_back(to_wire(param));
  auto slot = std::make_shared<Changed::Slot>();
  connection_.post(sql, std::move(values), slot);
  return Changed(*this, std::move(slot));
}

void PostgresTx::do_each(std::string_view sql, std::span<const Param> params,
                         FunctionRef<void(Row&)> on_row) {
  std::vector<Wire> values;
  for (const auto& param : params) values.push_back(to_wire(param));
  const auto result = connection_.run(sql, std::move(values));
  for (int i = 0; i < PQntuples(result.get()); ++i) {
    PostgresRow row(result.get(), i);
    on_row(row);
  }
}

// INSERT … SELECT FROM unnest and not COPY: PostgreSQL refuses COPY FROM on a table with row-level
// security ("Use INSERT statements instead").
void PostgresTx::bulk_insert(std::string_view table, const Columns& columns,
                             const std::vector<Values>& rows) {
  check_widths(rows, columns.size());
  for (std::size_t first = 0; first < rows.size(); first += bulk_rows_max) {
    const auto last = std::min(rows.size(), first + bulk_rows_max);
    std::vector<Wire> values;
    std::vector<std::string> arrays;
    std::vector<std::string> names;
    std::vector<std::string> selected;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto wire = to_wire_array(rows, i, first, last);
      if (wire.null) {
        selected.push_back("NULL");
        continue;
      }
      values.push_back(std::move(wire));
      arrays.push_back(fmt::format("${}", values.size()));
      names.push_back(fmt::format("c{}", values.size()));
      selected.push_back(names.back());
    }
    connection_.post(fmt::format("INSERT INTO {} ({}) SELECT {} FROM unnest({}) AS v({})", table,
                                 fmt::join(columns, ", "), fmt::join(selected, ", "),
                                 fmt::join(arrays, ", "), fmt::join(names, ", ")),
                     std::move(values), nullptr);
  }
}

std::int64_t PostgresTx::bulk_update(std::string_view table, const Columns& keys,
                                     const Columns& sets, const std::vector<Values>& rows) {
  check_widths(rows, keys.size() + sets.size());
  std::int64_t changed = 0;
  for (std::size_t first = 0; first < rows.size(); first += bulk_rows_max) {
    const auto last = std::min(rows.size(), first + bulk_rows_max);
    std::vector<Wire> values;
    std::vector<std::string> arrays;
    std::vector<std::string> names;
    std::vector<std::string> where;
    std::vector<std::string> set;
    for (std::size_t i = 0; i < keys.size() + sets.size(); ++i) {
      const bool key = i < keys.size();
      const auto column = key ? keys[i] : sets[i - keys.size()];
      auto wire = to_wire_array(rows, i, first, last);
      if (wire.null) {
        if (key) throw Failure(fmt::format("a key of a bulk update is NULL: {}", column), false);
        set.push_back(fmt::format("{} = NULL", column));
        continue;
      }
      values.push_back(std::move(wire));
      arrays.push_back(fmt::format("${}", values.size()));
      names.push_back(fmt::format("c{}", values.size()));
      if (key) {
        where.push_back(fmt::format("t.{} = v.{}", column, names.back()));
      } else {
        set.push_back(fmt::format("{} = v.{}", column, names.back()));
      }
    }
    changed +=
        affected(connection_
                     .run(fmt::format("UPDATE {} AS t SET {} FROM unnest({}) AS v({}) WHERE {}",
                                      table, fmt::join(set, ", "), fmt::join(arrays, ", "),
                                      fmt::join(names, ", "), fmt::join(where, " AND ")),
                          std::move(values))
                     .get());
  }
  return changed;
}

}  // namespace quita::db
