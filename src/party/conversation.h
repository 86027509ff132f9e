// A conversation with a customer: words went both ways. After one, machines are quiet for some days
// (dunning/plan.h, Reason::quiet): who has just talked to a person is not written to by a program
// as if nobody had listened. A call that nobody answered is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/db.h"
#include "party/act.h"

namespace quita::party {

enum class ConversationBy { call, visit, whatsapp, sms, email, other };
std::string_view name(ConversationBy);   // "whatsapp", stable
std::string_view words(ConversationBy);  // Portuguese: "por WhatsApp"
std::optional<ConversationBy> parse_conversation_by(std::string_view);

struct Conversation {
  PartyId party;
  ConversationBy by = ConversationBy::call;
  Instant at;           // when it took place; a call may be logged later
  std::string summary;  // one line for people; may be empty
  std::string cause;    // "call:…", "whatsapp:wamid…": the same cause again changes nothing
};
// The fact party.conversation on the timeline. True when it is new.
bool record_conversation(db::Tx&, const Act&, const Conversation&);

// What he wrote to us, whole, as its carrier told it: a fact of the chain of proof, be it a
// conversation, a button or a word of leaving.
struct Received {
  PartyId party;
  std::string_view channel;        // "whatsapp", "sms"
  std::string_view channel_words;  // Portuguese: "WhatsApp"
  std::string_view from;           // the number, E.164
  std::string_view id;             // the carrier's, empty when it gives none
  Instant at;                      // as the carrier told it
  std::string_view text;
  std::string_view file;   // what he sent besides text: its kind, or its name
  std::string_view cause;  // of the channel; the same again changes nothing
};
// The fact message.received on the timeline. True when it is new.
bool record_received(db::Tx&, const Act&, const Received&);

// When the last one took place.
std::optional<Instant> last_conversation(db::Tx&, PartyId);

}  // namespace quita::party
