// The outbox: a message is a row from the moment it is decided until its fate is known (law 4).
//
//   queued -> sending -> sent          the carrier took it
//                     -> queued        worth another attempt, later
//                     -> failed        given up; the answer says why
//                     -> unsure        no longer wanted after an attempt that nobody answered: it
//                                      may have left, so it counts as said (withdrawal.h)
//   queued -> cancelled                no longer wanted: paid, held, taken back by somebody
//
// A message is rendered when it leaves, so that it tells what is owed then. The same cause makes
// one row, however often it is given. What the outside says of it afterwards: delivery_fact.h.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "db/db.h"
#include "messaging/channel.h"
#include "messaging/wording.h"

namespace quita::messaging {

enum class MessageState { queued, sending, sent, failed, cancelled, unsure };
std::string_view word(MessageState);  // "queued", as stored and in the API
std::optional<MessageState> parse_message_state(std::string_view word);

// The channels left to try when a message does not arrive, and how long its proof is waited for.
struct Fallback {
  std::vector<Channel> channels;  // in order; empty: none
  int hours = 0;                  // 0: only a failure makes the next one be tried
  Proof proof = Proof::read;
};

struct NewMessage {
  std::string cause;  // "dunning:2026-11-22:pty_…:7"
  Channel channel = Channel::email;
  std::optional<PartyId> party;
  std::optional<ContactId> contact;
  std::string recipient;
  std::string template_name;
  Wording wording;
  Date business_date;
  Instant not_before;
  std::vector<TitleId> titles;
  Fallback fallback;
  std::optional<MessageId> follows;  // the one that did not arrive
  // Of a cause that begins with secret_cause: the text, already rendered. Otherwise empty, and the
  // message is rendered when it leaves.
  std::string subject;
  std::string html;
  std::string text;
};

// Nothing when a message of that cause exists.
std::optional<MessageId> enqueue(db::Tx&, const NewMessage&, Instant now);

// The range [first, second) of the causes that begin so: for statements through the index of causes.
// `prefix` is not empty and ends in ASCII.
std::pair<std::string, std::string> causes_of(std::string_view prefix);

// Many at once, whose causes nobody has taken: one that is there already fails the transaction.
// Their ids, in order.
std::vector<MessageId> enqueue_all(db::Tx&, const std::vector<NewMessage>&, Instant now);

// Messages of such causes and of earlier days that have not begun to leave.
std::vector<MessageId> queued_before(db::Tx&, std::string_view cause_prefix, Date);
// Those of such causes that have not begun to leave; what follows them is not tried any more.
std::vector<MessageId> call_off(db::Tx&, std::string_view cause_prefix);
// The state of the message of that cause; nothing when there is none.
std::optional<MessageState> state_of_cause(db::Tx&, std::string_view cause);
// Ends a message that is not being sent and of which it is known that it did not leave, with the
// reason for people; of others: withdraw (withdrawal.h).
void finish(db::Tx&, MessageId, MessageState, std::string_view why, Instant now);

struct OutboxRow {
  MessageId id;
  std::string cause;
  Channel channel = Channel::email;
  std::optional<PartyId> party;
  std::optional<ContactId> contact;
  std::string recipient;
  std::string template_name;
  Wording wording;
  Date business_date;
  std::string subject;
  std::string html;
  std::string text;
  std::string attachment_name;
  std::string message_id;
  MessageState state = MessageState::queued;
  int attempts = 0;
  int unanswered = 0;  // of these, those that ended without an answer
  Instant not_before;
  std::string answer;
  Instant created_at;
  std::optional<Instant> finished_at;
  Fallback fallback;
  std::optional<Instant> fallback_at;
  std::optional<MessageId> follows;
  std::string carrier_id;
  std::optional<Instant> delivered_at;
  std::optional<Instant> read_at;
  int segments = 0;
  Money price_per_thousand;
  std::vector<TitleId> titles;
};
std::optional<OutboxRow> load_message(db::Tx&, MessageId);
// Many, in the order asked; an unknown one is left out.
std::vector<OutboxRow> load_messages(db::Tx&, std::span<const MessageId>);

// A message that did not leave within this time makes the next channel be tried, where there is
// one: its provider is down, or its queue too long. A letter waits for a person who posts a list of
// them, and that may be after the weekend.
constexpr std::chrono::hours leaves_within(Channel channel) {
  return std::chrono::hours(channel == Channel::letter ? 4 * 24 : 4);
}
// The hours for which its proof is waited for, of those that its step says (0: not at all). A
// registered letter is on its way for days, and its receipt comes back as slowly: ten days at
// least.
constexpr int proof_hours(Channel channel, int step_hours) {
  constexpr int letter_hours_min = 10 * 24;
  return channel == Channel::letter && step_hours > 0 ? std::max(step_hours, letter_hours_min)
                                                      : step_hours;
}

// How a cause begins: a message that the régua decided, or that a person asked for. Both are
// contacts with a debtor, and the régua's gate holds their hours, holds and budget.
inline constexpr std::string_view dunning_cause = "dunning:";
inline constexpr std::string_view manual_cause = "manual:";
// A message with a secret in it (a password link): wiped from the row when its fate is known.
inline constexpr std::string_view secret_cause = "secret:";

}  // namespace quita::messaging
