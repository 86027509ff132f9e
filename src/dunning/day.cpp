#include "dunning/day.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "company/company.h"
#include "company/lease.h"
#include "credit/credit_service.h"
#include "dunning/contact_budget.h"
#include "dunning/fallback.h"
#include "dunning/money_in_flight.h"
#include "dunning/people_query.h"
#include "dunning/person_facts.h"
#include "dunning/plan.h"
#include "dunning/policy_store.h"
#include "dunning/task.h"
#include "messaging/outbox.h"
#include "messaging/withdrawal.h"
#include "receivable/receivable_store.h"
#include "receivable/title_look.h"

namespace quita::dunning {
namespace {

// Of one transaction. On SQLite nobody else writes meanwhile: 4,000 titles hold them up for about a
// tenth of a second. More of them would write the tables' pages less often, but since a piece of
// the day is chosen by title that is worth little: five times as many cost 8 % less on either
// engine.
constexpr int batch_titles = 4'000;
// PostgreSQL writes as many pieces side by side: while one waits for the server, another plans.
constexpr int pieces_at_once = 2;
constexpr std::size_t rows_at_once = 2'000;  // on their way to a table
constexpr int day_begins_minute = 5;         // after the company's midnight
constexpr int repeats_of_a_cause = 9;        // other addresses tried for one step in one day
constexpr std::chrono::minutes lease_time{10};
constexpr std::string_view lease_name = "dunning";

constexpr auto insert_day =
    "INSERT INTO dunning_day (tenant_id, business_date, started_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (tenant_id, business_date) DO NOTHING";

constexpr auto finish_day =
    "UPDATE dunning_day SET finished_at = $3, titles = $4, messages = $5, blocked = $6 "
    "WHERE tenant_id = $1 AND business_date = $2";

constexpr auto select_day_counts =
    "SELECT COUNT(DISTINCT title_id), COUNT(DISTINCT outbox_id), COUNT(DISTINCT task_id), "
    "COUNT(DISTINCT CASE WHEN action = 'none' THEN title_id END) FROM decision "
    "WHERE tenant_id = $1 AND business_date = $2";

constexpr auto select_day_finished =
    "SELECT finished_at FROM dunning_day WHERE tenant_id = $1 AND business_date = $2 "
    "AND finished_at IS NOT NULL";

// Through the index title_look_due: what is due, never the book (DESIGN law 10).
constexpr auto select_titles_due =
    "SELECT party_id FROM title_look WHERE tenant_id = $1 AND next_on <= $2 "
    "ORDER BY next_on, title_id LIMIT $3";

const db::ManyStatement& delete_looks() {
  static const db::ManyStatement sql = people_statement(
      "DELETE FROM title_look WHERE tenant_id = $1 AND title_id IN ({people}) RETURNING title_id",
      1);
  return sql;
}

const db::ManyStatement& select_decided() {
  static const db::ManyStatement sql = people_statement(
      "SELECT title_id, track FROM decision WHERE tenant_id = $1 AND business_date = $2 "
      "AND title_id IN ({people})",
      2);
  return sql;
}

// A table that PostgreSQL has never looked at has no number of rows yet.
constexpr auto select_never_analyzed =
    "SELECT 1 FROM pg_class WHERE oid = 'decision'::regclass AND reltuples < 0";
constexpr auto analyze =
    "ANALYZE decision, step_done, task_title, contact_made, outbox, outbox_title";

constexpr auto update_decision =
    "UPDATE decision SET policy_id = $5, step = $6, label = $7, action = $8, reason = $9, "
    "detail = $10, amount = $11, outbox_id = $12, task_id = $13, at = $14 WHERE tenant_id = $1 "
    "AND business_date = $2 AND title_id = $3 AND track = $4";

constexpr auto select_steps_of_message =
    "SELECT s.title_id FROM outbox_title o JOIN step_done s ON s.tenant_id = o.tenant_id "
    "AND s.title_id = o.title_id AND s.outbox_id = o.outbox_id "
    "WHERE o.tenant_id = $1 AND o.outbox_id = $2";

constexpr auto delete_step_of_message =
    "DELETE FROM step_done WHERE tenant_id = $1 AND title_id = $2 AND outbox_id = $3";

struct DayFrame {
  Date date;
  Instant now;
  PolicySet policies;
  ContactLimits limits;
  std::string zone;  // the company's
  messaging::Tone tone = messaging::Tone::neutral;
};

std::string_view word(Track track) { return track == Track::message ? "message" : "task"; }

std::string_view word(Action action) {
  return action == Action::message ? "message" : action == Action::task ? "task" : "none";
}

// The message's cause, or nothing when this step of this day is in the outbox already. After one
// that failed or was withdrawn the next number is taken.
std::optional<std::string> free_cause(const Person& person, Date date, int step) {
  const std::string first = fmt::format("{}{}:{}:{}", messaging::dunning_cause, format_iso(date),
                                        person.facts.id.text(), step);
  std::string cause = first;
  for (int number = 2; number <= repeats_of_a_cause; ++number) {
    const auto taken = person.messages_today.find(cause);
    if (taken == person.messages_today.end()) return cause;
    if (taken->second != messaging::MessageState::failed &&
        taken->second != messaging::MessageState::cancelled) {
      return std::nullopt;
    }
    cause = fmt::format("{}#{}", first, number);
  }
  return std::nullopt;
}

// The step of today is in the outbox already, for other titles of his: these wait a day.
void wait_a_day(PersonPlan& plan, Date date) {
  for (Decision& decision : plan.decisions) {
    if (decision.action != Action::message) continue;
    decision.action = Action::none;
    decision.reason = Reason::day_cap;
    decision.detail = "fica para " + format_br(date + 1);
    for (NextLook& look : plan.looks) {
      if (look.title == decision.title) look.on = date + 1;
    }
  }
  plan.message.reset();
}

// Rows for one table, in the order of its key, so that its pages are come by one after the other.
class Rows {
 public:
  Rows(db::Tx& tx, std::string_view table, db::Columns columns)
      : tx_(tx), table_(table), columns_(std::move(columns)) {}
  void add(db::Values row) {
    rows_.push_back(std::move(row));
    if (rows_.size() == rows_at_once) flush();
  }
  void flush() {
    tx_.bulk_insert(table_, columns_, rows_);
    rows_.clear();
  }

