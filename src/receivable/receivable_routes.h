// What the files of this room's routes share. Internal to this room.
#pragma once

#include <memory>

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"
#include "party/act.h"
#include "receivable/receivable_service.h"

namespace quita::receivable {

struct Desk {
  db::Db& db;
  const Clock& clock;
  OnSettled on_settled;
  std::shared_ptr<NumberBlocks> numbers = std::make_shared<NumberBlocks>();
};

// A user's or program's decision: its Idempotency-Key names it, so that a repeat is applied once.
Cause user_cause(const http::Context&, const Act&);

void add_title_routes(http::Routes&, const Desk&);
void add_journal_routes(http::Routes&, const Desk&);
void add_intake_routes(http::Routes&, const Desk&);
void add_title_import_routes(http::Routes&, const Desk&);
void add_customer_routes(http::Routes&, const Desk&);
void add_statement_routes(http::Routes&, const Desk&);

}  // namespace quita::receivable
