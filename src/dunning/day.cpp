#include "dunning/day.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include "company/company.h"
#include "company/lease.h"
#include "dunning/contact_budget.h"
#include "dunning/person_facts.h"
#include "dunning/plan.h"
#include "dunning/policy_store.h"
#include "messaging/outbox.h"
#include "party/party_store.h"
#include "receivable/receivable_store.h"

namespace quita::dunning {
namespace {

constexpr int batch_titles = 100;      // of one transaction: few enough not to hold up others
constexpr int day_begins_minute = 5;   // after the company's midnight
constexpr int repeats_of_a_cause = 9;  // other addresses tried for one step in one day
constexpr std::chrono::minutes lease_time{10};
constexpr std::string_view lease_name = "dunning";

constexpr auto insert_day =
    "INSERT INTO dunning_day (tenant_id, business_date, started_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (tenant_id, business_date) DO NOTHING";

constexpr auto finish_day =
    "UPDATE dunning_day SET finished_at = $3, titles = $4, messages = $5, blocked = $6 "
    "WHERE tenant_id = $1 AND business_date = $2";

constexpr auto select_day_counts =
    "SELECT COUNT(*), COUNT(DISTINCT outbox_id), "
    "COUNT(CASE WHEN action = 'none' THEN 1 END) FROM decision "
    "WHERE tenant_id = $1 AND business_date = $2";

constexpr auto select_day_finished =
    "SELECT finished_at FROM dunning_day WHERE tenant_id = $1 AND business_date = $2 "
    "AND finished_at IS NOT NULL";

// Through the index title_next_step: what is due, never the book (DESIGN law 10).
constexpr auto select_titles_due =
    "SELECT party_id FROM title WHERE tenant_id = $1 AND next_step_on <= $2 "
    "ORDER BY next_step_on, party_id LIMIT $3";

constexpr auto select_still_due =
    "SELECT 1 FROM title WHERE tenant_id = $1 AND party_id = $2 AND next_step_on <= $3 LIMIT 1";

constexpr auto upsert_decision =
    "INSERT INTO decision (tenant_id, business_date, title_id, party_id, policy_id, step, action, "
    "reason, detail, amount, outbox_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
    "$12) ON CONFLICT (tenant_id, business_date, title_id) DO UPDATE SET policy_id = $5, step = "
    "$6, "
    "action = $7, reason = $8, detail = $9, amount = $10, outbox_id = $11, at = $12";

constexpr auto insert_step_done =
    "INSERT INTO step_done (tenant_id, title_id, due_date, step, business_date, outbox_id) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

constexpr auto select_steps_of_message =
    "SELECT s.title_id FROM outbox_title o JOIN step_done s ON s.tenant_id = o.tenant_id "
    "AND s.title_id = o.title_id AND s.outbox_id = o.outbox_id "
    "WHERE o.tenant_id = $1 AND o.outbox_id = $2";

constexpr auto delete_step_of_message =
    "DELETE FROM step_done WHERE tenant_id = $1 AND title_id = $2 AND outbox_id = $3";

struct DayFrame {
  Date date;
  Instant now;
  Policy policy;
  ContactLimits limits;
  std::string zone;  // the company's
};

// The message's cause, or nothing when this step of this day is in the outbox already. After one
// that failed or was withdrawn the next number is taken.
std::optional<std::string> free_cause(db::Tx& tx, Date date, PartyId party, int step) {
  const std::string first =
      fmt::format("{}{}:{}:{}", messaging::dunning_cause, format_iso(date), party.text(), step);
  std::string cause = first;
  for (int number = 2; number <= repeats_of_a_cause; ++number) {
    const auto state = messaging::state_of_cause(tx, cause);
    if (!state) return cause;
    if (*state != messaging::MessageState::failed && *state != messaging::MessageState::cancelled) {
      return std::nullopt;
    }
    cause = fmt::format("{}#{}", first, number);
  }
  return std::nullopt;
}

// What an earlier day left in the queue is decided anew with today's facts.
void withdraw_leftovers(db::Tx& tx, PartyId party, const DayFrame& frame) {
  for (const MessageId& id :
       messaging::queued_before(tx, party, messaging::dunning_cause, frame.date)) {
    messaging::finish(
        tx, id, messaging::MessageState::failed,
        "Não saiu no próprio dia; a régua decidiu de novo em " + format_br(frame.date) + ".",
        frame.now);
    take_back_steps(tx, id, frame.date);
  }
}

std::optional<MessageId> queue_message(db::Tx& tx, const Person& person,
                                       const PlannedMessage& planned, const DayFrame& frame) {
  const PartyId party = person.facts.id;
  const auto cause = free_cause(tx, frame.date, party, planned.step);
  if (!cause) return std::nullopt;
  const auto contacts = party::contacts_of(tx, party);
  const auto contact =
      std::find_if(contacts.begin(), contacts.end(),
                   [&](const party::Contact& each) { return each.id == planned.contact; });
  messaging::NewMessage message;
  message.cause = *cause;
  message.party = party;
  message.contact = planned.contact;
  message.recipient = contact->value;
  message.template_name = planned.template_name;
  message.business_date = frame.date;
  message.not_before =
      std::max(frame.now, instant_of({frame.date, planned.not_before_minute}, person.time_zone));
  message.titles = planned.titles;
  const auto id = messaging::enqueue(tx, message, frame.now);
  if (id) record_contact(tx, party, frame.date, *id, planned.demand);
  return id;
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

void write_plan(db::Tx& tx, const Person& person, PersonPlan plan, const DayFrame& frame) {
  std::optional<MessageId> message;
  if (plan.message) {
    message = queue_message(tx, person, *plan.message, frame);
    if (!message) wait_a_day(plan, frame.date);
  }
  for (const Decision& decision : plan.decisions) {
    const bool sends = decision.action == Action::message;
    tx.execute(upsert_decision, tx.tenant(), frame.date, decision.title, person.facts.id,
               frame.policy.id, decision.step, sends ? "message" : "none",
               reason_word(decision.reason), decision.detail, decision.owed,
               sends ? message : std::nullopt, frame.now);
    if (!sends) continue;
    const auto title =
        std::find_if(person.facts.titles.begin(), person.facts.titles.end(),
                     [&](const TitleFacts& each) { return each.id == decision.title; });
    tx.execute(insert_step_done, tx.tenant(), decision.title, title->due_date, decision.step,
               frame.date, message);
  }
  for (const NextLook& look : plan.looks) receivable::set_next_step(tx, look.title, look.on);
}

void plan_person(db::Tx& tx, PartyId party, const DayFrame& frame) {
  lock_budget(tx, party);
  const auto due = tx.one(
      select_still_due, [](db::Row& row) { return row.integer(0); }, tx.tenant(), party,
      frame.date);
  if (!due) return;
  withdraw_leftovers(tx, party, frame);
  const auto person = load_person(tx, party, frame.date, frame.zone);
  if (!person) throw db::Failure("title without its party " + party.text(), false);
  const int minute = local_minute(frame.date, frame.now, person->time_zone);
  write_plan(tx, *person, plan(person->facts, frame.policy, frame.limits, frame.date, minute),
             frame);
}

// Of the titles due longest; each once, in one order, so that two workers cannot wait for each
// other.
std::vector<PartyId> people_due(db::Tx& tx, Date date) {
  auto people = tx.all(
      select_titles_due, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(), date,
      batch_titles);
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

// Some customers in one transaction; false when nobody is due any more.
bool run_batch(db::Db& db, TenantId tenant, Date date, const Clock& clock) {
  return db.write(tenant, [&](db::Tx& tx) {
    const auto people = people_due(tx, date);
    if (people.empty()) return false;
    const auto company = company::read_company(tx);
    if (!company) throw db::Failure("no tenant " + tx.tenant().text(), false);
    const DayFrame frame{date, clock.now(), load_policy(tx), load_limits(tx), company->time_zone};
    for (const PartyId& party : people) plan_person(tx, party, frame);
    return true;
  });
}

DayReport count_day(db::Tx& tx, Date date) {
  return tx
      .one(
          select_day_counts,
          [&](db::Row& row) {
            return DayReport{date, static_cast<int>(row.integer(0)),
                             static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2))};
          },
          tx.tenant(), date)
      .value();
}

bool has_work(db::Tx& tx, Date date) {
  const auto finished = tx.one(
      select_day_finished, [](db::Row&) { return true; }, tx.tenant(), date);
  if (!finished) return true;
  return !people_due(tx, date).empty();
}

}  // namespace

DayReport run_day(db::Db& db, TenantId tenant, Date date, const Clock& clock,
                  const std::function<bool()>& keep_going) {
  db.write(tenant, [&](db::Tx& tx) { tx.execute(insert_day, tx.tenant(), date, clock.now()); });
  bool more = true;
  while (more && keep_going()) more = run_batch(db, tenant, date, clock);
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
  if (record->next_step_on && *record->next_step_on <= look_on) return;
  receivable::set_next_step(tx, title, look_on);
}

void take_back_steps(db::Tx& tx, MessageId message, Date look_on) {
  const auto titles = tx.all(
      select_steps_of_message, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(),
      message);
  for (const TitleId& title : titles) take_back_step(tx, message, title, look_on);
}

}  // namespace quita::dunning