 private:
  db::Tx& tx_;
  std::string_view table_;
  db::Columns columns_;
  std::vector<db::Values> rows_;
};

// What the plans of some customers cause, gathered and then written table by table.
class Batch {
 public:
  Batch(db::Tx& tx, const DayFrame& frame) : tx_(tx), frame_(frame) {}

  void add(Person person) {
    const int minute = local_minute(frame_.date, frame_.now, person.time_zone);
    Planned planned{std::move(person), {}, {}, {}};
    planned.plan = plan(planned.person.facts, frame_.policies, frame_.limits, frame_.date, minute);
    if (planned.plan.message) {
      const auto cause = free_cause(planned.person, frame_.date, planned.plan.message->step);
      if (cause) {
        planned.message = messages_.size();
        messages_.push_back(message_of(planned.person, *planned.plan.message, *cause));
      } else {
        wait_a_day(planned.plan, frame_.date);
      }
    }
    const auto& holds = planned.person.facts.holds;
    waits_for_return_ |= std::any_of(holds.begin(), holds.end(), [](const HoldFacts& hold) {
      return hold.flight == Flight::return_late;
    });
    people_.push_back(std::move(planned));
  }

  void write() {
    message_ids_ = messaging::enqueue_all(tx_, messages_, frame_.now);
    for (Planned& planned : people_) open_tasks(planned);
    order_by_title();
    write_decisions();
    write_steps();
    write_looks();
    if (waits_for_return_) {
      std::vector<TitleId> waiting;
      for (const Decided& each : decided_) {
        const Decision& decision = *each.decision;
        const bool again = !waiting.empty() && waiting.back() == decision.title;
        if (decision.reason == Reason::return_late && !again) waiting.push_back(decision.title);
      }
      note_late_returns(tx_, frame_.date, waiting);
    }
  }

