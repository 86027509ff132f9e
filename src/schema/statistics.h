// What SQLite's planner must know of our tables and cannot guess: one company owns nearly every
// row.
//
// Without statistics SQLite supposes that `tenant_id = ?` leaves ten rows, and reads a company's
// whole table by its primary key where an index of two columns would leave five rows: a dunning day
// of 10,000 titles took 46 s instead of 2. Real figures (ANALYZE) come too late, when the tables
// are still empty, and change plans under load; so the schema brings its own.
#pragma once

#include "db/db.h"

namespace quita::schema {

// Writes sqlite_stat1 for every index; does nothing on PostgreSQL, whose autovacuum analyses.
void tell_planner(db::Tx&);

}  // namespace quita::schema
