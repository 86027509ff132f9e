#include "messaging/outbox.h"

#include <array>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "db/many.h"

namespace quita::messaging {
namespace {

constexpr std::array<std::string_view, 6> state_words = {"queued", "sending",   "sent",
                                                         "failed", "cancelled", "unsure"};

constexpr auto insert_message =
    "INSERT INTO outbox (tenant_id, id, cause, party_id, contact_id, recipient, template, "
    "business_date, subject, body_html, body_text, state, not_before, created_at, channel, "
    "follows_id, fallback, fallback_hours, proof, fallback_at, wording) VALUES ($1, $2, $3, $4, "
    "$5, "
    "$6, $7, $8, $9, $10, $11, 'queued', $12, $13, $14, $15, $16, $17, $18, $19, $20) "
    "ON CONFLICT (tenant_id, cause) DO NOTHING";

constexpr auto insert_message_title =
    "INSERT INTO outbox_title (tenant_id, outbox_id, title_id) VALUES ($1, $2, $3) "
    "ON CONFLICT (tenant_id, outbox_id, title_id) DO NOTHING";

// Through the index of what is due to leave, and not through that of causes, which holds every
// message of the company.
// Letters wait for a person who posts them, however many days that takes.
constexpr auto update_no_fallback =
    "UPDATE outbox SET fallback = '', fallback_at = NULL WHERE tenant_id = $1 AND cause >= $2 "
    "AND cause < $3 AND fallback <> ''";

constexpr auto select_queued_of_cause =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND cause >= $2 AND cause < $3 "
    "AND state = 'queued' ORDER BY id";

constexpr auto select_queued_before =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND state IN ('queued', 'sending') "
    "AND state = 'queued' AND channel <> 'letter' AND business_date < $2 AND substr(cause, 1, "
    "CAST($3 AS integer)) = $4 "
    "ORDER BY id";

constexpr auto select_cause_state = "SELECT state FROM outbox WHERE tenant_id = $1 AND cause = $2";

constexpr auto update_finished =
    "UPDATE outbox SET state = $3, answer = $4, finished_at = $5, claimed_until = NULL "
    "WHERE tenant_id = $1 AND id = $2";

// The columns of read_message, in its order.
#define MESSAGE_COLUMNS                                                                          \
  "id, cause, party_id, contact_id, recipient, template, business_date, subject, body_html, "    \
  "body_text, attachment_name, message_id, state, attempts, not_before, answer, created_at, "    \
  "finished_at, channel, fallback, fallback_hours, proof, fallback_at, follows_id, carrier_id, " \
  "delivered_at, read_at, segments, price, wording, unanswered"

constexpr auto select_message =
    "SELECT " MESSAGE_COLUMNS " FROM outbox WHERE tenant_id = $1 AND id = $2";

const db::ManyStatement& select_messages() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT " MESSAGE_COLUMNS " FROM outbox WHERE tenant_id = $1 AND id IN ({many})", 1);
  return sql;
}

const db::ManyStatement& select_messages_titles() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT outbox_id, title_id FROM outbox_title WHERE tenant_id = $1 AND outbox_id IN ({many}) "
      "ORDER BY outbox_id, title_id",
      1);
  return sql;
}

constexpr auto select_message_titles =
    "SELECT title_id FROM outbox_title WHERE tenant_id = $1 AND outbox_id = $2 ORDER BY title_id";

// When the next channel is tried unless the message has left by then.
std::optional<Instant> must_leave_by(const NewMessage& message) {
  if (message.fallback.channels.empty()) return std::nullopt;
  return message.not_before + leaves_within(message.channel);
}

}  // namespace

std::string_view word(MessageState state) { return state_words[static_cast<std::size_t>(state)]; }

std::optional<MessageState> parse_message_state(std::string_view text) {
  for (std::size_t i = 0; i < state_words.size(); ++i) {
    if (state_words[i] == text) return static_cast<MessageState>(i);
  }
  return std::nullopt;
}

std::optional<MessageId> enqueue(db::Tx& tx, const NewMessage& message, Instant now) {
  const MessageId id = MessageId::make(now);
  const auto inserted =
      tx.execute(insert_message, tx.tenant(), id, message.cause, message.party, message.contact,
                 message.recipient, message.template_name, message.business_date, message.subject,
                 message.html, message.text, message.not_before, now, word(message.channel),
                 message.follows, words_of(message.fallback.channels), message.fallback.hours,
                 word(message.fallback.proof), must_leave_by(message), to_text(message.wording));
  if (inserted == 0) return std::nullopt;
  for (const TitleId& title : message.titles) {
    tx.execute(insert_message_title, tx.tenant(), id, title);
  }
  return id;
}

