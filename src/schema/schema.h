// The tables, in numbered SQL files of this folder (NNNN_name.sql) that are embedded in the binary.
//
// A file holds statements separated by a line `--;`; each is one call, as Citus demands. Types are
// written as words that each engine reads its own way:
//   {uuid} BLOB | uuid    {date} TEXT | date     {blob} BLOB | bytea
//   {text} TEXT | text COLLATE "C"               {integer} INTEGER | bigint
//   {without_rowid}  " WITHOUT ROWID" | ""       after the closing parenthesis of a table
//   {sqlite}, {postgres}  a statement for that engine only, where they change a table differently:
//                         rows of tenants cannot be copied on PostgreSQL, which shows none here
// A file that has been released is never changed; a change is a new file.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "db/db.h"

namespace quita::schema {

struct Migration {
  int number = 0;
  std::string_view name;  // "0001_company"
  std::string_view sql;   // the file
};
// In rising order of number.
std::span<const Migration> migrations();

// Brings the database to the last migration; two processes may call it at once. On PostgreSQL every
// table with a tenant_id gets row-level security, but for the global `tenant` and `login`.
// Error: schema.newer when the database was made by a later version of Quita.
Status migrate(db::Db&, Instant now);

// The last migration applied; 0 for an empty database.
int version(db::Db&);

// The statements of a file for one engine.
std::vector<std::string> statements(std::string_view sql, db::Engine);

}  // namespace quita::schema
