// Whether a message's recipient can be reached on its channel, kept where it belongs: the state of
// an e-mail address on its contact, that of a telephone on the channel (party/channel_standing.h).
#pragma once

#include <string>
#include <string_view>

#include "db/db.h"
#include "messaging/outbox.h"
#include "party/act.h"
#include "party/party.h"

namespace quita::messaging {

// A carrier's word about the recipient of this row. `what` makes the cause unique within the row:
// "bounced". A row without a customer changes nothing.
void mark_recipient(db::Tx&, const Act&, const OutboxRow&, party::ContactState,
                    std::string_view why, std::string_view what);

// The customer wants no more messages on the channel of this row: of an e-mail, at this address; of
// the others, at any of his numbers.
void opt_out(db::Tx&, const Act&, const OutboxRow&, std::string_view why, std::string_view what);

// "ana@exemplo.com.br", "(11) 98765-4321": an address as people read it.
std::string shown(Channel, std::string_view recipient);

}  // namespace quita::messaging
