#include "dunning/day_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "company/company.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "party/acting.h"
#include "party/party_store.h"

namespace quita::dunning {
namespace {

#define QUITA_DECISION_COLUMNS                                                                     \
  "SELECT d.business_date, d.party_id, p.name, d.title_id, t.number, d.step, d.action, d.reason, " \
  "d.detail, d.amount, d.outbox_id, o.state FROM decision d "                                      \
  "JOIN party p ON p.tenant_id = d.tenant_id AND p.id = d.party_id "                               \
  "JOIN title t ON t.tenant_id = d.tenant_id AND t.id = d.title_id "                               \
  "LEFT JOIN outbox o ON o.tenant_id = d.tenant_id AND o.id = d.outbox_id "

constexpr auto select_day_items = QUITA_DECISION_COLUMNS
    "WHERE d.tenant_id = $1 AND d.business_date = $2 "
    "ORDER BY p.name, d.party_id, t.due_date, d.title_id LIMIT $3";

constexpr auto select_title_items = QUITA_DECISION_COLUMNS
    "WHERE d.tenant_id = $1 AND d.title_id = $2 ORDER BY d.business_date DESC LIMIT $3";

constexpr auto select_finished =
    "SELECT finished_at FROM dunning_day WHERE tenant_id = $1 AND business_date = $2";

constexpr auto select_counts =
    "SELECT COUNT(*), COUNT(DISTINCT outbox_id), COUNT(CASE WHEN action = 'none' THEN 1 END) "
    "FROM decision WHERE tenant_id = $1 AND business_date = $2";

constexpr auto select_people_due =
    "SELECT DISTINCT party_id FROM title WHERE tenant_id = $1 AND next_step_on <= $2";

// How far ahead the next message of a customer is looked for: the default régua's longest pause.
constexpr int next_step_days = 120;

DecisionItem read_item(db::Row& row) {
  DecisionItem item;
  item.date = row.date(0);
  item.party_id = row.id<PartyId>(1);
  item.party_name = row.text(2);
  item.title_id = row.id<TitleId>(3);
  item.title_number = row.text(4);
  item.step = static_cast<int>(row.optional_integer(5).value_or(0));
  item.step_words = step_words(item.step);
  item.action = row.text(6);
  item.reason = row.text(7);
  const auto reason = parse_reason(item.reason);
  item.reason_text = reason ? reason_text(*reason, row.view(8)) : item.reason;
  item.amount = row.money(9);
  item.outbox_id = row.optional_id<MessageId>(10);
  item.outbox_state = row.optional_text(11);
  return item;
}

DecisionItem item_of(const Decision& decision, const PersonFacts& person, const std::string& name,
                     Date date) {
  const auto title =
      std::find_if(person.titles.begin(), person.titles.end(),
                   [&](const TitleFacts& each) { return each.id == decision.title; });
  DecisionItem item;
  item.date = date;
  item.party_id = person.id;
  item.party_name = name;
  item.title_id = decision.title;
  item.title_number = title->number;
  item.step = decision.step;
  item.step_words = step_words(decision.step);
  item.action = decision.action == Action::message ? "message" : "none";
  item.reason = reason_word(decision.reason);
  item.reason_text = reason_text(decision.reason, decision.detail);
  item.amount = decision.owed;
  return item;
}

std::vector<std::string> numbers_of(const PersonFacts& person, const std::vector<TitleId>& ids) {
  std::vector<std::string> numbers;
  for (const TitleId& id : ids) {
    for (const TitleFacts& title : person.titles) {
      if (title.id == id) numbers.push_back(title.number);
    }
  }
  return numbers;
}

// The first day after `date` on which one of his titles is due for a look.
std::optional<Date> next_look(const PersonPlan& plan) {
  std::optional<Date> first;
  for (const NextLook& look : plan.looks) {
    if (look.on && (!first || *look.on < *first)) first = look.on;
  }
  return first;
}

// "Próximo passo em quinta-feira, 03/12/2026: 3 dias depois do vencimento."
std::string next_step_text(Date date, int step) {
  return fmt::format("Próximo passo em {}, {}: {}.", weekday_name(date), format_br(date),
                     step_words(step));
}

}  // namespace

DayView show_day(db::Tx& tx, Date date) {
  DayView view;
  view.date = date;
  tx.each(
      select_finished, [&](db::Row& row) { view.finished_at = row.optional_instant(0); },
      tx.tenant(), date);
  tx.each(
      select_counts,
      [&](db::Row& row) {
        view.titles = static_cast<int>(row.integer(0));
        view.messages = static_cast<int>(row.integer(1));
        view.blocked = static_cast<int>(row.integer(2));
      },
      tx.tenant(), date);
  view.items = tx.all(select_day_items, read_item, tx.tenant(), date, items_max);
  return view;
}

DayView preview_day(db::Tx& tx, const Act& act, Date date) {
  const std::string zone = time_zone_of(tx);
  const Policy policy = load_policy(tx);
  const ContactLimits limits = load_limits(tx);
  DayView view;
  view.date = date;
  const auto people = tx.all(
      select_people_due, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(), date);
  for (const PartyId& party : people) {
    const auto person = load_person(tx, party, date, zone);
    if (!person) continue;
    const int minute = date == act.today ? local_minute(date, act.now, person->time_zone) : 0;
    const PersonPlan planned = plan(person->facts, policy, limits, date, minute);
    if (planned.message) ++view.messages;
    const auto name = party::find_name(tx, party);
    for (const Decision& decision : planned.decisions) {
      ++view.titles;
      if (decision.action == Action::none) ++view.blocked;
      if (view.items.size() < items_max) {
        view.items.push_back(item_of(decision, person->facts, name->name, date));
      }
    }
  }
  std::stable_sort(view.items.begin(), view.items.end(), [](const auto& a, const auto& b) {
    return std::tie(a.party_name, a.party_id) < std::tie(b.party_name, b.party_id);
  });
  return view;
}

std::vector<DecisionItem> decisions_of_title(db::Tx& tx, TitleId title, int limit) {
  return tx.all(select_title_items, read_item, tx.tenant(), title, limit);
}

Result<NextStepView> next_step_of(db::Tx& tx, const Act& act, PartyId party) {
  const auto person = load_person(tx, party, act.today, time_zone_of(tx));
  if (!person) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  const Policy policy = load_policy(tx);
  const ContactLimits limits = load_limits(tx);
  NextStepView view;
  view.reason_text = "Nenhum passo da régua pela frente.";
  std::string blocked_today;
  Date date = act.today;
  int minute = local_minute(date, act.now, person->time_zone);
  while (date <= act.today + next_step_days) {
    const PersonPlan planned = plan(person->facts, policy, limits, date, minute);
    if (!planned.decisions.empty()) {
      const Decision& first = planned.decisions.front();
      if (date == act.today) {
        view.reason_text = reason_text(first.reason, first.detail);
        blocked_today = view.reason_text + " ";
      } else if (planned.message) {
        view.reason_text = blocked_today + next_step_text(date, planned.message->step);
      }
    }
    if (planned.message) {
      view.next = NextStep{date,
                           planned.message->step,
                           step_words(planned.message->step),
                           planned.message->template_name,
                           numbers_of(person->facts, planned.message->titles),
                           view.reason_text};
      return view;
    }
    const auto look = next_look(planned);
    if (!look) return view;
    date = *look;
    minute = 0;
  }
  return view;
}

}  // namespace quita::dunning
