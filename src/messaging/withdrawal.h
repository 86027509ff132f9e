// The end of a message that will not be handed over again before its carrier took it. A carrier may
// have taken it all the same: the process died between its answer and our writing it down, or the
// connection broke after the text. Such a message is `unsure`: its steps and its contact count,
// since saying less is the milder wrong, and it is not told as sent, since nobody knows. What the
// outside says of it later settles it (delivery_fact.h).
#pragma once

#include <string_view>

#include "db/db.h"
#include "messaging/outbox.h"

namespace quita::messaging {

// Whether an earlier attempt ended without an answer. `row` as it was loaded.
bool may_have_left(const OutboxRow& row);

// Ends the row as `otherwise` (cancelled or failed), or as unsure where it may have left; gives
// what it became. Unsure, a fallback waits for the same proof as after a message that was sent, and
// the timeline tells of it.
MessageState withdraw(db::Tx&, const OutboxRow&, MessageState otherwise, std::string_view why,
                      Instant now);

}  // namespace quita::messaging