 private:
  struct Planned {
    Person person;
    PersonPlan plan;
    std::optional<std::size_t> message;  // its place in messages_
    std::map<TitleId, TaskId> tasks;     // of the titles for which one was opened
  };
  struct Decided {
    const Planned* planned = nullptr;
    const Decision* decision = nullptr;
  };

  messaging::NewMessage message_of(const Person& person, const PlannedMessage& planned,
                                   const std::string& cause) const {
    messaging::NewMessage message;
    message.cause = cause;
    message.party = person.facts.id;
    message.contact = planned.contact;
    message.recipient = person.address_of(planned.contact);
    message.channel = planned.channel;
    message.fallback = planned.fallback;
    message.template_name = planned.template_name;
    message.wording = {planned.tone.value_or(frame_.tone),
                       std::string(dunning::word(person.facts.profile))};
    message.business_date = frame_.date;
    message.not_before = std::max(
        frame_.now, instant_of({frame_.date, planned.not_before_minute}, person.time_zone));
    message.titles = planned.titles;
    return message;
  }

  static const TitleFacts& title_of(const Planned& planned, const TitleId& id) {
    const auto& titles = planned.person.facts.titles;
    return *std::find_if(titles.begin(), titles.end(),
                         [&](const TitleFacts& each) { return each.id == id; });
  }

  void open_tasks(Planned& planned) {
    const Act act{"régua", frame_.now, frame_.date};
    for (const PlannedTask& task : planned.plan.tasks) {
      NewTask wanted;
      wanted.cause = fmt::format("{}{}:{}:{}", messaging::dunning_cause, format_iso(frame_.date),
                                 planned.person.facts.id.text(), dunning::word(task.kind));
      wanted.kind = task.kind;
      wanted.party = planned.person.facts.id;
      wanted.label = task.label;
      wanted.due_on = frame_.date;
      for (const Decision& decision : planned.plan.decisions) {
        const bool its =
            std::find(task.titles.begin(), task.titles.end(), decision.title) != task.titles.end();
        if (!its || decision.action != Action::task) continue;
        wanted.titles.push_back(
            {decision.title, title_of(planned, decision.title).due_date, decision.step});
      }
      if (!task.titles.empty()) wanted.cause += ":" + task.titles.front().text();
      const auto id = open_task(tx_, act, wanted);
      if (id && task.kind == TaskKind::block_credit)
        block_credit(act, planned, task.titles.front(), *id);
      for (const TitleId& title : task.titles) {
        if (id) planned.tasks[title] = *id;
      }
    }
  }

  // What no person need do: no new order fits until nothing is late any more.
  void block_credit(const Act& act, const Planned& planned, TitleId oldest, TaskId id) {
    const TitleFacts& title = title_of(planned, oldest);
    const auto why =
        fmt::format("título {} vencido em {}", title.number, format_br(title.due_date));
    const auto done = credit::block(tx_, act, planned.person.facts.id, why, true);
    finish_decided(tx_, act, id, "", done ? "Crédito bloqueado" : done.error().message).value();
  }

  std::set<std::pair<TitleId, std::string>> decided_before() const {
    std::vector<TitleId> ids;
    for (const Decided& each : decided_) ids.push_back(each.decision->title);
    std::set<std::pair<TitleId, std::string>> found;
    each_of_people(
        tx_, select_decided(), std::span<const TitleId>(ids),
        [&](db::Row& row) { found.emplace(row.id<TitleId>(0), row.text(1)); }, frame_.date);
    return found;
  }

