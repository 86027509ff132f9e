#include "proof/seal.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/text.h"
#include "company/company.h"
#include "company/lease.h"
#include "company/setting.h"
#include "proof/chain.h"
#include "proof/entry.h"

namespace quita::proof {
namespace {

using namespace std::chrono_literals;

constexpr auto lock_party =
    "UPDATE party SET updated_at = updated_at WHERE tenant_id = $1 AND id = $2";

constexpr auto select_head =
    "SELECT seq, hash FROM proof_entry WHERE tenant_id = $1 AND party_id = $2 "
    "ORDER BY seq DESC LIMIT 1";

constexpr auto select_entries =
    "SELECT seq, event_id, content, hash, sealed_at FROM proof_entry WHERE tenant_id = $1 "
    "AND party_id = $2 ORDER BY seq";

constexpr auto select_new_events =
    "SELECT id, party_id, kind FROM event WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3";

constexpr auto select_open_days =
    "SELECT DISTINCT sealed_on FROM proof_entry WHERE tenant_id = $1 AND sealed_on < $2 "
    "AND sealed_on > $3 ORDER BY sealed_on";

constexpr auto select_day_entries =
    "SELECT party_id, seq, hash FROM proof_entry WHERE tenant_id = $1 AND sealed_on = $2 "
    "ORDER BY party_id, seq";

constexpr auto select_last_day =
    "SELECT on_date, hash FROM proof_day WHERE tenant_id = $1 ORDER BY on_date DESC LIMIT 1";

constexpr auto select_days =
    "SELECT on_date, entries, hash, mac FROM proof_day WHERE tenant_id = $1 ORDER BY on_date";

constexpr auto insert_day =
    "INSERT INTO proof_day (tenant_id, on_date, entries, hash, mac, closed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

constexpr auto select_chained_parties =
    "SELECT DISTINCT party_id FROM proof_entry WHERE tenant_id = $1 ORDER BY party_id";

constexpr std::string_view cursor_setting = "proof_cursor";
constexpr int events_at_once = 5'000;
constexpr std::size_t parties_at_once = 100;
// An event's id tells when it happened, and an entry the day of its sealing; their transactions may
// commit a little later.
constexpr std::chrono::milliseconds late_commit = 10min;
constexpr std::chrono::milliseconds lease_time = 10min;
constexpr Date before_all_days(1970, 1, 1);

struct DayDigest {
  int entries = 0;
  std::string hash;
};

DayDigest digest_of_day(db::Tx& tx, Date date, std::string_view previous) {
  DayDigest day;
  std::string bytes(previous);
  bytes += '\n' + format_iso(date) + '\n';
  tx.each(
      select_day_entries,
      [&](db::Row& row) {
        ++day.entries;
        bytes += fmt::format("{} {} {}\n", row.id<PartyId>(0).text(), row.integer(1), row.view(2));
      },
      tx.tenant(), date);
  day.hash = digest(bytes);
  return day;
}

std::string mac_of(const SecretKey& key, std::string_view hash) {
  return hex(hmac_sha256(key, hash));
}

Date today_of(db::Tx& tx, Instant now) {
  const auto company = company::read_company(tx);
  return business_date(now, company ? company->time_zone : "America/Sao_Paulo");
}

void close_days(db::Tx& tx, const SecretKey& key, Instant now) {
  Date last = before_all_days;
  std::string previous;
  tx.each(
      select_last_day,
      [&](db::Row& row) {
        last = row.date(0);
        previous = row.text(1);
      },
      tx.tenant());
  // What was sealed a moment before midnight may commit a moment after it.
  const Date open = today_of(tx, Instant{now.ms - late_commit.count()});
  const auto days = tx.all(
      select_open_days, [](db::Row& row) { return row.date(0); }, tx.tenant(), open, last);
  for (const Date day : days) {
    const DayDigest made = digest_of_day(tx, day, previous);
    tx.execute(insert_day, tx.tenant(), day, made.entries, made.hash, mac_of(key, made.hash), now);
    previous = made.hash;
  }
}

EventId before_all_events() { return EventId{}; }

// The event after which new ones are looked for: a little before the last seen.
EventId with_late_commits(EventId last, Instant now) {
  const EventId recent = EventId::make(Instant{now.ms - late_commit.count()});
  return std::min(last, recent);
}

// Customers of whom something may have to be sealed, and how far the events were read.
struct Found {
  std::vector<PartyId> parties;
  EventId last;
  bool more = false;
};
Found find_new(db::Tx& tx, EventId after) {
  Found found{{}, after, false};
  int rows = 0;
  tx.each(
      select_new_events,
      [&](db::Row& row) {
        ++rows;
        found.last = row.id<EventId>(0);
        if (!row.null(1) && proven_kind(row.view(2))) found.parties.push_back(row.id<PartyId>(1));
      },
      tx.tenant(), after, events_at_once);
  found.more = rows == events_at_once;
  std::sort(found.parties.begin(), found.parties.end());
  found.parties.erase(std::unique(found.parties.begin(), found.parties.end()), found.parties.end());
  return found;
}

void seal_company(db::Db& db, TenantId tenant, const Clock& clock, const SecretKey& key,
                  const std::function<bool()>& keep_going) {
  EventId after = before_all_events();
  db.read(tenant, [&](db::Tx& tx) {
    if (const auto stored = company::read_setting(tx, cursor_setting)) {
      if (const auto id = EventId::parse(*stored)) after = *id;
    }
  });
  for (bool more = true; more && keep_going();) {
    const Found found = db.read(tenant, [&](db::Tx& tx) { return find_new(tx, after); });
    for (std::size_t i = 0; i < found.parties.size() && keep_going(); i += parties_at_once) {
      db.write(tenant, [&](db::Tx& tx) {
        const std::size_t end = std::min(found.parties.size(), i + parties_at_once);
        for (std::size_t k = i; k < end; ++k) seal_party(tx, found.parties[k], clock.now());
      });
    }
    if (!keep_going()) return;
    more = found.more;
    const EventId next = with_late_commits(found.last, clock.now());
    const bool moved = after < next;
    after = more ? found.last : next;
    if (!moved) continue;
    db.write(tenant, [&](db::Tx& tx) {
      company::write_setting(tx, clock.now(), cursor_setting, next.text());
    });
  }
  db.write(tenant, [&](db::Tx& tx) { close_days(tx, key, clock.now()); });
}

}  // namespace

SecretKey sealing_key(const SecretKey& installation) { return derive_key(installation, "proof"); }

Head head_of(db::Tx& tx, PartyId party) {
  Head head{0, first_link(tx.tenant(), party)};
  tx.each(
      select_head,
      [&](db::Row& row) {
        head.entries = static_cast<int>(row.integer(0));
        head.hash = row.text(1);
      },
      tx.tenant(), party);
  return head;
}

int seal_party(db::Tx& tx, PartyId party, Instant now) {
  // One writer a chain: PostgreSQL runs the later of two again, which then finds nothing to do.
  if (tx.engine() == db::Engine::postgres) tx.execute(lock_party, tx.tenant(), party);
  const auto facts = unsealed_facts(tx, party);
  if (facts.empty()) return 0;
  Head head = head_of(tx, party);
  const Date today = today_of(tx, now);
  std::vector<db::Values> rows;
  for (const Fact& fact : facts) {
    const std::string content = content_of(tx, party, fact, now);
    head.hash = next_link(head.hash, content);
    rows.push_back({tx.tenant(), party, static_cast<std::int64_t>(++head.entries), fact.event,
                    content, head.hash, now, today});
  }
  tx.bulk_insert(
      "proof_entry",
      {"tenant_id", "party_id", "seq", "event_id", "content", "hash", "sealed_at", "sealed_on"},
      rows);
  return static_cast<int>(rows.size());
}

void seal_due(db::Db& db, const Clock& clock, const SecretKey& key, std::string_view worker,
              const std::function<bool()>& keep_going) {
  const auto all = db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : all) {
    if (!keep_going()) return;
    const Instant now = clock.now();
    const bool ours = db.write(company.id, [&](db::Tx& tx) {
      return company::take_lease(tx, "proof", worker, now, now + lease_time);
    });
    if (!ours) continue;
    seal_company(db, company.id, clock, key, keep_going);
    db.write(company.id, [&](db::Tx& tx) { company::give_back_lease(tx, "proof", worker); });
  }
}

