#include "messaging/returned_mail.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "company/audit.h"
#include "mail/bounce.h"
#include "messaging/sender_store.h"
#include "party/party_service.h"
#include "party/timeline.h"

namespace quita::messaging {
namespace {

using mail::BounceReason;
using mail::ReturnedMail;
using mail::ReturnKind;

// A message that failed meanwhile for another reason keeps that.
constexpr auto update_returned =
    "UPDATE outbox SET state = 'failed', answer = $3 WHERE tenant_id = $1 AND id = $2 "
    "AND state = 'sent'";

// Those that left: what our own server refused says nothing of the address.
constexpr auto select_last_fates =
    "SELECT state FROM outbox WHERE tenant_id = $1 AND party_id = $2 AND recipient = $3 "
    "AND (state = 'sent' OR (state = 'failed' AND substr(answer, 1, 8) = 'Voltou: ')) "
    "ORDER BY id DESC LIMIT $4";

constexpr int returns_in_a_row_max = 3;

std::string_view reason_in_words(BounceReason reason) {
  switch (reason) {
    case BounceReason::unknown_user:
      return "o endereço não existe";
    case BounceReason::disabled:
      return "a caixa está desativada";
    case BounceReason::mailbox_full:
      return "a caixa está cheia";
    case BounceReason::filtered:
      return "o destinatário não quer receber";
    case BounceReason::refused:
      return "o servidor do destinatário recusou";
    case BounceReason::network:
      return "o servidor do destinatário não foi alcançado";
    case BounceReason::mail_server:
      return "o servidor do destinatário falhou";
    case BounceReason::none:
    case BounceReason::unexplained:
      break;
  }
  return "sem explicação";
}

// Our part of "msg_01h455vb4pex5vsknk084sn02q@empresa.com.br".
std::optional<MessageId> message_of(std::string_view message_id) {
  const auto id = MessageId::parse(message_id.substr(0, message_id.find('@')));
  return id ? std::optional(*id) : std::nullopt;
}

void mark(db::Tx& tx, const Act& act, const OutboxRow& row, party::ContactState state,
          std::string_view why, std::string_view what) {
  party::mark_contact(tx, act, *row.party, party::Channel::email, row.recipient, state, why,
                      fmt::format("outbox:{}:{}", row.id.text(), what));
}

bool third_in_a_row(db::Tx& tx, const OutboxRow& row) {
  int failed = 0;
  tx.each(
      select_last_fates, [&](db::Row& fate) { failed += fate.view(0) == "failed" ? 1 : 0; },
      tx.tenant(), row.party, row.recipient, returns_in_a_row_max);
  return failed == returns_in_a_row_max;
}

void take_failure(db::Tx& tx, const Act& act, Gate& gate, const OutboxRow& row,
                  const ReturnedMail& returned) {
  const std::string why = fmt::format("{}: {}", reason_in_words(returned.reason), returned.words);
  if (tx.execute(update_returned, tx.tenant(), row.id, "Voltou: " + why) == 0) return;
  if (!row.party) return;
  const bool first = party::record_event(
      tx, act.now, act.actor,
      {"message.returned", row.party, std::nullopt,
       fmt::format("outbox:{}:returned", row.id.text()),
       event_data(row.recipient, row.subject.empty() ? row.template_name : row.subject, why)});
  if (!first) return;
  const bool address_fails = returned.hard() || third_in_a_row(tx, row);
  if (address_fails) {
    mark(tx, act, row, party::ContactState::bounced,
         returned.hard() ? why : "três devoluções seguidas; " + why, "bounced");
  }
  gate.on_failed(tx, row, address_fails, act.now);
}

void take_complaint(db::Tx& tx, const Act& act, const OutboxRow& row) {
  if (!row.party) return;
  mark(tx, act, row, party::ContactState::opted_out, "marcou a mensagem como spam", "complaint");
}

}  // namespace

ReturnsTaken take_returned_mail(db::Tx& tx, const Act& act, Gate& gate, std::string_view mail) {
  ReturnsTaken result;
  for (const ReturnedMail& returned : mail::read_returned_mail(mail)) {
    if (returned.kind == ReturnKind::other) {
      result.for_people = true;
      continue;
    }
    if (returned.kind == ReturnKind::absence) continue;
    const auto id = message_of(returned.message_id);
    const auto row = id ? load_message(tx, *id) : std::nullopt;
    if (!row) {
      ++result.unmatched;
      continue;
    }
    ++result.taken;
    if (returned.kind == ReturnKind::failed) take_failure(tx, act, gate, *row, returned);
    if (returned.kind == ReturnKind::complaint) take_complaint(tx, act, *row);
  }
  return result;
}

}  // namespace quita::messaging
