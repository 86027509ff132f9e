// The routes of banking_api.h by noun.
#pragma once

#include <string>
#include <string_view>

#include "banking/banking_api.h"

namespace quita::banking {

void add_account_routes(http::Routes&, db::Db&, const Clock&);
void add_remittance_routes(http::Routes&, db::Db&, const Clock&);
void add_return_routes(http::Routes&, db::Db&, const Clock&, const receivable::OnSettled&);
void add_late_return_routes(http::Routes&, db::Db&, const Clock&);
void add_bank_order_routes(http::Routes&, db::Db&, const Clock&, MayBeOrdered);

// Of remittances and returns, the newest.
inline constexpr int files_shown_max = 200;

// As people know it; "banco 999" when nobody does.
std::string bank_name(std::string_view code);

}  // namespace quita::banking