std::vector<MessageId> enqueue_all(db::Tx& tx, const std::vector<NewMessage>& messages,
                                   Instant now) {
  std::vector<MessageId> ids;
  std::vector<db::Values> rows;
  std::vector<db::Values> titles;
  for (const NewMessage& message : messages) {
    const MessageId id = MessageId::make(now);
    ids.push_back(id);
    rows.push_back({tx.tenant(),
                    id,
                    message.cause,
                    message.party,
                    message.contact,
                    message.recipient,
                    message.template_name,
                    message.business_date,
                    message.subject,
                    message.html,
                    message.text,
                    word(MessageState::queued),
                    message.not_before,
                    now,
                    word(message.channel),
                    message.follows,
                    words_of(message.fallback.channels),
                    message.fallback.hours,
                    word(message.fallback.proof),
                    must_leave_by(message),
                    to_text(message.wording)});
    for (const TitleId& title : message.titles) titles.push_back({tx.tenant(), id, title});
  }
  tx.bulk_insert("outbox", {"tenant_id",  "id",       "cause",          "party_id",   "contact_id",
                            "recipient",  "template", "business_date",  "subject",    "body_html",
                            "body_text",  "state",    "not_before",     "created_at", "channel",
                            "follows_id", "fallback", "fallback_hours", "proof",      "fallback_at",
                            "wording"},
                 rows);
  tx.bulk_insert("outbox_title", {"tenant_id", "outbox_id", "title_id"}, titles);
  return ids;
}

std::vector<MessageId> queued_before(db::Tx& tx, std::string_view cause_prefix, Date date) {
  return tx.all(
      select_queued_before, [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(), date,
      static_cast<std::int64_t>(cause_prefix.size()), cause_prefix);
}

std::vector<MessageId> call_off(db::Tx& tx, std::string_view cause_prefix) {
  const auto [from, to] = causes_of(cause_prefix);
  tx.execute(update_no_fallback, tx.tenant(), from, to);
  return tx.all(
      select_queued_of_cause, [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(), from,
      to);
}

std::pair<std::string, std::string> causes_of(std::string_view prefix) {
  std::string after(prefix);
  ++after.back();
  return {std::string(prefix), after};
}

std::optional<MessageState> state_of_cause(db::Tx& tx, std::string_view cause) {
  return tx.one(
      select_cause_state, [](db::Row& row) { return parse_message_state(row.view(0)).value(); },
      tx.tenant(), cause);
}

void finish(db::Tx& tx, MessageId id, MessageState state, std::string_view why, Instant now) {
  tx.execute(update_finished, tx.tenant(), id, word(state), why, now);
}

namespace {

OutboxRow read_message(db::Row& row) {
  OutboxRow message;
  message.id = row.id<MessageId>(0);
  message.cause = row.text(1);
  message.party = row.optional_id<PartyId>(2);
  message.contact = row.optional_id<ContactId>(3);
  message.recipient = row.text(4);
  message.template_name = row.text(5);
  message.business_date = row.date(6);
  message.subject = row.text(7);
  message.html = row.text(8);
  message.text = row.text(9);
  message.attachment_name = row.text(10);
  message.message_id = row.text(11);
  message.state = parse_message_state(row.view(12)).value();
  message.attempts = static_cast<int>(row.integer(13));
  message.not_before = row.instant(14);
  message.answer = row.text(15);
  message.created_at = row.instant(16);
  message.finished_at = row.optional_instant(17);
  message.channel = parse_channel(row.view(18)).value();
  message.fallback.channels = parse_channels(row.view(19));
  message.fallback.hours = static_cast<int>(row.integer(20));
  message.fallback.proof = parse_proof(row.view(21)).value();
  message.fallback_at = row.optional_instant(22);
  message.follows = row.optional_id<MessageId>(23);
  message.carrier_id = row.text(24);
  message.delivered_at = row.optional_instant(25);
  message.read_at = row.optional_instant(26);
  message.segments = static_cast<int>(row.integer(27));
  message.price_per_thousand = row.money(28);
  message.wording = wording_of(row.view(29));
  message.unanswered = static_cast<int>(row.integer(30));
  return message;
}

}  // namespace

std::vector<OutboxRow> load_messages(db::Tx& tx, std::span<const MessageId> ids) {
  std::unordered_map<MessageId, OutboxRow> found;
  db::each_of_many(tx, select_messages(), ids, [&](db::Row& row) {
    OutboxRow message = read_message(row);
    found.emplace(message.id, std::move(message));
  });
  db::each_of_many(tx, select_messages_titles(), ids, [&](db::Row& row) {
    found.at(row.id<MessageId>(0)).titles.push_back(row.id<TitleId>(1));
  });
  std::vector<OutboxRow> messages;
  for (const MessageId& id : ids) {
    const auto message = found.find(id);
    if (message != found.end()) messages.push_back(std::move(message->second));
  }
  return messages;
}

std::optional<OutboxRow> load_message(db::Tx& tx, MessageId id) {
  auto found = tx.one(select_message, read_message, tx.tenant(), id);
  if (found) {
    found->titles = tx.all(
        select_message_titles, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), id);
  }
  return found;
}

}  // namespace quita::messaging
