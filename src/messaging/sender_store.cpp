#include "messaging/sender_store.h"

#include <string>

#include "json/parse.h"
#include "messaging/reach.h"
#include "party/timeline.h"

namespace quita::messaging {
namespace {

// A claim is kept in not_before, so that one index tells both what waits and what was left behind.
constexpr auto select_due =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND channel = $2 AND not_before <= $3 "
    "AND state IN ('queued', 'sending') ORDER BY not_before, id LIMIT $4";

constexpr auto update_sent =
    "UPDATE outbox SET state = 'sent', answer = $4, finished_at = $5, claimed_until = NULL, "
    "fallback_at = $6 WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND claimed_by = $3";

constexpr auto update_confirmed =
    "UPDATE outbox SET state = 'sent', finished_at = $3, claimed_until = NULL, fallback_at = $4 "
    "WHERE tenant_id = $1 AND id = $2 AND (state IN ('sending', 'unsure') OR (state = 'queued' "
    "AND attempts > 0))";

constexpr auto update_unsure =
    "UPDATE outbox SET answer = $4, not_before = $5, claimed_until = $5 "
    "WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND claimed_by = $3";

constexpr auto update_carrier_id =
    "UPDATE outbox SET carrier_id = $3 WHERE tenant_id = $1 AND id = $2 AND carrier_id = ''";

constexpr auto update_failed =
    "UPDATE outbox SET state = 'failed', answer = $4, finished_at = $5, claimed_until = NULL "
    "WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND claimed_by = $3";

constexpr auto update_later =
    "UPDATE outbox SET state = 'queued', answer = $4, not_before = $5, claimed_until = NULL, "
    "unanswered = unanswered + $6 WHERE tenant_id = $1 AND id = $2 AND state = 'sending' "
    "AND claimed_by = $3";

constexpr auto update_given_back =
    "UPDATE outbox SET state = 'queued', not_before = $4, claimed_until = NULL, "
    "attempts = attempts - 1 WHERE tenant_id = $1 AND id = $2 AND state = 'sending' "
    "AND claimed_by = $3";

constexpr auto update_held_back =
    "UPDATE outbox SET state = 'queued', answer = $4, not_before = $5, claimed_until = NULL, "
    "attempts = attempts - 1 WHERE tenant_id = $1 AND id = $2 AND state = 'sending' "
    "AND claimed_by = $3";

constexpr auto update_postponed =
    "UPDATE outbox SET answer = $3, not_before = $4, claimed_until = NULL, state = 'queued', "
    "unanswered = unanswered + CASE WHEN state = 'sending' THEN 1 ELSE 0 END "
    "WHERE tenant_id = $1 AND id = $2";

constexpr auto update_wiped =
    "UPDATE outbox SET body_html = '', body_text = '' WHERE tenant_id = $1 AND id = $2";

}  // namespace

std::optional<Instant> proof_due(const OutboxRow& row, Instant sent_at) {
  const Fallback& fallback = row.fallback;
  if (fallback.channels.empty() || fallback.hours == 0) return std::nullopt;
  if (!proof_of(row.channel, fallback.proof)) return std::nullopt;
  return sent_at + std::chrono::hours(proof_hours(row.channel, fallback.hours));
}

std::vector<OutboxRow> load_due(db::Tx& tx, Channel channel, Instant now, int limit) {
  static const std::string locked = std::string(select_due) + " FOR UPDATE SKIP LOCKED";
  const std::string_view sql =
      tx.engine() == db::Engine::postgres ? std::string_view(locked) : select_due;
  const auto ids = tx.all(
      sql, [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(), word(channel), now,
      limit);
  return load_messages(tx, ids);
}

void claim_messages(db::Tx& tx, std::span<const Claim> claims, std::string_view worker,
                    Instant until) {
  std::vector<db::Values> plain, rendered;
  for (const Claim& claim : claims) {
    const OutboxRow& row = *claim.row;
    const int unanswered = row.unanswered + (row.state == MessageState::sending ? 1 : 0);
    db::Values values = {tx.tenant(),      row.id,    word(MessageState::sending),
                         worker,           until,     until,
                         row.attempts + 1, unanswered};
    if (claim.rendering == nullptr) {
      plain.push_back(std::move(values));
      continue;
    }
    const Rendering& text = *claim.rendering;
    const db::Values more = {text.subject,           text.html,       text.text,
                             text.attachment_name,   text.message_id, text.segments,
                             text.price_per_thousand};
    values.insert(values.end(), more.begin(), more.end());
    rendered.push_back(std::move(values));
  }
  const db::Columns keys = {"tenant_id", "id"};
  db::Columns sets = {"state",      "claimed_by", "claimed_until",
                      "not_before", "attempts",   "unanswered"};
  tx.bulk_update("outbox", keys, sets, plain);
  sets.insert(sets.end(), {"subject", "body_html", "body_text", "attachment_name", "message_id",
                           "segments", "price"});
  tx.bulk_update("outbox", keys, sets, rendered);
}

db::Changed mark_sent(db::Tx& tx, const OutboxRow& row, std::string_view worker,
                      std::string_view answer, Instant now) {
  return tx.execute(update_sent, tx.tenant(), row.id, worker, answer, now, proof_due(row, now));
}

void give_back(db::Tx& tx, const OutboxRow& row, std::string_view worker) {
  tx.execute(update_given_back, tx.tenant(), row.id, worker, row.not_before);
}

void hold_back(db::Tx& tx, const OutboxRow& row, std::string_view worker, std::string_view why,
               Instant not_before) {
  tx.execute(update_held_back, tx.tenant(), row.id, worker, why, not_before);
}

bool mark_confirmed(db::Tx& tx, const OutboxRow& row, Instant now) {
  return tx.execute(update_confirmed, tx.tenant(), row.id, now, proof_due(row, now)) > 0;
}

bool mark_unsure(db::Tx& tx, MessageId id, std::string_view worker, std::string_view answer,
                 Instant until) {
  return tx.execute(update_unsure, tx.tenant(), id, worker, answer, until) > 0;
}

void keep_carrier_id(db::Tx& tx, MessageId id, std::string_view carrier_id) {
  if (!carrier_id.empty()) tx.execute(update_carrier_id, tx.tenant(), id, carrier_id);
}

bool mark_failed(db::Tx& tx, MessageId id, std::string_view worker, std::string_view answer,
                 Instant now) {
  return tx.execute(update_failed, tx.tenant(), id, worker, answer, now) > 0;
}

bool mark_later(db::Tx& tx, MessageId id, std::string_view worker, std::string_view answer,
                Instant not_before, bool unanswered) {
  return tx.execute(update_later, tx.tenant(), id, worker, answer, not_before, unanswered ? 1 : 0) >
         0;
}

void postpone(db::Tx& tx, MessageId id, std::string_view why, Instant not_before) {
  tx.execute(update_postponed, tx.tenant(), id, why, not_before);
}

bool holds_secret(const OutboxRow& row) { return row.cause.starts_with(secret_cause); }

void wipe_secret(db::Tx& tx, const OutboxRow& row) {
  if (holds_secret(row)) tx.execute(update_wiped, tx.tenant(), row.id);
}

void record_sent(db::Tx& tx, const OutboxRow& row, std::span<const TitleId> titles,
                 std::string_view answer, Instant now) {
  if (!row.party) return;
  const std::string cause = "outbox:" + row.id.text() + ":sent";
  const std::string data =
      json::serialize(boost::json::object{{"recipient", shown(row.channel, row.recipient)},
                                          {"subject", row.subject},
                                          {"answer", boost::json::string(answer)}});
  party::record_event(tx, now, sender_actor,
                      {"message.sent", row.party, std::nullopt, cause, data});
  for (const TitleId& title : titles) {
    party::record_event(tx, now, sender_actor,
                        {"title.sent", std::nullopt, title, cause + ":" + title.text(), data});
  }
}

std::string event_data(std::string_view recipient, std::string_view subject,
                       std::string_view reason) {
  return json::serialize(boost::json::object{{"recipient", boost::json::string(recipient)},
                                             {"subject", boost::json::string(subject)},
                                             {"reason", boost::json::string(reason)}});
}

}  // namespace quita::messaging
