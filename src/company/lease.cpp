#include "company/lease.h"

namespace quita::company {

namespace {

constexpr std::string_view take =
    "INSERT INTO lease (tenant_id, name, holder, until) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (tenant_id, name) DO UPDATE SET holder = excluded.holder, until = excluded.until "
    "WHERE lease.holder = excluded.holder OR lease.until <= $5";
constexpr std::string_view give_back =
    "DELETE FROM lease WHERE tenant_id = $1 AND name = $2 AND holder = $3";

}  // namespace

bool take_lease(db::Tx& tx, std::string_view name, std::string_view holder, Instant now,
                Instant until) {
  return tx.execute(take, tx.tenant(), name, holder, until, now) == 1;
}

void give_back_lease(db::Tx& tx, std::string_view name, std::string_view holder) {
  tx.execute(give_back, tx.tenant(), name, holder);
}

}  // namespace quita::company