  // The decisions of all, by title.
  void order_by_title() {
    for (const Planned& planned : people_) {
      for (const Decision& decision : planned.plan.decisions)
        decided_.push_back({&planned, &decision});
    }
    std::sort(decided_.begin(), decided_.end(), [](const Decided& a, const Decided& b) {
      return std::tie(a.decision->title, a.decision->track) <
             std::tie(b.decision->title, b.decision->track);
    });
  }

  std::optional<MessageId> message_of(const Decided& decided) const {
    if (decided.decision->action != Action::message || !decided.planned->message)
      return std::nullopt;
    return message_ids_[*decided.planned->message];
  }

  static std::optional<TaskId> task_of(const Decided& decided) {
    const auto& tasks = decided.planned->tasks;
    const auto opened = tasks.find(decided.decision->title);
    if (decided.decision->action != Action::task || opened == tasks.end()) return std::nullopt;
    return opened->second;
  }

  void write_decisions() {
    const auto before = decided_before();
    Rows rows(tx_, "decision",
              {"tenant_id", "business_date", "title_id", "track", "party_id", "policy_id", "step",
               "label", "action", "reason", "detail", "amount", "outbox_id", "task_id", "at"});
    for (const Decided& each : decided_) {
      const Decision& decision = *each.decision;
      if (before.contains({decision.title, std::string(word(decision.track))})) {
        tx_.execute(update_decision, tx_.tenant(), frame_.date, decision.title,
                    word(decision.track), decision.policy, decision.step, decision.label,
                    word(decision.action), reason_word(decision.reason), decision.detail,
                    decision.owed, message_of(each), task_of(each), frame_.now);
        continue;
      }
      rows.add({tx_.tenant(), frame_.date, decision.title, word(decision.track),
                each.planned->person.facts.id, decision.policy, decision.step, decision.label,
                word(decision.action), reason_word(decision.reason), decision.detail, decision.owed,
                message_of(each), task_of(each), frame_.now});
    }
    rows.flush();
  }

  void write_steps() {
    Rows steps(tx_, "step_done",
               {"tenant_id", "title_id", "due_date", "step", "business_date", "outbox_id"});
    for (const Decided& each : decided_) {
      const auto message = message_of(each);
      if (!message) continue;
      const TitleId title = each.decision->title;
      steps.add({tx_.tenant(), title, title_of(*each.planned, title).due_date, each.decision->step,
                 frame_.date, *message});
    }
    steps.flush();
    Rows contacts(tx_, "contact_made",
                  {"tenant_id", "party_id", "business_date", "outbox_id", "channel", "demand"});
    for (const Planned& planned : people_) {
      if (!planned.message) continue;
      contacts.add({tx_.tenant(), planned.person.facts.id, frame_.date,
                    message_ids_[*planned.message], messaging::word(planned.plan.message->channel),
                    planned.plan.message->demand});
    }
    contacts.flush();
  }

  void write_looks() {
    struct Look {
      TitleId title;
      PartyId party;
      Date on;
    };
    std::vector<Look> moved, begun;
    std::vector<TitleId> ended;
    for (const Planned& planned : people_) {
      for (const NextLook& look : planned.plan.looks) {
        const auto before = title_of(planned, look.title).look_on;
        if (before == look.on) continue;
        if (!look.on) {
          ended.push_back(look.title);
        } else {
          (before ? moved : begun).push_back({look.title, planned.person.facts.id, *look.on});
        }
      }
    }
    const auto by_title = [](const Look& a, const Look& b) { return a.title < b.title; };
    std::sort(moved.begin(), moved.end(), by_title);
    std::sort(begun.begin(), begun.end(), by_title);
    std::sort(ended.begin(), ended.end());
    std::vector<db::Values> rows;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      rows.push_back({tx_.tenant(), moved[i].title, moved[i].on});
      if (rows.size() < rows_at_once && i + 1 < moved.size()) continue;
      tx_.bulk_update("title_look", {"tenant_id", "title_id"}, {"next_on"}, rows);
      rows.clear();
    }
    Rows inserted(tx_, "title_look", {"tenant_id", "title_id", "party_id", "next_on"});
    for (const Look& look : begun) inserted.add({tx_.tenant(), look.title, look.party, look.on});
    inserted.flush();
    each_of_people(tx_, delete_looks(), std::span<const TitleId>(ended), [](db::Row&) {});
  }

