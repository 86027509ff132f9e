#include "dunning/hold.h"

#include <fmt/format.h>

#include "base/text.h"
#include "brazil/bank_calendar.h"
#include "dunning/policy_store.h"
#include "json/parse.h"
#include "party/party_store.h"
#include "party/timeline.h"
#include "receivable/receivable_store.h"

namespace quita::dunning {
namespace {

constexpr auto insert_hold =
    "INSERT INTO hold (tenant_id, id, kind, scope, party_id, title_id, starts_on, ends_on, reason, "
    "created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

#define QUITA_HOLD_COLUMNS                                                             \
  "id, kind, party_id, title_id, starts_on, ends_on, reason, created_by, created_at, " \
  "released_at, "                                                                      \
  "released_by"

constexpr auto select_hold =
    "SELECT " QUITA_HOLD_COLUMNS " FROM hold WHERE tenant_id = $1 AND id = $2";

constexpr auto select_holds_of_party =
    "SELECT " QUITA_HOLD_COLUMNS
    " FROM hold WHERE tenant_id = $1 AND party_id = $2 AND released_at IS NULL ORDER BY id DESC";

constexpr auto select_all_holds_of_party =
    "SELECT " QUITA_HOLD_COLUMNS
    " FROM hold WHERE tenant_id = $1 AND party_id = $2 ORDER BY id DESC";

constexpr auto select_running_holds = "SELECT " QUITA_HOLD_COLUMNS
                                      " FROM hold WHERE tenant_id = $1 AND released_at IS NULL AND "
                                      "(ends_on IS NULL OR ends_on >= $2) "
                                      "ORDER BY id DESC LIMIT $3";

constexpr auto select_told_paid =
    "SELECT " QUITA_HOLD_COLUMNS
    " FROM hold WHERE tenant_id = $1 AND title_id = $2 AND kind = 'money_in_flight' ORDER BY id";

constexpr auto update_released =
    "UPDATE hold SET released_at = $3, released_by = $4 "
    "WHERE tenant_id = $1 AND id = $2 AND released_at IS NULL";

constexpr auto release_money_in_flight =
    "UPDATE hold SET released_at = $3, released_by = $4 WHERE tenant_id = $1 AND title_id = $2 "
    "AND kind = 'money_in_flight' AND released_at IS NULL";

constexpr std::size_t reason_max = 500;

Hold read_hold(db::Row& row) {
  Hold hold;
  hold.id = row.id<HoldId>(0);
  hold.kind = row.view(1) == "manual" ? HoldKind::manual : HoldKind::money_in_flight;
  hold.party = row.id<PartyId>(2);
  hold.title = row.optional_id<TitleId>(3);
  hold.starts_on = row.date(4);
  hold.ends_on = row.optional_date(5);
  hold.reason = row.text(6);
  hold.created_by = row.text(7);
  hold.created_at = row.instant(8);
  hold.released_at = row.optional_instant(9);
  hold.released_by = row.text(10);
  return hold;
}

// {reason, until}: what the timeline tells of a hold.
std::string fact_data(const Hold& hold) {
  return json::serialize(boost::json::object{
      {"reason", hold.reason}, {"until", hold.ends_on ? format_iso(*hold.ends_on) : ""}});
}

void insert(db::Tx& tx, const Hold& hold) {
  tx.execute(insert_hold, tx.tenant(), hold.id, word(hold.kind), hold.title ? "title" : "party",
             hold.party, hold.title, hold.starts_on, hold.ends_on, hold.reason, hold.created_by,
             hold.created_at);
}

Result<receivable::TitleRecord> title_of(db::Tx& tx, PartyId party, TitleId id) {
  auto record = receivable::find_title(tx, id);
  if (!record || record->title.party != party) {
    return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "title_id");
  }
  return *std::move(record);
}

}  // namespace

std::string_view word(HoldKind kind) {
  return kind == HoldKind::manual ? "manual" : "money_in_flight";
}

