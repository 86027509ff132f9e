#include "banking/banking_api.h"

#include "banking/banking_routes.h"

namespace quita::banking {

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock,
                receivable::OnSettled on_settled, MayBeOrdered may_be_ordered) {
  add_account_routes(routes, db, clock);
  add_remittance_routes(routes, db, clock);
  add_return_routes(routes, db, clock, on_settled);
  add_late_return_routes(routes, db, clock);
  add_bank_order_routes(routes, db, clock, std::move(may_be_ordered));
}

}  // namespace quita::banking
