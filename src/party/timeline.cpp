#include "party/timeline.h"

#include <array>
#include <boost/json/object.hpp>
#include <stdexcept>

#include "base/date.h"
#include "base/money.h"
#include "json/parse.h"

namespace quita::party {
namespace {

struct Known {
  std::string_view name, label;
  // {member} is a member of `data`, {member:money} in centavos, {member:date} an ISO date; what
  // stands in [brackets] is left out when one of its members is absent or empty.
  std::string_view text;
};

constexpr std::array known{
    Known{"title.issued", "Título emitido",
          "Título emitido[: {amount:money}, vencimento {due_date:date}]"},
    Known{"title.registered", "Registrado no banco", "Boleto registrado no banco"},
    Known{"title.rejected", "Recusado pelo banco", "O banco recusou o boleto[: {reason}]"},
    Known{"title.sent", "Enviado", "Enviado ao cliente[ ({recipient})]"},
    Known{"title.delivered", "Entregue", "Entregue ao cliente[ ({recipient})]"},
    Known{"title.seen", "Visto", "O cliente abriu a cobrança"},
    Known{"title.overdue", "Venceu", "Venceu sem pagamento"},
    Known{"title.paid", "Pago", "Pago[: {amount:money}][ em {on:date}]"},
    Known{"title.partly_paid", "Pago em parte",
          "Pagamento parcial[ de {amount:money}][ em {on:date}][; restam {balance:money}]"},
    Known{"title.overpaid", "Pago a mais",
          "Recebido além do devido[: {amount:money} de crédito do cliente]"},
    Known{"title.reversed", "Estorno", "Lançamento estornado[: {amount:money}][ ({note})]"},
    Known{"title.rebate", "Abatimento", "Abatimento concedido[: {amount:money}][ ({note})]"},
    Known{"title.waived", "Dispensa de encargos",
          "Encargos dispensados[: {amount:money}][ ({note})]"},
    Known{"title.cancelled", "Cancelado", "Título cancelado[: {reason}]"},
    Known{"title.written_off", "Baixado", "Baixado como perda[: {reason}]"},
    Known{"title.due_date_changed", "Vencimento alterado",
          "Vencimento alterado[ de {from:date}][ para {to:date}]"},
    Known{"title.renegotiated", "Renegociado",
          "Título renegociado[: {amount:money} foram para o acordo][ ({note})]"},
    Known{"title.revived", "Dívida de volta", "A dívida voltou ao título[ ({note})]"},
    Known{"title.dissolved", "Acordo desfeito",
          "O acordo foi desfeito: a dívida volta aos títulos de antes[ ({note})]"},
    Known{"party.agreed", "Acordo", "Aceitou pagar {total:money}[ em {count} parcelas][ ({name})]"},
    Known{"party.agreement_broken", "Acordo desfeito", "Acordo {number} desfeito[: {reason}]"},
    Known{"title.told_paid", "Cliente diz que pagou",
          "O cliente informou que já pagou[ em {on:date}][: {note}]"},
    Known{"title.pix_pending", "Pix em processamento",
          "Pix em processamento[ de {amount:money}][: {reason}]"},
    Known{"party.created", "Cadastro", "Cadastrado[ ({source})]"},
    Known{"party.changed", "Cadastro alterado", "Cadastro alterado[: {fields}]"},
    Known{"party.contact_added", "Contato novo", "Contato acrescentado[: {value}]"},
    Known{"party.contact_changed", "Contato alterado", "Contato alterado[: {value}]"},
    Known{"party.contact_removed", "Contato removido", "Contato removido[: {value}]"},
    Known{"party.contact_bounced", "Contato não funciona", "Não chega a {value}[: {reason}]"},
    Known{"party.contact_works", "Contato funciona", "Entrega confirmada em {value}"},
    Known{"party.opted_out", "Não quer mensagens", "Pediu para não receber em {value}"},
    Known{"party.legal_basis", "Base legal do contato",
          "Uso de {value}[: {basis}][; {consent}][ ({how})]"},
    Known{"party.note", "Anotação", "Anotação: {text}"},
    Known{"party.tags", "Etiquetas", "Etiquetas: {tags}"},
    Known{"party.link_opened", "Portal", "O cliente abriu o seu link"},
    Known{"party.hold_set", "Cobrança suspensa",
          "Cobrança suspensa[ até {until:date}][: {reason}]"},
    Known{"party.hold_released", "Cobrança retomada", "Cobrança retomada[: {reason}]"},
    Known{"party.promised", "Promessa de pagamento",
          "Prometeu pagar[ {amount:money}][ até {until:date}][: {reason}]"},
    Known{"party.disputed", "Contestação", "O cliente contesta a cobrança[: {reason}]"},
    Known{"party.dispute_answered", "Contestação respondida", "Contestação respondida[: {answer}]"},
    Known{"party.task_opened", "Tarefa", "Tarefa aberta[: {label}]"},
    Known{"party.task_done", "Tarefa feita", "Tarefa feita[: {label}][ ({note})]"},
    Known{"party.profile_set", "Perfil de pagador", "Perfil de pagador[: {profile}][ ({reason})]"},
    Known{"party.conversation", "Conversa", "Conversa[ {by}][: {summary}]"},
    Known{"party.call_tried", "Ligação", "Ligação: {outcome}[: {note}]"},
    Known{"party.credit_limit", "Limite de crédito",
          "Limite de crédito[ de {limit:money}][ ({note})]"},
    Known{"party.credit_unlimited", "Limite de crédito", "Sem limite de crédito[ ({note})]"},
    Known{"party.credit_blocked", "Crédito bloqueado", "Crédito bloqueado[: {reason}]"},
    Known{"party.credit_unblocked", "Crédito liberado", "Crédito liberado[: {reason}]"},
    Known{"party.credit_reserved", "Pedido reservado",
          "Pedido {reference} reservado no limite[: {amount:money}]"},
    Known{"party.credit_invoiced", "Pedido faturado", "Pedido {reference} faturado"},
    Known{"party.credit_released", "Pedido liberado",
          "Pedido {reference} não será faturado[: {note}]"},
    Known{"message.queued", "Mensagem na fila",
          "Mensagem \"{subject}\" na fila[ para {recipient}]"},
    Known{"message.sent", "Mensagem enviada", "Mensagem \"{subject}\" enviada[ para {recipient}]"},
    Known{"message.failed", "Falha no envio",
          "Mensagem \"{subject}\" não foi enviada[ para {recipient}][: {reason}]"},
    Known{"message.unsure", "Não se sabe se saiu",
          "Não se sabe se a mensagem \"{subject}\" saiu[ para {recipient}][: {reason}]"},
    Known{"message.returned", "Mensagem devolvida",
          "Mensagem \"{subject}\" voltou[ de {recipient}][: {reason}]"},
    Known{"message.fallback", "Mensagem por outro canal",
          "Mensagem \"{subject}\" segue por {channel}[: {reason}]"},
    Known{"message.undelivered", "Mensagem não entregue",
          "Mensagem \"{subject}\" não chegou[ a {recipient}][: {reason}]"},
    Known{"message.delivered", "Mensagem entregue",
          "Mensagem \"{subject}\" entregue[ a {recipient}]"},
    Known{"message.opened", "Mensagem aberta", "Mensagem \"{subject}\" aberta[ por {recipient}]"},
    Known{"message.clicked", "Link seguido",
          "Link da mensagem \"{subject}\" seguido[ por {recipient}]"},
    Known{"message.fetched", "Aberta por uma máquina, talvez",
          "Um servidor ou filtro {reason} da mensagem \"{subject}\"[ a {recipient}]; ninguém a "
          "leu por isso"},
    Known{"message.received", "Mensagem recebida",
          "O cliente escreveu[ por {channel_words}][ de {from}][: “{text}”][ ({file})]"},
    Known{"message.read", "Mensagem lida", "Mensagem \"{subject}\" lida[ por {recipient}]"},
};

const Known* find(std::string_view kind) {
  for (const Known& one : known) {
    if (one.name == kind) return &one;
  }
  return nullptr;
}

// The member as text, or nothing when it is absent, empty or of another kind.
std::string member(const boost::json::object& data, std::string_view placeholder) {
  const std::size_t colon = placeholder.find(':');
  const std::string_view as = colon == std::string_view::npos ? "" : placeholder.substr(colon + 1);
  const auto* value = data.if_contains(placeholder.substr(0, colon));
  if (value == nullptr) return {};
  if (as == "money") {
    return value->is_int64() ? format_brl(Money::centavos(value->get_int64())) : std::string();
  }
  if (value->is_int64()) return std::to_string(value->get_int64());
  if (!value->is_string()) return {};
  const std::string_view text(value->get_string());
  if (as == "date") {
    const auto date = parse_iso_date(text);
    return date ? format_br(*date) : std::string();
  }
  return std::string(text);
}

// `whole`: every member was there.
std::string fill(std::string_view text, const boost::json::object& data, bool& whole) {
  std::string out;
  whole = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') {
      const std::size_t end = text.find(']', i);
      bool part_whole = true;
      const std::string part = fill(text.substr(i + 1, end - i - 1), data, part_whole);
      if (part_whole) out += part;
      i = end;
    } else if (text[i] == '{') {
      const std::size_t end = text.find('}', i);
      const std::string value = member(data, text.substr(i + 1, end - i - 1));
      if (value.empty()) whole = false;
      out += value;
      i = end;
    } else {
      out += text[i];
    }
  }
  return out;
}

