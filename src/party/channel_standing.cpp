#include "party/channel_standing.h"

#include "db/many.h"
#include "json/parse.h"
#include "party/at_once.h"
#include "party/timeline.h"

namespace quita::party {
namespace {

constexpr auto select_standings =
    "SELECT contact_id, channel, state, reason, changed_at FROM channel_standing "
    "WHERE tenant_id = $1 AND party_id = $2 ORDER BY channel, contact_id";

const db::ManyStatement& select_all_standings() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT contact_id, channel, state, reason, changed_at, party_id FROM channel_standing "
      "WHERE tenant_id = $1 AND party_id IN ({many}) ORDER BY party_id, channel, contact_id",
      1);
  return sql;
}

constexpr auto upsert_standing =
    "INSERT INTO channel_standing (tenant_id, party_id, contact_id, channel, state, reason, "
    "changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (tenant_id, party_id, contact_id, channel) DO UPDATE SET state = excluded.state, "
    "reason = excluded.reason, changed_at = excluded.changed_at "
    "WHERE channel_standing.state <> 'opted_out' AND channel_standing.state <> excluded.state";

constexpr auto delete_standings =
    "DELETE FROM channel_standing WHERE tenant_id = $1 AND party_id = $2 AND channel = $3";

constexpr auto delete_carriers_word =
    "DELETE FROM channel_standing WHERE tenant_id = $1 AND party_id = $2 AND contact_id = $3 "
    "AND state <> 'opted_out'";

std::string data_of(std::string_view value, std::string_view reason) {
  return json::serialize(boost::json::object{{"value", boost::json::string(value)},
                                             {"reason", boost::json::string(reason)}});
}

ChannelStanding standing_of(db::Row& row) {
  ChannelStanding one;
  const auto contact = row.id<ContactId>(0);
  if (contact != ContactId()) one.contact = contact;
  one.channel = row.text(1);
  one.state = parse_contact_state(row.view(2)).value();
  one.reason = row.text(3);
  one.changed_at = row.instant(4);
  return one;
}

}  // namespace

std::vector<ChannelStanding> channel_standings(db::Tx& tx, PartyId party) {
  return tx.all(select_standings, standing_of, tx.tenant(), party);
}

std::map<PartyId, std::vector<ChannelStanding>> channel_standings(
    db::Tx& tx, std::span<const PartyId> parties) {
  std::map<PartyId, std::vector<ChannelStanding>> standings;
  db::each_of_many(tx, select_all_standings(), parties, [&](db::Row& row) {
    standings[row.id<PartyId>(5)].push_back(standing_of(row));
  });
  return standings;
}

bool mark_channel(db::Tx& tx, const Act& act, PartyId party, std::optional<ContactId> contact,
                  std::string_view channel, ContactState state, std::string_view shown,
                  std::string_view reason, std::string_view cause) {
  if (tx.execute(upsert_standing, tx.tenant(), party, contact.value_or(ContactId()), channel,
                 name(state), reason, act.now) == 0) {
    return false;
  }
  const std::string_view kind = state == ContactState::bounced     ? "party.contact_bounced"
                                : state == ContactState::opted_out ? "party.opted_out"
                                                                   : "party.contact_works";
  record_event(tx, act.now, act.actor, {kind, party, std::nullopt, cause, data_of(shown, reason)});
  return true;
}

bool forget_channel(db::Tx& tx, const Act& act, PartyId party, std::string_view channel,
                    std::string_view shown) {
  if (tx.execute(delete_standings, tx.tenant(), party, channel) == 0) return false;
  record_event(tx, act.now, act.actor,
               {"party.contact_changed", party, std::nullopt,
                "party.contact_changed:" + EventId::make(act.now).text(),
                data_of(shown, "liberado por " + act.actor)});
  return true;
}

void forget_carriers_word(db::Tx& tx, PartyId party, std::optional<ContactId> contact) {
  tx.execute(delete_carriers_word, tx.tenant(), party, contact.value_or(ContactId()));
}

}  // namespace quita::party
