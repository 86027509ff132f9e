#include "party/acting.h"

namespace quita {

namespace {
constexpr std::string_view select_time_zone = "SELECT time_zone FROM tenant WHERE id = $1";
}

std::string time_zone_of(db::Tx& tx) {
  return tx
      .one(
          select_time_zone, [](db::Row& row) { return row.text(0); }, tx.tenant())
      .value_or("America/Sao_Paulo");
}

Act act_of(db::Tx& tx, const std::string& actor, const Clock& clock) {
  const auto now = clock.now();
  return {actor, now, business_date(now, time_zone_of(tx))};
}

}  // namespace quita
