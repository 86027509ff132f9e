#include "conversation/incoming.h"

namespace quita::conversation {
namespace {

constexpr auto insert_incoming =
    "INSERT INTO incoming_message (tenant_id, id, wamid, number, profile_name, party_id, at, kind, "
    "text, wish, outbox_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
    "ON CONFLICT (tenant_id, wamid) DO NOTHING";

constexpr auto update_follow =
    "UPDATE incoming_message SET follow = $3 WHERE tenant_id = $1 AND id = $2";

#define QUITA_INCOMING_SELECT                                                           \
  "SELECT m.id, m.wamid, m.number, m.profile_name, m.party_id, p.name, m.at, m.kind, "  \
  "m.text, m.wish, m.follow, m.outbox_id FROM incoming_message m LEFT JOIN party p ON " \
  "p.tenant_id = m.tenant_id AND p.id = m.party_id WHERE m.tenant_id = $1 AND m.id < $2 "

constexpr auto select_all = QUITA_INCOMING_SELECT "ORDER BY m.id DESC LIMIT $3";
constexpr auto select_of_party =
    QUITA_INCOMING_SELECT "AND m.party_id = $4 ORDER BY m.id DESC LIMIT $3";

constexpr auto select_last =
    "SELECT max(at) FROM incoming_message WHERE tenant_id = $1 AND number = $2";

Incoming read_incoming(db::Row& row) {
  Incoming one;
  one.id = row.id<IncomingId>(0);
  one.wamid = row.text(1);
  one.number = row.text(2);
  one.profile_name = row.text(3);
  one.party = row.optional_id<PartyId>(4);
  one.party_name = row.optional_text(5).value_or("");
  one.at = row.instant(6);
  one.kind = row.text(7);
  one.text = row.text(8);
  one.wish = parse_wish(row.view(9)).value_or(Wish::talk);
  one.follow = row.text(10);
  one.outbox = row.optional_id<MessageId>(11);
  return one;
}

IncomingId last_id() {
  IncomingId id;
  id.uuid.bytes.fill(0xFF);
  return id;
}

}  // namespace

bool keep_incoming(db::Tx& tx, const Incoming& one) {
  return tx.execute(insert_incoming, tx.tenant(), one.id, one.wamid, one.number, one.profile_name,
                    one.party, one.at, one.kind, one.text, word(one.wish), one.outbox) > 0;
}

void note_follow(db::Tx& tx, IncomingId id, std::string_view follow) {
  tx.execute(update_follow, tx.tenant(), id, follow);
}

std::vector<Incoming> incoming_of(db::Tx& tx, std::optional<PartyId> party,
                                  std::optional<IncomingId> before, int limit) {
  const IncomingId from = before.value_or(last_id());
  if (party) return tx.all(select_of_party, read_incoming, tx.tenant(), from, limit, *party);
  return tx.all(select_all, read_incoming, tx.tenant(), from, limit);
}

std::optional<Instant> last_word_of(db::Tx& tx, std::string_view number) {
  const auto found = tx.one(
      select_last, [](db::Row& row) { return row.optional_instant(0); }, tx.tenant(), number);
  return found ? *found : std::nullopt;
}

bool window_is_open(db::Tx& tx, std::string_view number, Instant now) {
  const auto last = last_word_of(tx, number);
  return last && now < *last + window;
}

}  // namespace quita::conversation
