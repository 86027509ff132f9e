#include "desk/call_store.h"

#include "dunning/people_query.h"

namespace quita::desk {
namespace {

constexpr auto insert =
    "INSERT INTO call_log (tenant_id, id, party_id, at, on_date, user_id, by_name, direction, "
    "number, outcome, talked, note, next_on, promise_id, task_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

constexpr auto select_calls =
    "SELECT id, at, on_date, user_id, by_name, direction, number, outcome, note, next_on, "
    "promise_id FROM call_log WHERE tenant_id = $1 AND party_id = $2 ORDER BY id DESC LIMIT $3";

// Such a cause is written by call.cpp.
constexpr auto select_due_next =
    "SELECT cause FROM task WHERE tenant_id = $1 AND party_id = $2 AND kind = 'call' "
    "AND done_at IS NULL AND due_on <= $3 AND cause >= 'call:' AND cause < 'call;'";

const db::ManyStatement& select_last_talks() {
  static const db::ManyStatement sql = dunning::people_statement(
      "SELECT party_id, MAX(on_date) FROM call_log WHERE tenant_id = $1 AND talked = 1 "
      "AND party_id IN ({people}) GROUP BY party_id",
      1);
  return sql;
}

const db::ManyStatement& select_next_calls() {
  static const db::ManyStatement sql = dunning::people_statement(
      "SELECT party_id, MIN(due_on) FROM task WHERE tenant_id = $1 AND kind = 'call' "
      "AND done_at IS NULL AND cause >= 'call:' AND cause < 'call;' AND party_id IN ({people}) "
      "GROUP BY party_id",
      1);
  return sql;
}

std::map<PartyId, Date> dates(db::Tx& tx, const db::ManyStatement& sql,
                              std::span<const PartyId> people) {
  std::map<PartyId, Date> found;
  dunning::each_of_people(tx, sql, people,
                          [&](db::Row& row) { found[row.id<PartyId>(0)] = row.date(1); });
  return found;
}

}  // namespace

void insert_call(db::Tx& tx, const Call& call, std::optional<dunning::TaskId> task) {
  tx.execute(insert, tx.tenant(), call.id, call.party, call.at, call.on, call.user, call.by,
             word(call.direction), call.number, word(call.outcome), talked(call.outcome), call.note,
             call.next_on, call.promise, task);
}

std::vector<Call> calls_of(db::Tx& tx, PartyId party, int limit) {
  return tx.all(
      select_calls,
      [&](db::Row& row) {
        Call call;
        call.id = row.id<CallId>(0);
        call.party = party;
        call.at = row.instant(1);
        call.on = row.date(2);
        call.user = row.optional_id<UserId>(3);
        call.by = row.text(4);
        call.direction = parse_direction(row.view(5)).value_or(Direction::outgoing);
        call.number = row.text(6);
        call.outcome = parse_outcome(row.view(7)).value_or(Outcome::talked);
        call.note = row.text(8);
        call.next_on = row.optional_date(9);
        call.promise = row.optional_id<HoldId>(10);
        return call;
      },
      tx.tenant(), party, limit);
}

std::vector<std::string> due_next_calls(db::Tx& tx, PartyId party, Date by) {
  return tx.all(
      select_due_next, [](db::Row& row) { return row.text(0); }, tx.tenant(), party, by);
}

std::map<PartyId, Date> last_talks(db::Tx& tx, std::span<const PartyId> people) {
  return dates(tx, select_last_talks(), people);
}

std::map<PartyId, Date> next_calls(db::Tx& tx, std::span<const PartyId> people) {
  return dates(tx, select_next_calls(), people);
}

}  // namespace quita::desk
