#include "messaging/withdrawal.h"

#include <string>

#include "messaging/reach.h"
#include "messaging/sender_store.h"
#include "party/timeline.h"

namespace quita::messaging {
namespace {

constexpr auto update_unsure =
    "UPDATE outbox SET state = 'unsure', answer = $3, finished_at = $4, claimed_until = NULL, "
    "fallback_at = $5 WHERE tenant_id = $1 AND id = $2";

void record_unsure(db::Tx& tx, const OutboxRow& row, std::string_view why, Instant now) {
  if (!row.party) return;
  const std::string& subject = row.subject.empty() ? row.template_name : row.subject;
  party::record_event(
      tx, now, sender_actor,
      {"message.unsure", row.party, std::nullopt, "outbox:" + row.id.text() + ":unsure",
       event_data(shown(row.channel, row.recipient), subject, why)});
}

}  // namespace

bool may_have_left(const OutboxRow& row) {
  return row.state == MessageState::sending || row.unanswered > 0;
}

MessageState withdraw(db::Tx& tx, const OutboxRow& row, MessageState otherwise,
                      std::string_view why, Instant now) {
  if (!may_have_left(row)) {
    finish(tx, row.id, otherwise, why, now);
    return otherwise;
  }
  const std::string answer = "Não se sabe se saiu, e conta como dita. " + std::string(why);
  tx.execute(update_unsure, tx.tenant(), row.id, answer, now, proof_due(row, now));
  record_unsure(tx, row, why, now);
  return MessageState::unsure;
}

}  // namespace quita::messaging
