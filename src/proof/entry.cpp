#include "proof/entry.h"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>

#include "json/parse.h"
#include "proof/chain.h"

namespace quita::proof {
namespace {

constexpr auto kinds = std::to_array<std::string_view>(
    {"message.sent",      "message.failed",    "message.returned",      "message.undelivered",
     "message.delivered", "message.read",      "message.unsure",        "message.opened",
     "message.clicked",   "message.fetched",   "message.received",      "party.conversation",
     "party.call_tried",  "party.promised",    "party.disputed",        "party.dispute_answered",
     "party.opted_out",   "party.link_opened", "party.contact_bounced", "party.contact_works",
     "party.legal_basis", "party.hold_set",    "party.hold_released",   "title.told_paid",
     "title.pix_pending"});

#define QUITA_PROOF_FACT                                                                      \
  "SELECT e.id, e.kind, e.at, e.actor, e.cause, COALESCE(t.number, ''), e.data FROM event e " \
  "LEFT JOIN title t ON t.tenant_id = e.tenant_id AND t.id = e.title_id "

constexpr auto select_unsealed = QUITA_PROOF_FACT
    "WHERE e.tenant_id = $1 AND e.party_id = $2 AND NOT EXISTS (SELECT 1 FROM proof_entry p "
    "WHERE p.tenant_id = e.tenant_id AND p.event_id = e.id) ORDER BY e.id";

constexpr auto select_fact = QUITA_PROOF_FACT "WHERE e.tenant_id = $1 AND e.id = $2";

// What does not change once it has left; the answer of that moment stands in the fact.
constexpr auto select_message =
    "SELECT channel, recipient, template, business_date, subject, message_id, attachment_name, "
    "body_html, body_text, segments FROM outbox WHERE tenant_id = $1 AND id = $2";

constexpr auto select_report =
    "SELECT at, words FROM delivery_fact WHERE tenant_id = $1 AND outbox_id = $2 AND fact = $3";

Fact fact_of(db::Row& row) {
  return {row.id<EventId>(0), row.text(1), row.instant(2), row.text(3),
          row.text(4),        row.text(5), row.text(6)};
}

// The word behind the message's id in a cause: "sent".
std::string_view what_of(const Fact& fact) {
  const std::size_t at = fact.cause.rfind(':');
  return std::string_view(fact.cause).substr(at == std::string::npos ? 0 : at + 1);
}

void add_message(db::Tx& tx, const Fact& fact, boost::json::object& entry) {
  const auto id = message_of(fact);
  if (!id) return;
  tx.each(
      select_message,
      [&](db::Row& row) {
        boost::json::object message{
            {"id", id->text()},
            {"channel", row.text(0)},
            {"recipient", row.text(1)},
            {"template", row.text(2)},
            {"business_date", format_iso(row.date(3))},
            {"subject", row.text(4)},
            {"message_id", row.text(5)},
            {"attachment", row.text(6)},
            {"html_sha256", digest(row.view(7))},
            {"text_sha256", digest(row.view(8))},
            {"segments", row.integer(9)},
        };
        // What never left has no text yet: it is written anew when it is tried again.
        if (fact.kind == "message.failed") {
          for (const char* later :
               {"subject", "message_id", "attachment", "html_sha256", "text_sha256", "segments"})
            message.erase(later);
        }
        entry["message"] = std::move(message);
      },
      tx.tenant(), *id);
  tx.each(
      select_report,
      [&](db::Row& row) {
        entry["report"] =
            boost::json::object{{"at", format_iso(row.instant(0))}, {"words", row.text(1)}};
      },
      tx.tenant(), *id, what_of(fact));
}

}  // namespace

bool proven_kind(std::string_view kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::vector<std::string_view> proven_kinds() { return {kinds.begin(), kinds.end()}; }

std::vector<Fact> unsealed_facts(db::Tx& tx, PartyId party) {
  auto facts = tx.all(select_unsealed, fact_of, tx.tenant(), party);
  std::erase_if(facts, [](const Fact& fact) { return !proven_kind(fact.kind); });
  return facts;
}

std::optional<Fact> find_fact(db::Tx& tx, EventId event) {
  return tx.one(select_fact, fact_of, tx.tenant(), event);
}

std::optional<MessageId> message_of(const Fact& fact) {
  constexpr std::string_view prefix = "outbox:";
  if (!fact.cause.starts_with(prefix)) return std::nullopt;
  const std::string_view rest = std::string_view(fact.cause).substr(prefix.size());
  const auto id = MessageId::parse(rest.substr(0, rest.find(':')));
  return id ? std::optional(*id) : std::nullopt;
}

std::string content_of(db::Tx& tx, PartyId party, const Fact& fact, Instant sealed_at) {
  boost::json::object entry{{"v", 1},
                            {"party", party.text()},
                            {"event", fact.event.text()},
                            {"kind", fact.kind},
                            {"at", format_iso(fact.at)},
                            {"actor", fact.actor},
                            {"title", fact.title_number},
                            {"data", fact.data},
                            {"sealed_at", format_iso(sealed_at)}};
  add_message(tx, fact, entry);
  return json::serialize(entry);
}

}  // namespace quita::proof
