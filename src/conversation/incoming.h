// What customers wrote to us, kept once each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "conversation/wish.h"
#include "db/db.h"

namespace quita::conversation {

QUITA_ID(IncomingId, "inc");

struct Incoming {
  IncomingId id;
  std::string wamid;
  std::string number;  // E.164, or the digits as they came
  std::string profile_name;
  std::optional<PartyId> party;
  std::string party_name;  // when read
  Instant at;
  std::string kind;  // WhatsApp's word: "text", "image" …
  std::string text;
  Wish wish = Wish::talk;
  std::string follow;               // Portuguese: what was done
  std::optional<MessageId> outbox;  // the message of ours that it answers
};

// False when it was there already: then nothing may follow from it again.
bool keep_incoming(db::Tx&, const Incoming&);
void note_follow(db::Tx&, IncomingId, std::string_view follow);

// Newest first, older than `before`: of a customer, or of everybody.
std::vector<Incoming> incoming_of(db::Tx&, std::optional<PartyId>, std::optional<IncomingId> before,
                                  int limit);

// When the person at that number last wrote: free text may be sent for window_hours after it
// (Meta's customer service window).
std::optional<Instant> last_word_of(db::Tx&, std::string_view number);
inline constexpr std::chrono::hours window{24};
bool window_is_open(db::Tx&, std::string_view number, Instant now);

}  // namespace quita::conversation
