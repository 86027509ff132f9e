// A message that a person asks for: within the customer's budget and hours like any other.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "db/db.h"
#include "party/act.h"

namespace quita::dunning {

struct Queued {
  MessageId id;
  Instant not_before;  // it leaves then, or as soon after as the queue allows
};
// `titles` empty: all that the customer owes. `cause` makes a repeat harmless (an Idempotency-Key);
// empty: each call is a message. Errors: party.not_found, template.not_found, title.not_found,
// message.nothing_owed, message.held, contact.opted_out, contact.none, contact.budget.
Result<Queued> send_now(db::Tx&, const Act&, PartyId, std::string_view template_name,
                        std::span<const TitleId> titles, std::string_view cause);

}  // namespace quita::dunning
