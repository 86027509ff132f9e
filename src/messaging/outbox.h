// The outbox: a message is a row from the moment it is decided until its fate is known (law 4).
//
//   queued -> sending -> sent          the carrier took it
//                     -> queued        worth another attempt, later
//                     -> failed        given up; the answer says why
//   queued -> cancelled                no longer wanted: paid, held, taken back by somebody
//
// A message is rendered when it leaves, so that it tells what is owed then. The same cause makes
// one row, however often it is given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "db/db.h"

namespace quita::messaging {

enum class MessageState { queued, sending, sent, failed, cancelled };
std::string_view word(MessageState);  // "queued", as stored and in the API

struct NewMessage {
  std::string cause;  // "dunning:2026-11-22:pty_…:7"
  std::optional<PartyId> party;
  std::optional<ContactId> contact;
  std::string recipient;
  std::string template_name;
  Date business_date;
  Instant not_before;
  std::vector<TitleId> titles;
  // A text that is already rendered (password reset); empty: rendered when it leaves.
  std::string subject;
  std::string html;
  std::string text;
};

// Nothing when a message of that cause exists.
std::optional<MessageId> enqueue(db::Tx&, const NewMessage&, Instant now);

// Takes back what of these titles' messages has not left yet, for a settled title for example.
// Returns how many.
int cancel_queued(db::Tx&, PartyId, std::string_view why, Instant now);

struct OutboxRow {
  MessageId id;
  std::string cause;
  std::optional<PartyId> party;
  std::optional<ContactId> contact;
  std::string recipient;
  std::string template_name;
  Date business_date;
  std::string subject;
  std::string html;
  std::string text;
  std::string attachment_name;
  std::string message_id;
  MessageState state = MessageState::queued;
  int attempts = 0;
  Instant not_before;
  std::string answer;
  Instant created_at;
  std::optional<Instant> finished_at;
  std::vector<TitleId> titles;
};
std::optional<OutboxRow> load_message(db::Tx&, MessageId);

// A message of the régua: its budget, hours and repeat are the régua's (dunning/gate.h).
inline constexpr std::string_view dunning_cause = "dunning:";

}  // namespace quita::messaging
