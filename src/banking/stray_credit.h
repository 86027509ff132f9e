// A payment that the bank tells of and that fits no boleto of ours: money that is here, and of
// which nobody knows yet what it pays. Tryton demands the whole from somebody who has paid; here
// his titles wait for a person to find out.
#pragma once

#include <map>
#include <optional>

#include "base/date.h"
#include "base/id.h"
#include "cnab/return.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::banking {

inline constexpr int stray_wait_days = 3;  // business days

// Whose it seems to be: the customer with the payer's document, or the one whose open title has the
// number that the entry gives as ours, when there is only one. Nothing rather than a guess.
std::optional<PartyId> likely_payer(db::Tx&, const cnab::ReturnEntry&);

// The customers who wait for such a payment on that date, and until when.
std::map<PartyId, Date> stray_waits(db::Tx&, Date);

// The customer's money was found, or a person says that it is not his: nothing of his waits for it
// any more. False when nothing did.
bool settle_stray_credits(db::Tx&, PartyId);

}  // namespace quita::banking
