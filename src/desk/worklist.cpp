#include "desk/worklist.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "company/user.h"
#include "dunning/people_query.h"
#include "dunning/policy_store.h"
#include "party/party_store.h"

namespace quita::desk {
namespace {

// One statement a way of choosing the queue, so that each walks its own index.
#define QUITA_WORK_PAGE                                                                       \
  "AND section = $2 AND (place < $3 OR (place = $3 AND party_id < $4)) ORDER BY place DESC, " \
  "party_id DESC LIMIT $5"

constexpr auto select_page_of_all =
    "SELECT party_id, place, owner_id FROM worklist WHERE tenant_id = $1 " QUITA_WORK_PAGE;
constexpr auto select_page_of_nobody =
    "SELECT party_id, place, owner_id FROM worklist WHERE tenant_id = $1 AND owner_id IS "
    "NULL " QUITA_WORK_PAGE;
constexpr auto select_page_of_user =
    "SELECT party_id, place, owner_id FROM worklist WHERE tenant_id = $1 AND owner_id = "
    "$6 " QUITA_WORK_PAGE;

constexpr auto count_of_all =
    "SELECT COUNT(*) FROM (SELECT 1 AS one FROM worklist WHERE tenant_id = $1 AND section = $2 "
    "LIMIT $3) x";
constexpr auto count_of_nobody =
    "SELECT COUNT(*) FROM (SELECT 1 AS one FROM worklist WHERE tenant_id = $1 AND section = $2 "
    "AND owner_id IS NULL LIMIT $3) x";
constexpr auto count_of_user =
    "SELECT COUNT(*) FROM (SELECT 1 AS one FROM worklist WHERE tenant_id = $1 AND section = $2 "
    "AND owner_id = $4 LIMIT $3) x";

const db::ManyStatement& select_claims() {
  static const db::ManyStatement sql = dunning::people_statement(
      "SELECT party_id, user_id, by_name, until FROM work_claim WHERE tenant_id = $1 "
      "AND until > $2 AND party_id IN ({people})",
      2);
  return sql;
}

constexpr auto select_claim =
    "SELECT user_id, by_name, until FROM work_claim WHERE tenant_id = $1 AND party_id = $2 "
    "AND until > $3";

constexpr auto upsert_claim =
    "INSERT INTO work_claim (tenant_id, party_id, user_id, by_name, until) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, party_id) DO UPDATE SET user_id = $3, "
    "by_name = $4, until = $5 WHERE work_claim.until <= $6 OR work_claim.user_id = $3";

constexpr auto delete_claim =
    "DELETE FROM work_claim WHERE tenant_id = $1 AND party_id = $2 AND user_id = $3";

constexpr std::int64_t behind_everybody = INT64_MAX;
constexpr int next_tries_max = 4;  // pages looked through for somebody who may be called

struct Placed {
  PartyId party;
  std::int64_t place = 0;
  std::optional<UserId> owner;
};

PartyId last_id() {
  PartyId id;
  id.uuid.bytes.fill(0xFF);
  return id;
}

std::vector<Placed> placed_of(db::Tx& tx, Section section, const QueueChoice& queue,
                              const std::optional<WorkAfter>& after, int limit) {
  const auto read = [](db::Row& row) {
    return Placed{row.id<PartyId>(0), row.integer(1), row.optional_id<UserId>(2)};
  };
  const std::int64_t place = after ? after->place : behind_everybody;
  const PartyId party = after ? after->party : last_id();
  switch (queue.kind) {
    case QueueChoice::Kind::all:
      return tx.all(select_page_of_all, read, tx.tenant(), word(section), place, party, limit);
    case QueueChoice::Kind::nobody:
      return tx.all(select_page_of_nobody, read, tx.tenant(), word(section), place, party, limit);
    case QueueChoice::Kind::user:
      return tx.all(select_page_of_user, read, tx.tenant(), word(section), place, party, limit,
                    queue.user);
  }
  return {};
}

Claim read_claim(db::Row& row, int from) {
  return {row.id<UserId>(from), row.text(from + 1), row.instant(from + 2)};
}

// The rows of those customers who still belong to the section, best first.
std::vector<WorkRow> rows_of(db::Tx& tx, const Act& act, Section section,
                             const std::vector<Placed>& placed) {
  std::vector<PartyId> ids;
  std::map<PartyId, std::optional<UserId>> owners;
  for (const Placed& each : placed) {
    ids.push_back(each.party);
    owners[each.party] = each.owner;
  }
  std::map<PartyId, Claim> claims;
  dunning::each_of_people(
      tx, select_claims(), std::span<const PartyId>(ids),
      [&](db::Row& row) { claims[row.id<PartyId>(0)] = read_claim(row, 1); }, act.now);
  std::map<UserId, std::string> names;
  for (const auto& user : company::list_users(tx)) names[user.id] = user.name;
  const auto limits = dunning::load_limits(tx);

  std::vector<WorkRow> rows;
  for (WorkPerson& work : load_work_people(tx, ids, act.today)) {
    if (!work.worth || work.worth->section != section) continue;
    WorkRow row;
    const PartyId id = work.person.facts.id;
    row.owner = owners[id];
    if (row.owner) row.owner_name = names[*row.owner];
    if (const auto at = claims.find(id); at != claims.end()) row.claim = at->second;
    row.may_call = may_be_called(work.person.facts, limits, work.telephones, act.today,
                                 dunning::local_minute(act.today, act.now, work.person.time_zone));
    row.work = std::move(work);
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const WorkRow& a, const WorkRow& b) {
    const Worth &x = *a.work.worth, &y = *b.work.worth;
    return x.agreed != y.agreed ? x.agreed : x.expected > y.expected;
  });
  return rows;
}

bool taken_by_another(const WorkRow& row, UserId user) {
  return row.claim && row.claim->user != user;
}

std::optional<PartyId> next_of(db::Tx& tx, const Act& act, UserId user, Section section,
                               const QueueChoice& queue, std::optional<PartyId> after) {
  std::optional<WorkAfter> from;
  for (int tries = 0; tries < next_tries_max; ++tries) {
    const auto placed = placed_of(tx, section, queue, from, page_max);
    for (const WorkRow& row : rows_of(tx, act, section, placed)) {
      const PartyId id = row.work.person.facts.id;
      if (after && id == *after) continue;
      if (row.may_call.rule != CallRule::may_call || taken_by_another(row, user)) continue;
      if (claim(tx, act, user, id)) return id;
    }
    if (placed.size() < static_cast<std::size_t>(page_max)) return std::nullopt;
    from = WorkAfter{placed.back().place, placed.back().party};
  }
  return std::nullopt;
}

}  // namespace

