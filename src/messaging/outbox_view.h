// The outbox as screens show it, and what a person may do to a message.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "messaging/outbox.h"
#include "party/act.h"

namespace quita::messaging {

struct OutboxTitle {
  TitleId id;
  std::string number;
};

struct OutboxItem {
  MessageId id;
  std::optional<PartyId> party_id;
  std::optional<std::string> party_name;
  std::string recipient;
  std::string template_name;
  std::string subject;  // the template's label until the message is rendered
  std::string state;
  int attempts = 0;
  std::string answer;
  Date business_date;
  Instant not_before;
  Instant created_at;
  std::optional<Instant> finished_at;
  Channel channel = Channel::email;
  std::optional<Instant> delivered_at;
  std::optional<Instant> read_at;
  std::optional<MessageId> follows;
  std::optional<Instant> fallback_at;
  std::vector<Channel> fallback;
  int segments = 0;
  Money price_per_thousand;
  std::vector<OutboxTitle> titles;
};

struct OutboxFilter {
  std::optional<MessageState> state;
  std::optional<PartyId> party;
  std::optional<TitleId> title;
  std::optional<MessageId> before;
  int limit = 50;
};
std::vector<OutboxItem> list_outbox(db::Tx&, const OutboxFilter&);  // newest first
Result<OutboxItem> show_message(db::Tx&, MessageId);                // error: message.not_found

// Tries again at once. A failed message of the régua is not sent as it was: its titles are looked
// at again now, and the régua decides with today's facts. Errors: message.not_found,
// message.finished (sent, cancelled, or it left and came back), message.secret (its text is gone).
Status retry_message(db::Tx&, const Act&, MessageId);
// Takes a message back before it leaves; a step of the régua counts as done then, and the contact
// too where an attempt was not answered. Errors: message.not_found, message.not_queued.
Status cancel_message(db::Tx&, const Act&, MessageId);

}  // namespace quita::messaging
