// "Não reconheço esta cobrança": a dispute of a title holds it until a person has answered.
#pragma once

#include <string_view>

#include "dunning/hold_store.h"

namespace quita::dunning {

inline constexpr int portal_disputes_max = 2;  // of a title; then a person must talk to him

// From today on, with a task to answer it. Errors: dispute.text (empty or above 1000 letters),
// dispute.running, title.not_found, title.not_open; from the customer himself also
// dispute.too_many.
Result<Hold> open_dispute(db::Tx&, const Act&, PartyId, TitleId, std::string_view text);

// A person's answer. The régua looks at the customer again today; what is done about a dispute that
// was right (cancelling, a rebate) is another act. Errors: hold.not_found (or no dispute),
// hold.released, dispute.answer.
Result<Hold> answer_dispute(db::Tx&, const Act&, HoldId, bool accepted, std::string_view answer);

}  // namespace quita::dunning