constexpr std::string_view insert_event = R"(
INSERT INTO event (tenant_id, id, at, kind, party_id, title_id, actor, cause, data)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (tenant_id, cause) DO NOTHING)";

constexpr std::string_view select_party_events = R"(
SELECT e.id, e.at, e.kind, e.party_id, e.title_id, e.actor, e.data, t.number
FROM event e LEFT JOIN title t ON t.tenant_id = e.tenant_id AND t.id = e.title_id
WHERE e.tenant_id = $1 AND e.party_id = $2 AND e.id < $3
ORDER BY e.id DESC LIMIT $4)";

constexpr std::string_view select_title_events = R"(
SELECT e.id, e.at, e.kind, e.party_id, e.title_id, e.actor, e.data, t.number
FROM event e LEFT JOIN title t ON t.tenant_id = e.tenant_id AND t.id = e.title_id
WHERE e.tenant_id = $1 AND e.title_id = $2 AND e.id < $3
ORDER BY e.id DESC LIMIT $4)";

Event event_of(db::Row& row) {
  Event event;
  event.id = row.id<EventId>(0);
  event.at = row.instant(1);
  event.kind = row.text(2);
  event.party = row.optional_id<PartyId>(3);
  event.title = row.optional_id<TitleId>(4);
  event.actor = row.text(5);
  event.data = row.text(6);
  event.title_number = row.optional_text(7).value_or("");
  event.text = event_text(event.kind, event.data);
  return event;
}

