#include "messaging/returned_mail.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "mail/bounce.h"
#include "messaging/delivery_fact.h"
#include "messaging/reach.h"

namespace quita::messaging {
namespace {

using mail::BounceReason;
using mail::ReturnedMail;
using mail::ReturnKind;

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

DeliveryFact fact_of(const Act& act, const ReturnedMail& returned) {
  return {Fact::undelivered, act.now,
          fmt::format("{}: {}", reason_in_words(returned.reason), returned.words), returned.hard()};
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
    if (returned.kind == ReturnKind::failed) {
      apply_fact(tx, act, gate, row->id, fact_of(act, returned));
    }
    if (returned.kind == ReturnKind::complaint) {
      opt_out(tx, act, *row, "marcou a mensagem como spam", "complaint");
    }
  }
  return result;
}

}  // namespace quita::messaging
