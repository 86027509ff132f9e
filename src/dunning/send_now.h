// A message that a person asks for: within the customer's budget and hours like any other.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "messaging/outbox.h"
#include "party/act.h"

namespace quita::dunning {

inline const messaging::Fallback by_email{{messaging::Channel::email}};

struct Queued {
  MessageId id;
  Instant not_before;  // it leaves then, or as soon after as the queue allows
};
// `order`: its channels are tried one after the other, as of a step of the régua: when a message
// fails, and when its proof is not there in so many hours (dunning/fallback.h). `titles` empty: all
// that the customer owes. `cause` makes a repeat harmless (an Idempotency-Key); empty: each call is
// a message. Errors: party.not_found, template.not_found, title.not_found, message.nothing_owed,
// message.held, message.channel (none), template.no_text, contact.opted_out, contact.none,
// contact.budget.
Result<Queued> send_now(db::Tx&, const Act&, PartyId, std::string_view template_name,
                        std::span<const TitleId> titles, std::string_view cause,
                        const messaging::Fallback& order = by_email);

}  // namespace quita::dunning