// Behind every id.
EventId last_id() {
  EventId id;
  id.uuid.bytes.fill(0xFF);
  return id;
}

}  // namespace

db::Changed record_event(db::Tx& tx, Instant at, std::string_view actor, const Fact& fact) {
  if (find(fact.kind) == nullptr) {
    throw std::logic_error("unknown kind of event: " + std::string(fact.kind));
  }
  return tx.execute(insert_event, tx.tenant(), EventId::make(at), at, fact.kind, fact.party,
                    fact.title, actor, fact.cause, fact.data);
}

std::vector<EventKind> event_kinds() {
  std::vector<EventKind> kinds;
  for (const Known& one : known) kinds.push_back({one.name, one.label});
  return kinds;
}

std::string event_text(std::string_view kind, std::string_view data) {
  const Known* one = find(kind);
  if (one == nullptr) return std::string(kind);
  const auto value = json::parse(data);
  bool whole = true;
  static const boost::json::object empty;
  return fill(one->text, value && value->is_object() ? value->get_object() : empty, whole);
}

std::vector<Event> party_timeline(db::Tx& tx, PartyId party, std::optional<EventId> before,
                                  int limit) {
  return tx.all(select_party_events, event_of, tx.tenant(), party, before.value_or(last_id()),
                limit);
}

std::vector<Event> title_timeline(db::Tx& tx, TitleId title, std::optional<EventId> before,
                                  int limit) {
  return tx.all(select_title_events, event_of, tx.tenant(), title, before.value_or(last_id()),
                limit);
}

}  // namespace quita::party
