#include "dunning/payer_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "dunning/people_query.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "dunning/promise.h"
#include "dunning/schedule.h"
#include "json/parse.h"
#include "party/acting.h"
#include "party/party_store.h"
#include "party/timeline.h"

namespace quita::dunning {
namespace {

constexpr std::size_t reason_max = 500;

const db::ManyStatement& select_settled() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, due_date, paid_on FROM title WHERE tenant_id = $1 AND state = 'paid' "
      "AND paid_on >= $2 AND party_id IN ({people})",
      2);
  return sql;
}

// Through the index event_life, which holds these kinds only.
const db::ManyStatement& select_signs() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, MAX(at) FROM event WHERE tenant_id = $1 AND kind IN ('party.link_opened', "
      "'party.promised', 'party.disputed', 'title.told_paid', 'title.partly_paid') "
      "AND party_id IN ({people}) GROUP BY party_id",
      1);
  return sql;
}

const db::ManyStatement& select_promises() {
  static const db::ManyStatement sql = people_statement(
      "SELECT id FROM hold WHERE tenant_id = $1 AND kind = 'promise' AND starts_on >= $2 "
      "AND party_id IN ({people})",
      2);
  return sql;
}

const db::ManyStatement& select_by_hand() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, profile, reason, set_by, set_at FROM payer_profile WHERE tenant_id = $1 "
      "AND party_id IN ({people})",
      1);
  return sql;
}

constexpr auto upsert_profile =
    "INSERT INTO payer_profile (tenant_id, party_id, profile, reason, set_by, set_at) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, party_id) DO UPDATE SET "
    "profile = $3, reason = $4, set_by = $5, set_at = $6";

constexpr auto delete_profile = "DELETE FROM payer_profile WHERE tenant_id = $1 AND party_id = $2";

void alive(PayerHistory& history, Date on) {
  if (!history.sign_of_life || *history.sign_of_life < on) history.sign_of_life = on;
}

void tell(db::Tx& tx, const Act& act, PartyId party, std::string_view profile,
          std::string_view reason) {
  party::record_event(
      tx, act.now, act.actor,
      {"party.profile_set", party, std::nullopt,
       fmt::format("profile:{}:{}", party.text(), act.now.ms),
       json::serialize(boost::json::object{{"profile", boost::json::string(profile)},
                                           {"reason", boost::json::string(reason)}})});
}

}  // namespace

std::map<PartyId, PayerHistory> load_histories(db::Tx& tx, std::span<const PartyId> people,
                                               Date on) {
  std::map<PartyId, PayerHistory> histories;
  for (const PartyId& party : people) histories[party];
  const Date since = on - ProfileRules::history_days;
  each_of_people(
      tx, select_settled(), people,
      [&](db::Row& row) {
        PayerHistory& history = histories[row.id<PartyId>(0)];
        const Date paid_on = row.date(2);
        if (paid_on > on) return;
        history.settled_days_late.push_back(paid_on - last_day_on_time(row.date(1)));
        alive(history, paid_on);
      },
      since);
  const std::string zone = time_zone_of(tx);
  each_of_people(tx, select_signs(), people, [&](db::Row& row) {
    alive(histories[row.id<PartyId>(0)], business_date(row.instant(1), zone));
  });
  std::vector<HoldId> promises;
  each_of_people(
      tx, select_promises(), people, [&](db::Row& row) { promises.push_back(row.id<HoldId>(0)); },
      since);
  std::sort(promises.begin(), promises.end());
  promises.erase(std::unique(promises.begin(), promises.end()), promises.end());
  for (const HoldId& id : promises) {
    const auto hold = find_hold(tx, id);
    if (hold && promise_of(tx, *hold, on).state == PromiseState::broken)
      ++histories[hold->party].broken_promises;
  }
  return histories;
}

std::map<PartyId, ProfileByHand> profiles_by_hand(db::Tx& tx, std::span<const PartyId> people) {
  std::map<PartyId, ProfileByHand> found;
  each_of_people(tx, select_by_hand(), people, [&](db::Row& row) {
    const auto profile = parse_profile(row.view(1));
    if (!profile) return;
    found[row.id<PartyId>(0)] = {*profile, row.text(2), row.text(3), row.instant(4)};
  });
  return found;
}

Result<PayerProfile> profile_of(db::Tx& tx, PartyId party, Date today) {
  const auto person = load_person(tx, party, today, time_zone_of(tx));
  if (!person) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  const PartyId ids[] = {party};
  const auto by_hand = profiles_by_hand(tx, ids);
  PayerProfile profile;
  profile.computed = person->verdict;
  profile.profile = person->facts.profile;
  if (by_hand.contains(party)) profile.by_hand = by_hand.at(party);
  return profile;
}

Result<PayerProfile> set_profile(db::Tx& tx, const Act& act, PartyId party, Profile profile,
                                 std::string_view text) {
  const std::string_view reason = trim(text);
  if (reason.empty() || length_utf8(reason) > reason_max) {
    return invalid("profile.reason", fmt::format("Diga o motivo, em até {} letras.", reason_max),
                   "reason");
  }
  if (!party::find_name(tx, party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  tx.execute(upsert_profile, tx.tenant(), party, word(profile), reason, act.actor, act.now);
  tell(tx, act, party, label(profile), reason);
  look_again(tx, party, act.today);
  return profile_of(tx, party, act.today);
}

Result<PayerProfile> clear_profile(db::Tx& tx, const Act& act, PartyId party) {
  if (tx.execute(delete_profile, tx.tenant(), party) > 0) {
    tell(tx, act, party, "pelo histórico", "");
    look_again(tx, party, act.today);
  }
  return profile_of(tx, party, act.today);
}

}  // namespace quita::dunning
