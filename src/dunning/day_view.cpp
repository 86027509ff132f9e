#include "dunning/day_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "company/company.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "party/acting.h"

namespace quita::dunning {
namespace {

constexpr auto select_finished =
    "SELECT finished_at FROM dunning_day WHERE tenant_id = $1 AND business_date = $2";

constexpr auto select_counts =
    "SELECT COUNT(DISTINCT title_id), COUNT(DISTINCT outbox_id), COUNT(DISTINCT task_id), "
    "COUNT(DISTINCT CASE WHEN action = 'none' THEN title_id END) "
    "FROM decision WHERE tenant_id = $1 AND business_date = $2";

// How far ahead the next message of a customer is looked for: the default régua's longest pause.
constexpr int next_step_days = 120;

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
        view.tasks = static_cast<int>(row.integer(2));
        view.blocked = static_cast<int>(row.integer(3));
      },
      tx.tenant(), date);
  view.items = decisions_of_day(tx, date, items_max);
  return view;
}

Result<NextStepView> next_step_of(db::Tx& tx, const Act& act, PartyId party) {
  const auto person = load_person(tx, party, act.today, time_zone_of(tx));
  if (!person) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  const PolicySet policies = load_policies(tx);
  const ContactLimits limits = load_limits(tx);
  NextStepView view;
  view.reason_text = "Nenhum passo da régua pela frente.";
  std::string blocked_today;
  Date date = act.today;
  int minute = local_minute(date, act.now, person->time_zone);
  while (date <= act.today + next_step_days) {
    const PersonPlan planned = plan(person->facts, policies, limits, date, minute);
    const auto told =
        std::find_if(planned.decisions.begin(), planned.decisions.end(),
                     [](const Decision& each) { return each.track == Track::message; });
    if (told != planned.decisions.end()) {
      const Decision& first = *told;
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
