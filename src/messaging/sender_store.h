// The SQL of the sender: which message is due, and what became of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/db.h"
#include "messaging/outbox.h"

namespace quita::messaging {

// The next message due by now that nobody else works on: queued, or sending under a claim that has
// run out. Nothing when there is none.
std::optional<MessageId> next_due(db::Tx&, Instant now);

// From now the row is ours until `until`; counts an attempt.
void claim_message(db::Tx&, MessageId, std::string_view worker, Instant until);
// The row as rendered, before it is handed over.
void store_rendering(db::Tx&, MessageId, std::string_view subject, std::string_view html,
                     std::string_view text, std::string_view attachment_name,
                     std::string_view message_id);

// Each returns false when the row is no longer the worker's (its claim ran out and another took
// it): then nothing was changed.
bool mark_sent(db::Tx&, MessageId, std::string_view worker, std::string_view answer, Instant now);
bool mark_failed(db::Tx&, MessageId, std::string_view worker, std::string_view answer, Instant now);
bool mark_later(db::Tx&, MessageId, std::string_view worker, std::string_view answer,
                Instant not_before);

// Of a row that is not claimed: it may leave later.
void postpone(db::Tx&, MessageId, std::string_view why, Instant not_before);

// A text that came rendered holds a secret (a password link): it leaves as it is, is not shown, and
// does not stay when the message's fate is known.
bool holds_secret(const OutboxRow&);
void wipe_secret(db::Tx&, const OutboxRow&);

// The JSON of a message's facts on the timeline (party/timeline.cpp names the members).
std::string event_data(std::string_view recipient, std::string_view subject,
                       std::string_view reason);

}  // namespace quita::messaging
