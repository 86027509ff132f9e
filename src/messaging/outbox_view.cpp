#include "messaging/outbox_view.h"

#include <fmt/format.h>

#include <map>

#include "company/audit.h"
#include "messaging/delivery_fact.h"
#include "messaging/template_store.h"
#include "receivable/receivable_store.h"
#include "receivable/title_look.h"

namespace quita::messaging {
namespace {

#define QUITA_OUTBOX_COLUMNS                                                                      \
  "o.id, o.party_id, p.name, o.recipient, o.template, o.subject, o.state, o.attempts, o.answer, " \
  "o.business_date, o.not_before, o.created_at, o.finished_at, o.channel, o.delivered_at, "       \
  "o.read_at, o.follows_id, o.fallback_at, o.fallback, o.segments, o.price "                      \
  "FROM outbox o LEFT JOIN party p ON p.tenant_id = o.tenant_id AND p.id = o.party_id "

constexpr auto select_newest = "SELECT " QUITA_OUTBOX_COLUMNS
                               "WHERE o.tenant_id = $1 AND o.id < $2 ORDER BY o.id DESC LIMIT $3";

constexpr auto select_of_state =
    "SELECT " QUITA_OUTBOX_COLUMNS
    "WHERE o.tenant_id = $1 AND o.state = $4 AND o.id < $2 ORDER BY o.id DESC LIMIT $3";

constexpr auto select_of_party =
    "SELECT " QUITA_OUTBOX_COLUMNS
    "WHERE o.tenant_id = $1 AND o.party_id = $4 AND o.id < $2 AND ($5 = '' OR o.state = $5) "
    "ORDER BY o.id DESC LIMIT $3";

constexpr auto select_of_title =
    "SELECT " QUITA_OUTBOX_COLUMNS
    "JOIN outbox_title ot ON ot.tenant_id = o.tenant_id AND ot.outbox_id = o.id "
    "WHERE o.tenant_id = $1 AND ot.title_id = $4 AND o.id < $2 AND ($5 = '' OR o.state = $5) "
    "ORDER BY o.id DESC LIMIT $3";

constexpr auto select_one = "SELECT " QUITA_OUTBOX_COLUMNS "WHERE o.tenant_id = $1 AND o.id = $2";

constexpr auto select_titles =
    "SELECT t.id, t.number FROM outbox_title ot JOIN title t ON t.tenant_id = ot.tenant_id "
    "AND t.id = ot.title_id WHERE ot.tenant_id = $1 AND ot.outbox_id = $2 "
    "ORDER BY t.due_date, t.number, t.id";

constexpr auto update_retried =
    "UPDATE outbox SET state = 'queued', attempts = 0, not_before = $3, finished_at = NULL "
    "WHERE tenant_id = $1 AND id = $2 AND state IN ('queued', 'failed')";

constexpr auto update_cancelled =
    "UPDATE outbox SET state = CASE WHEN unanswered > 0 THEN 'unsure' ELSE 'cancelled' END, "
    "answer = $3, finished_at = $4 WHERE tenant_id = $1 AND id = $2 AND state = 'queued'";

OutboxItem read_item(db::Row& row) {
  OutboxItem item;
  item.id = row.id<MessageId>(0);
  item.party_id = row.optional_id<PartyId>(1);
  item.party_name = row.optional_text(2);
  item.recipient = row.text(3);
  item.template_name = row.text(4);
  item.subject = row.text(5);
  item.state = row.text(6);
  item.attempts = static_cast<int>(row.integer(7));
  item.answer = row.text(8);
  item.business_date = row.date(9);
  item.not_before = row.instant(10);
  item.created_at = row.instant(11);
  item.finished_at = row.optional_instant(12);
  item.channel = parse_channel(row.view(13)).value();
  item.delivered_at = row.optional_instant(14);
  item.read_at = row.optional_instant(15);
  item.follows = row.optional_id<MessageId>(16);
  item.fallback_at = row.optional_instant(17);
  item.fallback = parse_channels(row.view(18));
  item.segments = static_cast<int>(row.integer(19));
  item.price_per_thousand = row.money(20);
  return item;
}

void complete(db::Tx& tx, std::vector<OutboxItem>& items) {
  std::map<std::string, std::string> labels;
  for (const Template& each : load_templates(tx)) labels[each.name] = each.label;
  for (OutboxItem& item : items) {
    if (item.subject.empty()) item.subject = labels[item.template_name];
    item.titles = tx.all(
        select_titles,
        [](db::Row& row) {
          return OutboxTitle{row.id<TitleId>(0), row.text(1)};
        },
        tx.tenant(), item.id);
  }
}

Uuid last_uuid() {
  Uuid id;
  id.bytes.fill(0xFF);
  return id;
}

tl::unexpected<Error> unknown_message() {
  return fail(ErrorKind::not_found, "message.not_found", "Esta mensagem não existe.", "id");
}

}  // namespace

std::vector<OutboxItem> list_outbox(db::Tx& tx, const OutboxFilter& filter) {
  const Uuid before = filter.before ? filter.before->uuid : last_uuid();
  const std::string_view state = filter.state ? word(*filter.state) : "";
  std::vector<OutboxItem> items;
  if (filter.title) {
    items =
        tx.all(select_of_title, read_item, tx.tenant(), before, filter.limit, *filter.title, state);
  } else if (filter.party) {
    items =
        tx.all(select_of_party, read_item, tx.tenant(), before, filter.limit, *filter.party, state);
  } else if (filter.state) {
    items = tx.all(select_of_state, read_item, tx.tenant(), before, filter.limit, state);
  } else {
    items = tx.all(select_newest, read_item, tx.tenant(), before, filter.limit);
  }
  complete(tx, items);
  return items;
}

Result<OutboxItem> show_message(db::Tx& tx, MessageId id) {
  std::vector<OutboxItem> found = tx.all(select_one, read_item, tx.tenant(), id);
  if (found.empty()) return unknown_message();
  complete(tx, found);
  return found[0];
}

namespace {

// What the audit log keeps of a message.
std::string state_json(MessageState state) {
  return fmt::format(R"({{"state":"{}"}})", word(state));
}

}  // namespace

Status retry_message(db::Tx& tx, const Act& act, MessageId id) {
  const auto message = load_message(tx, id);
  if (!message) return unknown_message();
  if (message->state != MessageState::queued && message->state != MessageState::failed) {
    return fail(ErrorKind::conflict, "message.finished",
                "Só uma mensagem que espera ou que falhou pode ser tentada de novo.", "id");
  }
  if (message->state == MessageState::failed && message->cause.starts_with(secret_cause)) {
    return fail(ErrorKind::conflict, "message.secret",
                "O link desta mensagem não é guardado depois de uma falha.", "id",
                "Peça a redefinição de senha outra vez.");
  }
  if (const auto told = facts_of(tx, id); !told.empty()) {
    // It had left: written anew, the text that went out would be lost, and with it its proof.
    return fail(ErrorKind::conflict, "message.finished",
                "A mensagem saiu e voltou; o que foi enviado fica guardado como saiu.", "id",
                "Corrija o contato e envie uma mensagem nova.");
  }
  company::audit(tx, actor_of(act), "message.retry", {"message", id.uuid},
                 state_json(message->state), state_json(MessageState::queued));
  if (message->state == MessageState::failed && message->cause.starts_with(dunning_cause)) {
    for (const TitleId& title : message->titles) {
      const auto record = receivable::find_title(tx, title);
      if (record && receivable::collectable(record->state)) {
        receivable::set_next_look(tx, title, record->title.party, act.today);
      }
    }
    return {};
  }
  tx.execute(update_retried, tx.tenant(), id, act.now);
  return {};
}

Status cancel_message(db::Tx& tx, const Act& act, MessageId id) {
  if (!load_message(tx, id)) return unknown_message();
  const std::string why = "Cancelada por " + act.actor + ".";
  if (tx.execute(update_cancelled, tx.tenant(), id, why, act.now) == 0) {
    return fail(ErrorKind::conflict, "message.not_queued",
                "A mensagem já saiu ou já foi encerrada; não dá mais para cancelar.", "id");
  }
  company::audit(tx, actor_of(act), "message.cancel", {"message", id.uuid},
                 state_json(MessageState::queued), state_json(MessageState::cancelled));
  return {};
}

}  // namespace quita::messaging
