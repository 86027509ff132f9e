#include "receivable/receivable_api.h"

#include "receivable/receivable_routes.h"

namespace quita::receivable {

Cause user_cause(const http::Context& context, const Act& act) {
  const auto key = context.idempotency_key();
  return {act.kind == "api_key" ? "api" : "user",
          key ? "key:" + *key : EventId::make(act.now).text()};
}

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock, OnSettled on_settled) {
  const Desk desk{db, clock, std::move(on_settled)};
  add_title_routes(routes, desk);
  add_journal_routes(routes, desk);
  add_intake_routes(routes, desk);
  add_title_import_routes(routes, desk);
  add_customer_routes(routes, desk);
  add_statement_routes(routes, desk);
}

}  // namespace quita::receivable
