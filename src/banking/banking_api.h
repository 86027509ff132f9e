// The routes of accounts, remittances and returns.
#pragma once

#include <functional>

#include "banking/bank_order.h"
#include "base/date.h"
#include "db/db.h"
#include "receivable/receivable_service.h"

namespace quita::http {
class Routes;
}

namespace quita::banking {

// What else than the bank's layout speaks against an order: holds, the notice that the law wants.
using MayBeOrdered = std::function<Status(db::Tx&, Date today, TitleId, BankOrderKind)>;

void add_routes(http::Routes&, db::Db&, const Clock&, receivable::OnSettled, MayBeOrdered);

}  // namespace quita::banking
