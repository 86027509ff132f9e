// What the parts beneath do by themselves, measured in the same run: the limits of our own figures.
#pragma once

#include "base/id.h"
#include "db/db.h"

namespace quita::bench {

// Transactions of one small row, one after the other, each synced. The tenant must have a company,
// whose row is changed: what changes nothing is not written.
double synced_commits_a_second(db::Db&, TenantId);

// Of this process and of the database's server.
double processor_seconds(db::Db&);

}  // namespace quita::bench
