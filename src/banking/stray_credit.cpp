#include "banking/stray_credit.h"

#include <string>

#include "base/text.h"

namespace quita::banking {
namespace {

constexpr auto select_by_document = "SELECT id FROM party WHERE tenant_id = $1 AND document = $2";

constexpr auto select_by_number =
    "SELECT DISTINCT party_id FROM title WHERE tenant_id = $1 AND search = $2 AND state IN "
    "('open', 'partly_paid') LIMIT 2";

constexpr auto select_waiting =
    "SELECT likely_party_id, MAX(waits_until) FROM return_line WHERE tenant_id = $1 "
    "AND waits_until >= $2 GROUP BY likely_party_id";

constexpr auto update_settled =
    "UPDATE return_line SET waits_until = NULL WHERE tenant_id = $1 AND likely_party_id = $2 "
    "AND waits_until IS NOT NULL";

}  // namespace

std::optional<PartyId> likely_payer(db::Tx& tx, const cnab::ReturnEntry& entry) {
  if (!entry.payer_document.empty()) {
    const auto party = tx.one(
        select_by_document, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(),
        entry.payer_document);
    if (party) return party;
  }
  if (entry.your_number.empty()) return std::nullopt;
  std::optional<PartyId> found;
  int parties = 0;
  tx.each(
      select_by_number,
      [&](db::Row& row) {
        found = row.id<PartyId>(0);
        ++parties;
      },
      tx.tenant(), fold_search(entry.your_number));
  return parties == 1 ? found : std::nullopt;
}

std::map<PartyId, Date> stray_waits(db::Tx& tx, Date date) {
  std::map<PartyId, Date> waits;
  tx.each(
      select_waiting, [&](db::Row& row) { waits.emplace(row.id<PartyId>(0), row.date(1)); },
      tx.tenant(), date);
  return waits;
}

bool settle_stray_credits(db::Tx& tx, PartyId party) {
  return tx.execute(update_settled, tx.tenant(), party) > 0;
}

}  // namespace quita::banking
