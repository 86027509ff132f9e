// What the outside says of a message after it left, each fact once and in whatever order it comes:
//
//   delivered     it arrived: the recipient works, and a step that wants no more stops waiting
//   read          somebody looked at it, so it arrived as well
//   undelivered   it did not: the message failed, its steps count as not told, and the next channel
//                 or the next day has its turn. After `delivered` it is kept and changes nothing:
//                 the first final word holds.
//
// A fact about a row that is still being sent proves that the carrier took it: reports overtake the
// answer to the request that caused them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "messaging/outbox.h"
#include "messaging/sender.h"
#include "party/act.h"

namespace quita::messaging {

enum class Fact { delivered, read, undelivered };
std::string_view word(Fact);   // "delivered"
std::string_view label(Fact);  // Portuguese: "Entregue"

struct DeliveryFact {
  Fact fact = Fact::delivered;
  Instant at;         // when it happened, as the carrier tells it
  std::string words;  // the carrier's, or what was seen
  // Of `undelivered`: the address does not work, and nothing more is sent to it. Otherwise the
  // third in a row marks it.
  bool address_fails = false;
};

// In the transaction of the webhook (or of the mail that came back). True when it is new; false
// when it was known, or the message is not one that was handed over.
bool apply_fact(db::Tx&, const Act&, Gate&, MessageId, const DeliveryFact&);

// The carrier confirms that it has the message, and no more: a row whose fate was unknown is sent.
void confirm_taken(db::Tx&, const Act&, MessageId);

struct ToldFact {
  Fact fact = Fact::delivered;
  Instant at;
  std::string words;
};
std::vector<ToldFact> facts_of(db::Tx&, MessageId);  // oldest first

}  // namespace quita::messaging