std::vector<std::string> problems_of(db::Tx& tx, PartyId party) {
  std::vector<std::string> problems;
  std::string previous = first_link(tx.tenant(), party);
  std::int64_t expected = 0;
  tx.each(
      select_entries,
      [&](db::Row& row) {
        const auto seq = row.integer(0);
        const std::string content = row.text(2);
        const std::string hash = row.text(3);
        if (seq != ++expected) {
          problems.push_back(fmt::format("Falta o registro {} da cadeia.", expected));
          expected = seq;
        }
        if (next_link(previous, content) != hash)
          problems.push_back(fmt::format("O registro {} foi alterado na cadeia.", seq));
        previous = hash;
        const auto fact = find_fact(tx, row.id<EventId>(1));
        if (!fact) {
          problems.push_back(fmt::format("O fato do registro {} foi apagado.", seq));
        } else if (content_of(tx, party, *fact, row.instant(4)) != content) {
          problems.push_back(
              fmt::format("O que o registro {} conta foi alterado depois de selado.", seq));
        }
      },
      tx.tenant(), party);
  return problems;
}

std::vector<std::string> problems_of_days(db::Tx& tx, const SecretKey& key) {
  std::vector<std::string> problems;
  std::string previous;
  struct Stored {
    Date on;
    std::int64_t entries;
    std::string hash, mac;
  };
  const auto days = tx.all(
      select_days,
      [](db::Row& row) {
        return Stored{row.date(0), row.integer(1), row.text(2), row.text(3)};
      },
      tx.tenant());
  for (const Stored& day : days) {
    const DayDigest made = digest_of_day(tx, day.on, previous);
    if (made.hash != day.hash || made.entries != day.entries)
      problems.push_back(
          fmt::format("O que foi selado em {} não é mais o mesmo.", format_br(day.on)));
    if (!equal_constant_time(mac_of(key, day.hash), day.mac))
      problems.push_back(
          fmt::format("O fecho de {} não foi feito por esta instalação.", format_br(day.on)));
    previous = day.hash;
  }
  return problems;
}

std::vector<receivable::Violation> check(db::Tx& tx, const SecretKey& key) {
  std::vector<receivable::Violation> found;
  const auto parties = tx.all(
      select_chained_parties, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant());
  for (const PartyId& party : parties) {
    for (std::string& problem : problems_of(tx, party))
      found.push_back({"proof.chain", party.text(), std::move(problem)});
  }
  for (std::string& problem : problems_of_days(tx, key))
    found.push_back({"proof.day", tx.tenant().text(), std::move(problem)});
  return found;
}

}  // namespace quita::proof
