// A message that a person asks for: within the customer's budget and hours like any other.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "messaging/channel.h"
#include "party/act.h"

namespace quita::dunning {

struct Queued {
  MessageId id;
  Instant not_before;  // it leaves then, or as soon after as the queue allows
};
// `channels` are tried in their order; the next one has its turn when a message fails. `titles`
// empty: all that the customer owes. `cause` makes a repeat harmless (an Idempotency-Key); empty:
// each call is a message. Errors: party.not_found, template.not_found, title.not_found,
// message.nothing_owed, message.held, message.channel (none), template.no_text, contact.opted_out,
// contact.none, contact.budget.
Result<Queued> send_now(db::Tx&, const Act&, PartyId, std::string_view template_name,
                        std::span<const TitleId> titles, std::string_view cause,
                        const std::vector<messaging::Channel>& channels = {
                            messaging::Channel::email});

}  // namespace quita::dunning
