#include "dunning/contact_budget.h"

namespace quita::dunning {
namespace {

constexpr auto lock_party =
    "UPDATE party SET updated_at = updated_at WHERE tenant_id = $1 AND id = $2";

constexpr auto insert_contact_made =
    "INSERT INTO contact_made (tenant_id, party_id, business_date, outbox_id, channel, "
    "demand) VALUES ($1, $2, $3, $4, 'email', $5)";

}  // namespace

void lock_budget(db::Tx& tx, PartyId party) {
  // SQLite has one writer anyway.
  if (tx.engine() == db::Engine::postgres) tx.execute(lock_party, tx.tenant(), party);
}

void record_contact(db::Tx& tx, PartyId party, Date date, MessageId message, bool demand) {
  tx.execute(insert_contact_made, tx.tenant(), party, date, message, demand);
}

}  // namespace quita::dunning
