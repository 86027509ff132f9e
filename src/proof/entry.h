// What is proven of a customer: the facts of his timeline that are about what was said to him and
// what he said, each as canonical bytes. A message's entry holds the digests of its text as sent;
// the text itself stands in the outbox and in the pack.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "messaging/outbox.h"

namespace quita::proof {

// Messages, his and ours, and what became of them, calls and conversations, promises, disputes, "I
// have paid", opt-outs, visits to the portal, holds, on what law a contact is used. Internal notes,
// tags and profiles are nobody's proof.
bool proven_kind(std::string_view event_kind);
std::vector<std::string_view> proven_kinds();

struct Fact {
  EventId event;
  std::string kind;
  Instant at;
  std::string actor;
  std::string cause;
  std::string title_number;
  std::string data;  // JSON as it stands on the timeline
};
// Those of a customer that are in no chain yet, oldest first.
std::vector<Fact> unsealed_facts(db::Tx&, PartyId);
// The fact as it stands now; nothing when somebody took it out.
std::optional<Fact> find_fact(db::Tx&, EventId);

// The bytes of an entry: JSON of version 1 with its members in one order. Reads the outbox row and
// the carrier's report that the fact speaks of.
std::string content_of(db::Tx&, PartyId, const Fact&, Instant sealed_at);

// The message that a fact is about ("outbox:msg_…:sent").
std::optional<MessageId> message_of(const Fact&);

}  // namespace quita::proof