  db::Tx& tx_;
  const DayFrame& frame_;
  std::vector<Planned> people_;
  bool waits_for_return_ = false;  // somebody, for a bank's file
  std::vector<messaging::NewMessage> messages_;
  std::vector<MessageId> message_ids_;
  std::vector<Decided> decided_;
};

// What an earlier day left in the queue is decided anew with today's facts.
void withdraw_leftovers(db::Tx& tx, Date date, Instant now) {
  for (const MessageId& id : messaging::queued_before(tx, messaging::dunning_cause, date)) {
    const auto row = messaging::load_message(tx, id).value();
    const auto became = messaging::withdraw(
        tx, row, messaging::MessageState::failed,
        "Não saiu no próprio dia; a régua decidiu de novo em " + format_br(date) + ".", now);
    if (became == messaging::MessageState::failed) give_steps_back(tx, row, date);
  }
}

// Of the titles due longest; each once, in one order, so that two workers cannot wait for each
// other.
struct Due {
  int titles = 0;
  std::vector<PartyId> people;
};
Due people_due(db::Tx& tx, Date date, int titles_max) {
  Due due;
  due.people = tx.all(
      select_titles_due, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(), date,
      titles_max);
  due.titles = static_cast<int>(due.people.size());
  std::sort(due.people.begin(), due.people.end());
  due.people.erase(std::unique(due.people.begin(), due.people.end()), due.people.end());
  return due;
}

// Another process may have decided about him since he was found.
bool still_due(const Person& person, Date date) {
  const auto& titles = person.facts.titles;
  return std::any_of(titles.begin(), titles.end(), [&](const TitleFacts& title) {
    return title.look_on && *title.look_on <= date;
  });
}

// These customers, in the transaction given.
void decide(db::Tx& tx, Date date, Instant now, std::span<const PartyId> people) {
  const auto company = company::read_company(tx);
  if (!company) throw db::Failure("no tenant " + tx.tenant().text(), false);
  lock_budgets(tx, people);
  const DayFrame frame{
      date, now, load_policies(tx), load_limits(tx), company->time_zone, messaging::load_tone(tx)};
  auto found = load_people(tx, people, date, frame.zone,
                           asks_for_labels(frame.policies) ? Labels::read : Labels::left_out);
  if (found.size() < people.size()) throw db::Failure("a title without its party", false);
  Batch batch(tx, frame);
  for (Person& person : found) {
    if (still_due(person, date)) batch.add(std::move(person));
  }
  batch.write();
}

// A piece of the day in one transaction; gives how many titles were due.
int run_piece(db::Db& db, TenantId tenant, Date date, const Clock& clock) {
  return db.write(tenant, [&](db::Tx& tx) {
    const auto [titles, people] = people_due(tx, date, batch_titles);
    if (titles > 0) decide(tx, date, clock.now(), people);
    return titles;
  });
}

// The same in several transactions at once, each of which has customers of its own.
int run_pieces(db::Db& db, TenantId tenant, Date date, const Clock& clock) {
  const auto [titles, people] = db.read(
      tenant, [&](db::Tx& tx) { return people_due(tx, date, pieces_at_once * batch_titles); });
  if (titles == 0) return 0;
  if (titles <= batch_titles) return run_piece(db, tenant, date, clock);
  const auto run = [&](std::span<const PartyId> some) {
    db.write(tenant, [&](db::Tx& tx) { decide(tx, date, clock.now(), some); });
  };
  std::vector<std::future<void>> others;
  const std::size_t share = (people.size() + pieces_at_once - 1) / pieces_at_once;
  std::span<const PartyId> rest(people);
  while (rest.size() > share) {
    others.push_back(std::async(std::launch::async, run, rest.first(share)));
    rest = rest.subspan(share);
  }
  run(rest);
  for (std::future<void>& other : others) other.get();
  return titles;
}

// The next customers; gives how many titles were due, none at the day's end.
int run_some(db::Db& db, TenantId tenant, Date date, const Clock& clock) {
  return db.engine() == db::Engine::postgres ? run_pieces(db, tenant, date, clock)
                                             : run_piece(db, tenant, date, clock);
}

// A company's first large day fills tables that PostgreSQL has never looked at, and plans for as if
// they were empty: it would read them whole, customer by customer, until its autovacuum comes by in
// a minute.
void look_at_statistics(db::Db& db) {
  if (db.engine() != db::Engine::postgres) return;
  db.write_system([](db::Tx& tx) {
    if (tx.one(select_never_analyzed, [](db::Row&) { return true; })) tx.execute(analyze);
  });
}

DayReport count_day(db::Tx& tx, Date date) {
  return tx
      .one(
          select_day_counts,
          [&](db::Row& row) {
            return DayReport{date, static_cast<int>(row.integer(0)),
                             static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)),
                             static_cast<int>(row.integer(3))};
          },
          tx.tenant(), date)
      .value();
}

