#include "messaging/sender_store.h"

#include <string>

#include "json/parse.h"

namespace quita::messaging {
namespace {

// A claim is kept in not_before, so that one index tells both what waits and what was left behind.
constexpr auto select_due =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND not_before <= $2 "
    "AND state IN ('queued', 'sending') ORDER BY not_before, id LIMIT 1";

constexpr auto update_claim =
    "UPDATE outbox SET state = 'sending', claimed_by = $3, claimed_until = $4, not_before = $4, "
    "attempts = attempts + 1 WHERE tenant_id = $1 AND id = $2";

constexpr auto update_rendering =
    "UPDATE outbox SET subject = $3, body_html = $4, body_text = $5, attachment_name = $6, "
    "message_id = $7 WHERE tenant_id = $1 AND id = $2";

constexpr auto update_sent =
    "UPDATE outbox SET state = 'sent', answer = $4, finished_at = $5, claimed_until = NULL "
    "WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND claimed_by = $3";

constexpr auto update_failed =
    "UPDATE outbox SET state = 'failed', answer = $4, finished_at = $5, claimed_until = NULL "
    "WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND claimed_by = $3";

constexpr auto update_later =
    "UPDATE outbox SET state = 'queued', answer = $4, not_before = $5, claimed_until = NULL "
    "WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND claimed_by = $3";

constexpr auto update_postponed =
    "UPDATE outbox SET state = 'queued', answer = $3, not_before = $4, claimed_until = NULL "
    "WHERE tenant_id = $1 AND id = $2";

constexpr auto update_wiped =
    "UPDATE outbox SET body_html = '', body_text = '' WHERE tenant_id = $1 AND id = $2";

}  // namespace

std::optional<MessageId> next_due(db::Tx& tx, Instant now) {
  static const std::string locked = std::string(select_due) + " FOR UPDATE SKIP LOCKED";
  const std::string_view sql =
      tx.engine() == db::Engine::postgres ? std::string_view(locked) : select_due;
  return tx.one(
      sql, [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(), now);
}

void claim_message(db::Tx& tx, MessageId id, std::string_view worker, Instant until) {
  tx.execute(update_claim, tx.tenant(), id, worker, until);
}

void store_rendering(db::Tx& tx, MessageId id, std::string_view subject, std::string_view html,
                     std::string_view text, std::string_view attachment_name,
                     std::string_view message_id) {
  tx.execute(update_rendering, tx.tenant(), id, subject, html, text, attachment_name, message_id);
}

bool mark_sent(db::Tx& tx, MessageId id, std::string_view worker, std::string_view answer,
               Instant now) {
  return tx.execute(update_sent, tx.tenant(), id, worker, answer, now) > 0;
}

bool mark_failed(db::Tx& tx, MessageId id, std::string_view worker, std::string_view answer,
                 Instant now) {
  return tx.execute(update_failed, tx.tenant(), id, worker, answer, now) > 0;
}

bool mark_later(db::Tx& tx, MessageId id, std::string_view worker, std::string_view answer,
                Instant not_before) {
  return tx.execute(update_later, tx.tenant(), id, worker, answer, not_before) > 0;
}

void postpone(db::Tx& tx, MessageId id, std::string_view why, Instant not_before) {
  tx.execute(update_postponed, tx.tenant(), id, why, not_before);
}

bool holds_secret(const OutboxRow& row) { return row.cause.starts_with(secret_cause); }

void wipe_secret(db::Tx& tx, const OutboxRow& row) {
  if (holds_secret(row)) tx.execute(update_wiped, tx.tenant(), row.id);
}

std::string event_data(std::string_view recipient, std::string_view subject,
                       std::string_view reason) {
  return json::serialize(boost::json::object{{"recipient", boost::json::string(recipient)},
                                             {"subject", boost::json::string(subject)},
                                             {"reason", boost::json::string(reason)}});
}

}  // namespace quita::messaging
