#include "dunning/contact_budget.h"

#include "dunning/people_query.h"

namespace quita::dunning {
namespace {

// RETURNING, since only a statement with rows takes a list of people.
const db::ManyStatement& lock_parties() {
  static const db::ManyStatement sql = people_statement(
      "UPDATE party SET updated_at = updated_at WHERE tenant_id = $1 AND id IN ({people}) "
      "RETURNING id",
      1);
  return sql;
}

constexpr auto insert_contact_made =
    "INSERT INTO contact_made (tenant_id, party_id, business_date, outbox_id, channel, "
    "demand) VALUES ($1, $2, $3, $4, $5, $6)";

constexpr auto update_contact_made =
    "UPDATE contact_made SET outbox_id = $3, business_date = $4, channel = $5 "
    "WHERE tenant_id = $1 AND outbox_id = $2 AND party_id = "
    "(SELECT party_id FROM outbox WHERE tenant_id = $1 AND id = $2)";

constexpr auto insert_call_made =
    "INSERT INTO contact_made (tenant_id, party_id, business_date, outbox_id, channel, demand) "
    "VALUES ($1, $2, $3, $4, 'call', 1) ON CONFLICT DO NOTHING";

}  // namespace

void lock_budgets(db::Tx& tx, std::span<const PartyId> people) {
  // SQLite has one writer anyway.
  if (tx.engine() == db::Engine::postgres)
    each_of_people(tx, lock_parties(), people, [](db::Row&) {});
}

void record_contact(db::Tx& tx, PartyId party, Date date, MessageId message,
                    messaging::Channel channel, bool demand) {
  tx.execute(insert_contact_made, tx.tenant(), party, date, message, messaging::word(channel),
             demand);
}

void move_contact(db::Tx& tx, MessageId from, MessageId to, Date date, messaging::Channel channel) {
  tx.execute(update_contact_made, tx.tenant(), from, to, date, messaging::word(channel));
}

void count_call(db::Tx& tx, PartyId party, Date date, const Uuid& call) {
  tx.execute(insert_call_made, tx.tenant(), party, date, call);
}

}  // namespace quita::dunning
