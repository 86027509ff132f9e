// The routes of accounts, remittances and returns.
#pragma once

#include "base/date.h"
#include "db/db.h"
#include "receivable/receivable_service.h"

namespace quita::http {
class Routes;
}

namespace quita::banking {

void add_routes(http::Routes&, db::Db&, const Clock&, receivable::OnSettled);
void add_bank_order_routes(http::Routes&, db::Db&, const Clock&);  // part of them

}  // namespace quita::banking
