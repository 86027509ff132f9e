// What follows from a customer's message: the same use cases that the portal and the console call,
// each once for each message of his.
//
//   slip       the slips of what he was asked for, as answers
//   pix        the Pix codes, each in a message of its own, so that one touch copies it
//   paid       money in flight on those titles (dunning/hold.h)
//   negotiate  a task for a person, and machines are quiet (party/conversation.h)
//   stop       he has opted out of the channel
//   talk       a task for a person, and machines are quiet
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversation/incoming.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "party/act.h"

namespace quita::conversation {

struct Whose {
  std::optional<PartyId> party;
  std::optional<ContactId> contact;  // the number at which he wrote
  std::optional<MessageId> outbox;   // the message of ours that he answers
  std::vector<TitleId> titles;       // of that message; otherwise what he owes, oldest first
  bool titles_were_named = false;    // they are those of that message
};
// Who wrote: the receiver of the message that he answers; otherwise who has that number, and of
// several the one to whom we wrote there last. Nothing when two have it and none was written to:
// a debt is not told to the wrong person.
Whose whose(db::Tx&, std::string_view number, std::string_view answered_wamid);

// Acts on a kept message of a customer who is known. What was done, in Portuguese.
std::string follow(db::Tx&, const Act&, const messaging::LinkMaker&, const Incoming&, const Whose&);

inline constexpr std::size_t answers_max = 3;  // slips or codes to one message

}  // namespace quita::conversation
