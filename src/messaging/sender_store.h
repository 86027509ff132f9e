// The SQL of the sender: which message is due, and what became of it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "messaging/carrier.h"
#include "messaging/outbox.h"

namespace quita::messaging {

// The next messages of the channel due by now that nobody else works on: queued, or sending under a
// claim that has run out.
std::vector<OutboxRow> load_due(db::Tx&, Channel, Instant now, int limit);

// Who sends, on the timeline.
inline constexpr std::string_view sender_actor = "envio";
// When the next channel is tried unless the proof is there. Waiting for a proof that the channel
// cannot give would make every message go out twice.
std::optional<Instant> proof_due(const OutboxRow&, Instant sent_at);

// From now these rows are ours until `until`; counts an attempt, and the one before as unanswered
// when its claim ran out. With each goes what it says, where it does not stand in the row already.
struct Claim {
  const OutboxRow* row = nullptr;  // as it was loaded in this transaction
  const Rendering* rendering = nullptr;
};
void claim_messages(db::Tx&, std::span<const Claim>, std::string_view worker, Instant until);

// Claimed, and not handed over after all: as if nobody had taken it. `row` as it was loaded.
void give_back(db::Tx&, const OutboxRow& row, std::string_view worker);

// The same, and it waits: who would carry it is at rest.
void hold_back(db::Tx&, const OutboxRow& row, std::string_view worker, std::string_view why,
               Instant not_before);

// Each returns false when the row is no longer the worker's (its claim ran out and another took
// it): then nothing was changed.
// mark_sent: 0 instead of false; who looks at the number waits for it.
db::Changed mark_sent(db::Tx&, const OutboxRow&, std::string_view worker, std::string_view answer,
                      Instant now);
bool mark_failed(db::Tx&, MessageId, std::string_view worker, std::string_view answer, Instant now);
// `unanswered`: the carrier was told, and gave no answer.
bool mark_later(db::Tx&, MessageId, std::string_view worker, std::string_view answer,
                Instant not_before, bool unanswered = false);
bool mark_unsure(db::Tx&, MessageId, std::string_view worker, std::string_view answer,
                 Instant until);
// The outside tells that the message left: whoever is at it, it is sent. False when that was known,
// or it had been given up.
bool mark_confirmed(db::Tx&, const OutboxRow&, Instant now);
// The provider's own number of the message, unless there is one already.
void keep_carrier_id(db::Tx&, MessageId, std::string_view carrier_id);

// Of a row that is not claimed: it may leave later.
void postpone(db::Tx&, MessageId, std::string_view why, Instant not_before);

// A text that came rendered holds a secret (a password link): it leaves as it is, is not shown, and
// does not stay when the message's fate is known.
bool holds_secret(const OutboxRow&);
void wipe_secret(db::Tx&, const OutboxRow&);

// message.sent of the customer and title.sent of these titles on the timeline.
// `answer`: the carrier's, kept with the fact, since the row's changes when the message comes back.
void record_sent(db::Tx&, const OutboxRow&, std::span<const TitleId>, std::string_view answer,
                 Instant now);

// The JSON of a message's facts on the timeline (party/timeline.cpp names the members).
std::string event_data(std::string_view recipient, std::string_view subject,
                       std::string_view reason);

}  // namespace quita::messaging
