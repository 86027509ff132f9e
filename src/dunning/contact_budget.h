// The contact budget in the database: one row a contact, one writer a customer.
#pragma once

#include <span>

#include "db/db.h"
#include "messaging/channel.h"

namespace quita::dunning {

// Whoever decides about contacting customers takes this first: another who wants the same waits,
// and then sees what was decided.
void lock_budgets(db::Tx&, std::span<const PartyId>);
void record_contact(db::Tx&, PartyId, Date, MessageId, messaging::Channel, bool demand);
// The same contact, made by another message on another day: what a customer hears again on the next
// channel because the first did not reach him is one contact, and not two (DESIGN law 5).
void move_contact(db::Tx&, MessageId from, MessageId to, Date, messaging::Channel);
// A call of ours that somebody answered: a demand, whatever was said. `call` makes it once.
void count_call(db::Tx&, PartyId, Date, const Uuid& call);

}  // namespace quita::dunning
