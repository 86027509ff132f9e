// The coming days, played without writing: the plan of each day, then its effects on the customers'
// facts, as the day itself would write them.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "dunning/day_view.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "messaging/sms_estimate.h"
#include "messaging/sms_settings.h"
#include "party/acting.h"

namespace quita::dunning {
namespace {

constexpr auto select_looks =
    "SELECT party_id, title_id, next_on FROM title_look WHERE tenant_id = $1 AND next_on <= $2";

constexpr std::size_t people_at_once = 500;  // what is held in memory

// What the days played so far would have left behind.
struct Played {
  std::map<TitleId, std::optional<Date>> looks;
  std::map<TitleId, std::vector<int>> steps, tasks;
  std::vector<ContactMade> contacts;
  std::optional<Date> contact_task;

  bool due(Date date) const {
    return std::any_of(looks.begin(), looks.end(),
                       [&](const auto& look) { return look.second && *look.second <= date; });
  }
};

class DryRun {
 public:
  DryRun(db::Tx& tx, const Act& act, Date from, int days)
      : tx_(tx),
        act_(act),
        from_(from),
        last_(from + days - 1),
        zone_(time_zone_of(tx)),
        policies_(load_policies(tx)),
        limits_(load_limits(tx)) {}

  std::vector<DayView> play() {
    tx_.each(
        select_looks,
        [&](db::Row& row) { played_[row.id<PartyId>(0)].looks[row.id<TitleId>(1)] = row.date(2); },
        tx_.tenant(), last_);
    std::vector<DayView> views;
    for (Date date = act_.today; date <= last_; ++date) {
      DayView view = play_day(date);
      if (date >= from_) views.push_back(std::move(view));
    }
    return views;
  }

 private:
  DayView play_day(Date date) {
    DayView view;
    view.date = date;
    std::vector<PartyId> due;
    for (const auto& [party, played] : played_) {
      if (played.due(date)) due.push_back(party);
    }
    for (std::size_t first = 0; first < due.size(); first += people_at_once) {
      const auto some = std::span<const PartyId>(due).subspan(
          first, std::min(people_at_once, due.size() - first));
      for (Person& person : load_people(tx_, some, date, zone_, Labels::read, act_.today)) {
        play_person(person, played_[person.facts.id], date, view);
      }
    }
    // To the nearest centavo, once for the day.
    view.sms_cost =
        Money::centavos((view.sms_segments * price_per_thousand_.centavos() + 500) / 1'000);
    std::stable_sort(view.items.begin(), view.items.end(), [](const auto& a, const auto& b) {
      return std::tie(a.party_name, a.party_id) < std::tie(b.party_name, b.party_id);
    });
    return view;
  }

  void play_person(Person& person, Played& played, Date date, DayView& view) {
    overlay(person.facts, played, date);
    const int minute = date == act_.today ? local_minute(date, act_.now, person.time_zone) : 0;
    const PersonPlan planned = plan(person.facts, policies_, limits_, date, minute);
    std::optional<std::string> channel;
    if (planned.message) channel = messaging::word(planned.message->channel);
    std::vector<TitleId> told;
    for (const Decision& decision : planned.decisions) {
      const bool first = told.empty() || told.back() != decision.title;
      told.push_back(decision.title);
      if (first) ++view.titles;
      if (decision.action == Action::none) ++view.blocked;
      if (view.items.size() < items_max)
        view.items.push_back(item_of(decision, person.facts, person.name, date));
      if (decision.action == Action::message && !view.items.empty())
        view.items.back().channel = channel;
      if (decision.action == Action::message) played.steps[decision.title].push_back(decision.step);
      if (decision.action == Action::task) played.tasks[decision.title].push_back(decision.step);
    }
    view.tasks += static_cast<int>(planned.tasks.size());
    for (const PlannedTask& task : planned.tasks) {
      if (task.kind == TaskKind::verify_contact) played.contact_task = date;
    }
    if (planned.message) {
      ++view.messages;
      if (planned.message->channel == messaging::Channel::sms)
        view.sms_segments += segments_of(planned.message->template_name);
      played.contacts.push_back({date, planned.message->demand});
    }
    for (const NextLook& look : planned.looks) played.looks[look.title] = look.on;
  }

  int segments_of(const std::string& template_name) {
    const auto [known, added] = segments_.try_emplace(template_name, 0);
    if (added) known->second = messaging::typical_segments(tx_, template_name, act_.today);
    return known->second;
  }

  static void overlay(PersonFacts& facts, const Played& played, Date date) {
    for (TitleFacts& title : facts.titles) {
      const auto add = [&](const auto& from, std::vector<int>& to) {
        const auto found = from.find(title.id);
        if (found != from.end()) to.insert(to.end(), found->second.begin(), found->second.end());
      };
      add(played.steps, title.steps_done);
      add(played.tasks, title.tasks_done);
    }
    for (const ContactMade& made : played.contacts) {
      if (made.on > date - 7) facts.contacts_made.push_back(made);
    }
    if (played.contact_task) {
      facts.contact_verified_on = played.contact_task;
      facts.contact_task_open = true;
    }
  }

  db::Tx& tx_;
  const Act& act_;
  const Date from_, last_;
  const std::string zone_;
  const PolicySet policies_;
  const ContactLimits limits_;
  const Money price_per_thousand_ = messaging::load_sms_settings(tx_).price_per_thousand;
  std::map<std::string, int> segments_;  // of a template's SMS
  std::map<PartyId, Played> played_;
};

}  // namespace

Result<std::vector<DayView>> dry_run(db::Tx& tx, const Act& act, Date from, int days) {
  if (from < act.today)
    return invalid("dunning.past", "A previsão vale de hoje em diante.", "from");
  if (days < 1 || days > dry_run_days_max || from > act.today + dry_run_days_max) {
    return invalid("dunning.days", fmt::format("A previsão vai de 1 a {} dias.", dry_run_days_max),
                   "days");
  }
  return DryRun(tx, act, from, days).play();
}

}  // namespace quita::dunning
