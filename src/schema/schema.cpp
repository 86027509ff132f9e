#include "schema/schema.h"

#include <fmt/format.h>

#include <utility>

#include "schema/statistics.h"

namespace quita::schema {

namespace {

constexpr std::string_view make_table =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "number {integer} NOT NULL PRIMARY KEY, name {text} NOT NULL, applied_at {integer} NOT NULL)";

// Whoever inserts the number applies the file. Another process waits here for the first one's
// commit: SQLite by its write lock; PostgreSQL by the unique key, after which REPEATABLE READ
// answers 40001 and Db runs the transaction again, which then sees the number.
constexpr std::string_view claim =
    "INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (number) DO NOTHING";

constexpr std::string_view find_table_sqlite =
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'";
constexpr std::string_view find_table_postgres =
    "SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL";

constexpr std::string_view select_version = "SELECT coalesce(max(number), 0) FROM schema_migration";

// Tables of tenants that have no row-level security yet. `tenant` has no tenant_id; `login` is the
// installation's directory from e-mail to company.
constexpr std::string_view select_unprotected =
    "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
    "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') "
    "AND a.attname = 'tenant_id' AND NOT a.attisdropped AND NOT c.relrowsecurity "
    "AND c.relname NOT IN ('tenant', 'login') ORDER BY c.relname";

std::string in_words_of(std::string_view sql, db::Engine engine) {
  const bool sqlite = engine == db::Engine::sqlite;
  const std::pair<std::string_view, std::string_view> words[] = {
      {"{uuid}", sqlite ? "BLOB" : "uuid"},
      {"{date}", sqlite ? "TEXT" : "date"},
      {"{blob}", sqlite ? "BLOB" : "bytea"},
      {"{text}", sqlite ? "TEXT" : "text COLLATE \"C\""},
      {"{integer}", sqlite ? "INTEGER" : "bigint"},
      {"{without_rowid}", sqlite ? " WITHOUT ROWID" : ""},
      {"{sqlite}", ""},
      {"{postgres}", ""}};
  std::string text(sql);
  for (const auto& [word, meaning] : words) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
      text.replace(at, word.size(), meaning);
      at += meaning.size();
    }
  }
  return text;
}

// The second wall: FORCE, since the tables' owner is the role that Quita runs as.
void protect_tables(db::Tx& tx) {
  const auto tables = tx.all(select_unprotected, [](db::Row& row) { return row.text(0); });
  for (const auto& table : tables) {
    tx.execute(fmt::format("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", table));
    tx.execute(fmt::format("ALTER TABLE {} FORCE ROW LEVEL SECURITY", table));
    tx.execute(
        fmt::format("CREATE POLICY tenant_wall ON {} USING (tenant_id = "
                    "nullif(current_setting('quita.tenant', true), '')::uuid)",
                    table));
  }
}

void make_migration_table(db::Db& db) {
  const auto make = [&] {
    db.write_system([&](db::Tx& tx) { tx.execute(in_words_of(make_table, tx.engine())); });
  };
  try {
    make();
  } catch (const db::Failure& failure) {
    // PostgreSQL: another process made it between the look and the making (IF NOT EXISTS is no
    // lock). What it says depends on how far the other one is: with the row type, with the name,
    // or with pg_type's unique key.
    if (failure.sqlstate != "42710" && failure.sqlstate != "42P07" && failure.sqlstate != "23505") {
      throw;
    }
    make();
  }
}

}  // namespace

std::vector<std::string> statements(std::string_view sql, db::Engine engine) {
  std::vector<std::string> found;
  std::string statement;
  const auto flush = [&] {
    const auto others = engine == db::Engine::sqlite ? "{postgres}" : "{sqlite}";
    if (statement.find_first_not_of(" \t\r\n") != std::string::npos &&
        statement.find(others) == std::string::npos) {
      found.push_back(in_words_of(statement, engine));
    }
    statement.clear();
  };
  while (!sql.empty()) {
    const auto end = sql.find('\n');
    const auto line = sql.substr(0, end);
    sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
    if (line == "--;") {
      flush();
    } else {
      statement.append(line).append("\n");
    }
  }
  flush();
  return found;
}

int version(db::Db& db) {
  return db.read_system([](db::Tx& tx) {
    const auto find = tx.engine() == db::Engine::sqlite ? find_table_sqlite : find_table_postgres;
    const auto exists = tx.one(find, [](db::Row&) { return true; });
    if (!exists) return 0;
    return static_cast<int>(
        tx.one(select_version, [](db::Row& row) { return row.integer(0); }).value());
  });
}

Status migrate(db::Db& db, Instant now) {
  make_migration_table(db);
  const auto all = migrations();
  const int last = all.empty() ? 0 : all.back().number;
  const int before = version(db);
  if (before > last) {
    return fail(ErrorKind::conflict, "schema.newer",
                fmt::format("O banco de dados está na versão {} e este programa só conhece até a "
                            "{}",
                            before, last),
                {}, "Use a versão mais nova do Quita que já abriu este banco.");
  }
  for (const auto& migration : all) {
    if (migration.number <= before) continue;
    db.write_system([&](db::Tx& tx) {
      if (tx.execute(claim, migration.number, migration.name, now) == 0) return;
      for (const auto& statement : statements(migration.sql, tx.engine())) tx.execute(statement);
      if (tx.engine() == db::Engine::postgres) protect_tables(tx);
    });
  }
  if (before < last) db.write_system([](db::Tx& tx) { tell_planner(tx); });
  return {};
}

}  // namespace quita::schema
