// The régua's index: the first day on which dunning must look at a title again. A title without one
// is not looked at any more; a closed title has none.
#pragma once

#include <optional>

#include "db/db.h"

namespace quita::receivable {

std::optional<Date> next_look(db::Tx&, TitleId);
// Empty: never again.
void set_next_look(db::Tx&, TitleId, PartyId, std::optional<Date>);
// Of a title that was made in this transaction.
void insert_look(db::Tx&, TitleId, PartyId, Date);

// All open titles of a customer, or of the company, on that date, or before when they were due for
// it already.
void look_again(db::Tx&, PartyId, Date);
void look_again_at_all(db::Tx&, Date);

}  // namespace quita::receivable
