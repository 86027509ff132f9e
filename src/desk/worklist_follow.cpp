// The worklist follows what happens (worklist.h).
#include <algorithm>
#include <chrono>
#include <functional>
#include <set>

#include "company/company.h"
#include "company/lease.h"
#include "desk/worklist.h"
#include "dunning/people_query.h"
#include "party/acting.h"
#include "receivable/charges.h"

namespace quita::desk {
namespace {

constexpr std::string_view lease_name = "worklist";
constexpr std::chrono::minutes lease_time{5};
// A transaction may commit after another one whose ids are younger: so far back is read again.
constexpr std::chrono::seconds overlap{30};
// Before every amount: who agreed to a call today stands first.
constexpr std::int64_t agreed_first = 1'000'000'000'000'000;

constexpr auto select_progress =
    "SELECT event_id, due_date, title_id FROM worklist_progress WHERE tenant_id = $1";

constexpr auto upsert_progress =
    "INSERT INTO worklist_progress (tenant_id, event_id, due_date, title_id) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id) DO UPDATE SET event_id = $2, due_date = $3, "
    "title_id = $4";

constexpr auto select_events =
    "SELECT id, party_id FROM event WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3";

// A company that begins: what happened before is in the titles.
constexpr auto select_last_event =
    "SELECT id FROM event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1";

// Through the index title_due, which holds what is owed only.
constexpr auto select_late =
    "SELECT due_date, id, party_id FROM title WHERE tenant_id = $1 AND state IN ('open', "
    "'partly_paid') AND (due_date > $2 OR (due_date = $2 AND id > $3)) AND due_date <= $4 "
    "ORDER BY due_date, id LIMIT $5";

constexpr auto select_looks =
    "SELECT party_id FROM worklist WHERE tenant_id = $1 AND look_on <= $2 "
    "ORDER BY look_on, party_id LIMIT $3";

const db::ManyStatement& delete_rows() {
  static const db::ManyStatement sql = dunning::people_statement(
      "DELETE FROM worklist WHERE tenant_id = $1 AND party_id IN ({people}) RETURNING party_id", 1);
  return sql;
}

struct Progress {
  EventId event;
  Date due = Date(1900, 1, 1);
  TitleId title;
  bool operator==(const Progress&) const = default;
};

// The least id of that millisecond.
EventId id_at(std::int64_t ms) {
  EventId id;
  for (int i = 0; i < 6; ++i)
    id.uuid.bytes[static_cast<std::size_t>(i)] =
        static_cast<std::uint8_t>(static_cast<std::uint64_t>(ms) >> (40 - 8 * i));
  return id;
}
std::int64_t ms_of(const EventId& id) {
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.uuid.bytes[i];
  return ms;
}

class Following {
 public:
  Following(db::Tx& tx, Date today, int customers_max)
      : tx_(tx), today_(today), room_(customers_max) {}

  int run() {
    begin();
    const Progress before = progress_;
    facts();
    newly_late();
    looks();
    std::vector<PartyId> ids(people_.begin(), people_.end());
    write(ids);
    if (first_ || progress_ != before) {
      tx_.execute(upsert_progress, tx_.tenant(), progress_.event, progress_.due, progress_.title);
    }
    return std::max(static_cast<int>(ids.size()), facts_full_ ? 1 : 0);
  }

 private:
  void begin() {
    const auto found = tx_.one(
        select_progress,
        [](db::Row& row) {
          return Progress{row.id<EventId>(0), row.date(1), row.id<TitleId>(2)};
        },
        tx_.tenant());
    first_ = !found;
    if (found) {
      progress_ = *found;
    } else {
      const auto last = tx_.one(
          select_last_event, [](db::Row& row) { return row.id<EventId>(0); }, tx_.tenant());
      if (last) progress_.event = *last;
    }
  }

  bool full() const { return static_cast<int>(people_.size()) >= room_; }
  int left() const { return room_ - static_cast<int>(people_.size()); }

  void facts() {
    if (first_) return;
    int seen = 0;
    const auto take = [&](db::Row& row) {
      ++seen;
      progress_.event = std::max(progress_.event, row.id<EventId>(0));
      if (!row.null(1)) people_.insert(row.id<PartyId>(1));
    };
    const EventId from = progress_.event;
    tx_.each(select_events, take, tx_.tenant(), from, room_);
    // What committed late, once nothing newer is waiting.
    facts_full_ = seen == room_;
    if (seen == 0 || facts_full_) return;
    const EventId again = id_at(ms_of(from) - std::chrono::milliseconds(overlap).count());
    tx_.each(select_events, take, tx_.tenant(), again, room_);
  }

