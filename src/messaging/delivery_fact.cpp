#include "messaging/delivery_fact.h"

#include <fmt/format.h>

#include <array>

#include "messaging/reach.h"
#include "messaging/sender_store.h"
#include "party/timeline.h"

namespace quita::messaging {
namespace {

constexpr std::array<std::string_view, 3> fact_words = {"delivered", "read", "undelivered"};
constexpr std::array<std::string_view, 3> fact_labels = {"Entregue", "Lida", "Não entregue"};

constexpr auto insert_fact =
    "INSERT INTO delivery_fact (tenant_id, outbox_id, fact, at, words, told_at) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, outbox_id, fact) DO NOTHING";

constexpr auto select_facts =
    "SELECT fact, at, words FROM delivery_fact WHERE tenant_id = $1 AND outbox_id = $2 "
    "ORDER BY at, fact";

constexpr auto update_delivered =
    "UPDATE outbox SET delivered_at = coalesce(delivered_at, $3) WHERE tenant_id = $1 AND id = $2";

constexpr auto update_read =
    "UPDATE outbox SET delivered_at = coalesce(delivered_at, $3), read_at = coalesce(read_at, $3) "
    "WHERE tenant_id = $1 AND id = $2";

constexpr auto update_proven =
    "UPDATE outbox SET fallback_at = NULL WHERE tenant_id = $1 AND id = $2";

// A message that failed meanwhile for another reason keeps that.
constexpr auto update_undelivered =
    "UPDATE outbox SET state = 'failed', answer = $3, finished_at = $4, fallback_at = NULL, "
    "claimed_until = NULL WHERE tenant_id = $1 AND id = $2 AND state NOT IN ('failed', "
    "'cancelled')";

// Those that left: what our own carrier refused says nothing of the address.
constexpr auto select_last_fates =
    "SELECT o.state FROM outbox o WHERE o.tenant_id = $1 AND o.party_id = $2 AND o.recipient = $3 "
    "AND o.channel = $4 AND (o.state = 'sent' OR EXISTS (SELECT 1 FROM delivery_fact f "
    "WHERE f.tenant_id = o.tenant_id AND f.outbox_id = o.id AND f.fact = 'undelivered')) "
    "ORDER BY o.id DESC LIMIT $5";

constexpr int failures_in_a_row_max = 3;

// It has left, or may have.
bool handed_over(const OutboxRow& row) {
  return row.state == MessageState::sent || row.state == MessageState::failed ||
         row.state == MessageState::sending || row.state == MessageState::unsure ||
         (row.state == MessageState::queued && row.attempts > 0);
}

std::string_view title_of(const OutboxRow& row) {
  return row.subject.empty() ? row.template_name : row.subject;
}

bool third_in_a_row(db::Tx& tx, const OutboxRow& row) {
  int failed = 0;
  tx.each(
      select_last_fates, [&](db::Row& fate) { failed += fate.view(0) == "failed" ? 1 : 0; },
      tx.tenant(), row.party, row.recipient, word(row.channel), failures_in_a_row_max);
  return failed == failures_in_a_row_max;
}

void record(db::Tx& tx, const Act& act, const OutboxRow& row, const DeliveryFact& fact,
            std::string_view kind) {
  if (!row.party) return;
  const auto cause = fmt::format("outbox:{}:{}", row.id.text(), word(fact.fact));
  const auto data = event_data(shown(row.channel, row.recipient), title_of(row), fact.words);
  party::record_event(tx, act.now, act.actor, {kind, row.party, std::nullopt, cause, data});
  if (fact.fact != Fact::delivered) return;
  for (const TitleId& title : row.titles) {
    party::record_event(tx, act.now, act.actor,
                        {"title.delivered", std::nullopt, title, cause + ":" + title.text(), data});
  }
}

void take_arrival(db::Tx& tx, const Act& act, const OutboxRow& row, const DeliveryFact& fact) {
  const bool read = fact.fact == Fact::read;
  tx.execute(read ? update_read : update_delivered, tx.tenant(), row.id, fact.at);
  const auto wanted = proof_of(row.channel, row.fallback.proof);
  if (read || wanted != Proof::read) tx.execute(update_proven, tx.tenant(), row.id);
  mark_recipient(tx, act, row, party::ContactState::works, fact.words, "works");
  record(tx, act, row, fact, read ? "message.read" : "message.delivered");
}

void take_failure(db::Tx& tx, const Act& act, Gate& gate, const OutboxRow& row,
                  const DeliveryFact& fact) {
  if (row.delivered_at) return;
  const bool mail = row.channel == Channel::email;
  const auto answer = (mail ? "Voltou: " : "Não foi entregue: ") + fact.words;
  if (tx.execute(update_undelivered, tx.tenant(), row.id, answer, act.now) == 0) return;
  if (!row.party) return;
  record(tx, act, row, fact, mail ? "message.returned" : "message.undelivered");
  const bool address_fails = fact.address_fails || third_in_a_row(tx, row);
  if (address_fails) {
    mark_recipient(tx, act, row, party::ContactState::bounced,
                   fact.address_fails ? fact.words : "três devoluções seguidas; " + fact.words,
                   "bounced");
  }
  gate.on_failed(tx, row, address_fails, act.now);
}

}  // namespace

std::string_view word(Fact fact) { return fact_words[static_cast<std::size_t>(fact)]; }
std::string_view label(Fact fact) { return fact_labels[static_cast<std::size_t>(fact)]; }

bool apply_fact(db::Tx& tx, const Act& act, Gate& gate, MessageId id, const DeliveryFact& fact) {
  const auto row = load_message(tx, id);
  if (!row || !handed_over(*row)) return false;
  if (tx.execute(insert_fact, tx.tenant(), id, word(fact.fact), fact.at, fact.words, act.now) == 0)
    return false;
  confirm_taken(tx, act, id);
  if (fact.fact == Fact::undelivered) {
    take_failure(tx, act, gate, *row, fact);
  } else {
    take_arrival(tx, act, *row, fact);
  }
  return true;
}

void confirm_taken(db::Tx& tx, const Act& act, MessageId id) {
  const auto row = load_message(tx, id);
  if (!row || !handed_over(*row)) return;
  if (mark_confirmed(tx, *row, act.now)) record_sent(tx, *row, row->titles, "", act.now);
}

std::vector<ToldFact> facts_of(db::Tx& tx, MessageId id) {
  return tx.all(
      select_facts,
      [](db::Row& row) {
        ToldFact told;
        for (std::size_t i = 0; i < fact_words.size(); ++i) {
          if (fact_words[i] == row.view(0)) told.fact = static_cast<Fact>(i);
        }
        told.at = row.instant(1);
        told.words = row.text(2);
        return told;
      },
      tx.tenant(), id);
}

}  // namespace quita::messaging
