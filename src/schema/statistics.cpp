#include "schema/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace quita::schema {
namespace {

constexpr auto select_indexes =
    "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' ORDER BY name";
constexpr auto select_index_columns =
    "SELECT c.name, l.\"unique\" FROM pragma_index_info($1) c, pragma_index_list($2) l "
    "WHERE l.name = $1 ORDER BY c.seqno";
// The primary key of a table without rowid is no index of its own: it stands under the table's
// name.
constexpr auto select_tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
constexpr auto select_key_columns =
    "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk";
constexpr auto clear_statistics = "DELETE FROM sqlite_stat1";
constexpr auto insert_statistic = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)";

constexpr std::int64_t rows = 1'000'000;  // of a table that is worth a thought

// Rows of one company that share one value of the column.
std::int64_t rows_of_one(const std::string& column) {
  if (column == "tenant_id") return rows;
  if (column == "state" || column == "kind" || column == "channel") return rows / 5;
  if (column.ends_with("_on") || column.ends_with("date")) return 1000;
  if (column.ends_with("_id")) return 20;
  return 2;  // names, numbers, keys, causes, instants
}

// "1000000 1000000 20 2": rows, then rows left by the first column, the first two …
std::string statistic(const std::vector<std::string>& columns, bool unique) {
  std::string text = std::to_string(rows);
  std::int64_t left = rows;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::int64_t one = rows_of_one(columns[i]);
    left = std::max<std::int64_t>(1, std::min(one, left * one / rows));
    if (unique && i + 1 == columns.size()) left = 1;
    text += fmt::format(" {}", left);
  }
  return text;
}

}  // namespace

void tell_planner(db::Tx& tx) {
  if (tx.engine() != db::Engine::sqlite) return;
  tx.execute("ANALYZE");  // makes the table of statistics
  tx.execute(clear_statistics);
  struct Index {
    std::string table, name;
  };
  const auto indexes = tx.all(select_indexes, [](db::Row& row) {
    return Index{row.text(0), row.text(1)};
  });
  for (const Index& index : indexes) {
    std::vector<std::string> columns;
    bool unique = false;
    tx.each(
        select_index_columns,
        [&](db::Row& row) {
          columns.push_back(row.text(0));
          unique = row.boolean(1);
        },
        index.name, index.table);
    tx.execute(insert_statistic, index.table, index.name, statistic(columns, unique));
  }
  for (const std::string& table : tx.all(select_tables, [](db::Row& row) { return row.text(0); })) {
    const auto key = tx.all(
        select_key_columns, [](db::Row& row) { return row.text(0); }, table);
    if (!key.empty()) tx.execute(insert_statistic, table, table, statistic(key, true));
  }
  tx.execute("ANALYZE sqlite_schema");  // this connection reads them now, others when they open
}

}  // namespace quita::schema