  void newly_late() {
    if (full()) return;
    tx_.each(
        select_late,
        [&](db::Row& row) {
          progress_.due = row.date(0);
          progress_.title = row.id<TitleId>(1);
          people_.insert(row.id<PartyId>(2));
        },
        tx_.tenant(), progress_.due, progress_.title, receivable::last_overdue_due_date(today_),
        left());
  }

  void looks() {
    if (full()) return;
    tx_.each(
        select_looks, [&](db::Row& row) { people_.insert(row.id<PartyId>(0)); }, tx_.tenant(),
        today_, left());
  }

  void write(std::span<const PartyId> ids) {
    if (ids.empty()) return;
    const auto rules = rules_in_force(tx_);
    std::vector<db::Values> rows;
    for (const WorkPerson& work : load_work_people(tx_, ids, today_)) {
      if (!work.worth) continue;
      const auto owner = work.assigned ? work.assigned : owner_of(rules, work.for_queue());
      const std::int64_t place =
          work.worth->expected.centavos() + (work.worth->agreed ? agreed_first : 0);
      rows.push_back({tx_.tenant(), work.person.facts.id, word(work.worth->section), place,
                      work.facts.owed, owner, work.worth->changes_on});
    }
    dunning::each_of_people(tx_, delete_rows(), ids, [](db::Row&) {});
    tx_.bulk_insert("worklist",
                    {"tenant_id", "party_id", "section", "place", "owed", "owner_id", "look_on"},
                    rows);
  }

  db::Tx& tx_;
  Date today_;
  int room_;
  bool first_ = false;
  bool facts_full_ = false;  // more facts are waiting
  Progress progress_;
  std::set<PartyId> people_;
};

constexpr auto select_news =
    "SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM worklist_progress p WHERE p.tenant_id = $1) "
    "OR EXISTS (SELECT 1 FROM worklist w WHERE w.tenant_id = $1 AND w.look_on <= $2) "
    "OR EXISTS (SELECT 1 FROM worklist_progress p JOIN event e ON e.tenant_id = p.tenant_id "
    "AND e.id > p.event_id WHERE p.tenant_id = $1) "
    "OR EXISTS (SELECT 1 FROM worklist_progress p JOIN title t ON t.tenant_id = p.tenant_id "
    "AND t.state IN ('open', 'partly_paid') AND (t.due_date > p.due_date OR (t.due_date = "
    "p.due_date AND t.id > p.title_id)) AND t.due_date <= $3 WHERE p.tenant_id = $1) "
    "THEN 1 ELSE 0 END";

bool is_behind(db::Tx& tx, Date today) {
  return tx
      .one(
          select_news, [](db::Row& row) { return row.boolean(0); }, tx.tenant(), today,
          receivable::last_overdue_due_date(today))
      .value();
}

}  // namespace

int follow(db::Tx& tx, Date today, int customers_max) {
  return Following(tx, today, customers_max).run();
}

void catch_up(db::Db& db, TenantId tenant, Date today, Instant now) {
  if (!db.read(tenant, [&](db::Tx& tx) { return is_behind(tx, today); })) return;
  const std::string me = EventId::make(now).text();
  db.write(tenant, [&](db::Tx& tx) {
    if (!company::take_lease(tx, lease_name, me, now, now + lease_time)) return;
    follow(tx, today, follow_customers_max);
    company::give_back_lease(tx, lease_name, me);
  });
}

void follow_all(db::Db& db, const Clock& clock, std::string_view worker,
                const std::function<bool()>& keep_going) {
  const auto companies = db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) return;
    const auto mine = [&] {
      return db.write(company.id, [&](db::Tx& tx) {
        const Instant now = clock.now();
        return company::take_lease(tx, lease_name, worker, now, now + lease_time);
      });
    };
    if (!mine()) continue;
    const auto step = [&] {
      return db.write(company.id, [&](db::Tx& tx) {
        const Instant now = clock.now();
        return follow(tx, business_date(now, company.time_zone), follow_customers_max);
      });
    };
    while (keep_going() && step() > 0) {
    }
    db.write(company.id, [&](db::Tx& tx) { company::give_back_lease(tx, lease_name, worker); });
  }
}

}  // namespace quita::desk