WorkPage read_worklist(db::Tx& tx, const Act& act, Section section, const QueueChoice& queue,
                       const std::optional<WorkAfter>& after, int limit) {
  limit = std::min(limit, page_max);
  auto placed = placed_of(tx, section, queue, after, limit + 1);
  WorkPage page;
  if (placed.size() > static_cast<std::size_t>(limit)) {
    placed.pop_back();
    page.next = WorkAfter{placed.back().place, placed.back().party};
  }
  page.rows = rows_of(tx, act, section, placed);
  return page;
}

std::vector<SectionCount> count_sections(db::Tx& tx, const QueueChoice& queue) {
  std::vector<SectionCount> counts;
  const auto read = [](db::Row& row) { return row.integer(0); };
  for (const Section section : {Section::open, Section::easy, Section::at_risk}) {
    std::optional<std::int64_t> count;
    switch (queue.kind) {
      case QueueChoice::Kind::all:
        count = tx.one(count_of_all, read, tx.tenant(), word(section), counted_max);
        break;
      case QueueChoice::Kind::nobody:
        count = tx.one(count_of_nobody, read, tx.tenant(), word(section), counted_max);
        break;
      case QueueChoice::Kind::user:
        count = tx.one(count_of_user, read, tx.tenant(), word(section), counted_max, queue.user);
        break;
    }
    counts.push_back({section, count.value_or(0)});
  }
  return counts;
}

std::optional<PartyId> claim_next(db::Tx& tx, const Act& act, UserId user,
                                  std::optional<Section> section, const QueueChoice& queue,
                                  std::optional<PartyId> after) {
  if (section) return next_of(tx, act, user, *section, queue, after);
  for (const Section each : {Section::easy, Section::at_risk, Section::open}) {
    if (const auto found = next_of(tx, act, user, each, queue, after)) return found;
  }
  return std::nullopt;
}

Result<Claim> claim(db::Tx& tx, const Act& act, UserId user, PartyId party) {
  if (!party::find_name(tx, party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  const Claim wanted{user, act.actor, act.now + std::chrono::minutes(claim_minutes)};
  if (tx.execute(upsert_claim, tx.tenant(), party, user, wanted.by, wanted.until, act.now) == 0) {
    const auto holder = claim_of(tx, party, act.now);
    return fail(ErrorKind::conflict, "work.claimed",
                fmt::format("{} está com este cliente agora.",
                            holder ? holder->by : std::string("Outra pessoa")),
                "id");
  }
  return wanted;
}

void release(db::Tx& tx, UserId user, PartyId party) {
  tx.execute(delete_claim, tx.tenant(), party, user);
}

std::optional<Claim> claim_of(db::Tx& tx, PartyId party, Instant now) {
  return tx.one(
      select_claim, [](db::Row& row) { return read_claim(row, 0); }, tx.tenant(), party, now);
}

}  // namespace quita::desk
