// The contact budget in the database: one row a contact, one writer a customer.
#pragma once

#include "db/db.h"

namespace quita::dunning {

// Whoever decides about contacting a customer takes this first: another who wants the same waits,
// and then sees what was decided.
void lock_budget(db::Tx&, PartyId);
void record_contact(db::Tx&, PartyId, Date, MessageId, bool demand);

}  // namespace quita::dunning