Result<Hold> set_hold(db::Tx& tx, const Act& act, const NewHold& wanted) {
  const std::string_view reason = trim(wanted.reason);
  if (reason.empty() || length_utf8(reason) > reason_max) {
    return invalid("hold.reason", fmt::format("Diga o motivo, em até {} letras.", reason_max),
                   "reason");
  }
  if (wanted.ends_on && *wanted.ends_on < act.today) {
    return invalid("hold.ends_on", "A suspensão deve acabar hoje ou depois.", "ends_on");
  }
  if (!party::find_name(tx, wanted.party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "party_id");
  }
  if (wanted.title) TRY(title_of(tx, wanted.party, *wanted.title));
  Hold hold;
  hold.id = HoldId::make(act.now);
  hold.party = wanted.party;
  hold.title = wanted.title;
  hold.starts_on = act.today;
  hold.ends_on = wanted.ends_on;
  hold.reason = reason;
  hold.created_by = act.actor;
  hold.created_at = act.now;
  insert(tx, hold);
  party::record_event(
      tx, act.now, act.actor,
      {"party.hold_set", hold.party, hold.title, "hold:" + hold.id.text(), fact_data(hold)});
  return hold;
}

Result<std::optional<Hold>> tell_paid(db::Tx& tx, const Act& act, PartyId party, TitleId title,
                                      std::optional<Date> paid_on, std::string_view note) {
  const auto record = TRY(title_of(tx, party, title));
  if (!receivable::collectable(record.state)) {
    return fail(ErrorKind::conflict, "title.not_open",
                "O título " + record.title.number + " está " +
                    std::string(receivable::label(record.state)) + ".");
  }
  const std::string data = json::serialize(
      boost::json::object{{"on", paid_on ? format_iso(*paid_on) : ""},
                          {"note", boost::json::string(prefix_utf8(note, reason_max))}});
  party::record_event(tx, act.now, act.actor,
                      {"title.told_paid", party, title,
                       "told_paid:" + title.text() + ":" + format_iso(act.today), data});
  const auto earlier = tx.all(select_told_paid, read_hold, tx.tenant(), title);
  for (const Hold& hold : earlier) {
    if (!hold.released_at && hold.ends_on >= act.today) return std::optional(hold);
  }
  if (static_cast<int>(earlier.size()) >= told_paid_max) return std::optional<Hold>();
  Hold hold;
  hold.id = HoldId::make(act.now);
  hold.kind = HoldKind::money_in_flight;
  hold.party = party;
  hold.title = title;
  hold.starts_on = act.today;
  hold.ends_on = add_business_days(act.today, money_in_flight_days);
  hold.reason = "O cliente avisou que pagou";
  hold.created_by = act.actor;
  hold.created_at = act.now;
  insert(tx, hold);
  return std::optional(hold);
}

Result<Hold> release_hold(db::Tx& tx, const Act& act, HoldId id) {
  const auto hold = tx.one(select_hold, read_hold, tx.tenant(), id);
  if (!hold) {
    return fail(ErrorKind::not_found, "hold.not_found", "Esta suspensão não existe.", "id");
  }
  if (tx.execute(update_released, tx.tenant(), id, act.now, act.actor) == 0) {
    return fail(ErrorKind::conflict, "hold.released", "Esta suspensão já foi retirada.", "id");
  }
  party::record_event(tx, act.now, act.actor,
                      {"party.hold_released", hold->party, hold->title,
                       "hold:" + id.text() + ":released", fact_data(*hold)});
  look_again(tx, hold->party, act.today);
  return *hold;
}

void on_money(db::Tx& tx, const Act& act, PartyId, TitleId title) {
  tx.execute(release_money_in_flight, tx.tenant(), title, act.now, act.actor);
}

std::vector<Hold> holds_of(db::Tx& tx, PartyId party, bool all) {
  return tx.all(all ? select_all_holds_of_party : select_holds_of_party, read_hold, tx.tenant(),
                party);
}

std::vector<Hold> running_holds(db::Tx& tx, Date today, int limit) {
  return tx.all(select_running_holds, read_hold, tx.tenant(), today, limit);
}

}  // namespace quita::dunning