bool has_work(db::Tx& tx, Date date) {
  const auto finished = tx.one(
      select_day_finished, [](db::Row&) { return true; }, tx.tenant(), date);
  if (!finished || returns_came(tx, date)) return true;
  return people_due(tx, date, 1).titles > 0;
}

}  // namespace

DayReport run_day(db::Db& db, TenantId tenant, Date date, const Clock& clock,
                  const std::function<bool()>& keep_going) {
  db.write(tenant, [&](db::Tx& tx) {
    tx.execute(insert_day, tx.tenant(), date, clock.now());
    withdraw_leftovers(tx, date, clock.now());
    look_again_after_returns(tx, date);
  });
  bool more = true;
  for (int round = 0; more && keep_going(); ++round) {
    const int titles = run_some(db, tenant, date, clock);
    more = titles > 0;
    if (round == 0 && titles >= batch_titles) look_at_statistics(db);
  }
  return db.write(tenant, [&](db::Tx& tx) {
    const DayReport report = count_day(tx, date);
    if (!more) {
      tx.execute(finish_day, tx.tenant(), date, clock.now(), report.titles, report.messages,
                 report.blocked);
    }
    return report;
  });
}

void run_due_days(db::Db& db, const Clock& clock, std::string_view worker,
                  const std::function<bool()>& keep_going) {
  const auto companies = db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) return;
    const LocalTime local = local_time(clock.now(), company.time_zone);
    if (local.minute < day_begins_minute) continue;
    if (!db.read(company.id, [&](db::Tx& tx) { return has_work(tx, local.date); })) continue;
    const auto mine = [&] {
      return db.write(company.id, [&](db::Tx& tx) {
        const Instant now = clock.now();
        return company::take_lease(tx, lease_name, worker, now, now + lease_time);
      });
    };
    if (!mine()) continue;
    run_day(db, company.id, local.date, clock, [&] { return keep_going() && mine(); });
    db.write(company.id, [&](db::Tx& tx) { company::give_back_lease(tx, lease_name, worker); });
  }
}

void take_back_step(db::Tx& tx, MessageId message, TitleId title, Date look_on) {
  tx.execute(delete_step_of_message, tx.tenant(), title, message);
  const auto record = receivable::find_title(tx, title);
  if (!record || !receivable::collectable(record->state)) return;
  const auto look = receivable::next_look(tx, title);
  if (look && *look <= look_on) return;
  receivable::set_next_look(tx, title, record->title.party, look_on);
}

void take_back_steps(db::Tx& tx, MessageId message, Date look_on) {
  const auto titles = tx.all(
      select_steps_of_message, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(),
      message);
  for (const TitleId& title : titles) take_back_step(tx, message, title, look_on);
}

}  // namespace quita::dunning
