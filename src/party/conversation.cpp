#include "party/conversation.h"

#include <array>
#include <boost/json/object.hpp>

#include "json/parse.h"
#include "party/timeline.h"

namespace quita::party {
namespace {

struct Words {
  ConversationBy by;
  std::string_view name, words;
};
constexpr std::array table = {
    Words{ConversationBy::call, "call", "por telefone"},
    Words{ConversationBy::visit, "visit", "em visita"},
    Words{ConversationBy::whatsapp, "whatsapp", "por WhatsApp"},
    Words{ConversationBy::sms, "sms", "por SMS"},
    Words{ConversationBy::email, "email", "por e-mail"},
    Words{ConversationBy::other, "other", "por outro meio"},
};

constexpr auto select_last =
    "SELECT MAX(at) FROM event WHERE tenant_id = $1 AND party_id = $2 "
    "AND kind = 'party.conversation'";

}  // namespace

std::string_view name(ConversationBy by) { return table[static_cast<std::size_t>(by)].name; }
std::string_view words(ConversationBy by) { return table[static_cast<std::size_t>(by)].words; }

std::optional<ConversationBy> parse_conversation_by(std::string_view text) {
  for (const Words& each : table) {
    if (each.name == text) return each.by;
  }
  return std::nullopt;
}

bool record_conversation(db::Tx& tx, const Act& act, const Conversation& talk) {
  const boost::json::object data{{"by", std::string(words(talk.by))}, {"summary", talk.summary}};
  return record_event(
      tx, talk.at, act.actor,
      {"party.conversation", talk.party, std::nullopt, talk.cause, json::serialize(data)});
}

bool record_received(db::Tx& tx, const Act& act, const Received& received) {
  const boost::json::object data{
      {"channel", received.channel}, {"channel_words", received.channel_words},
      {"from", received.from},       {"id", received.id},
      {"text", received.text},       {"file", received.file}};
  return record_event(tx, received.at, act.actor,
                      {"message.received", received.party, std::nullopt,
                       "received:" + std::string(received.channel) + ":" +
                           std::string(received.cause) + ":" + received.party.text(),
                       json::serialize(data)});
}

std::optional<Instant> last_conversation(db::Tx& tx, PartyId party) {
  const auto found = tx.one(
      select_last, [](db::Row& row) { return row.optional_instant(0); }, tx.tenant(), party);
  return found ? *found : std::nullopt;
}

}  // namespace quita::party
