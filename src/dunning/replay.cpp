#include "dunning/replay.h"

#include <algorithm>
#include <utility>

#include "dunning/contact_choice.h"

namespace quita::dunning {

namespace {

constexpr int week_days = 7;

class Replaying {
 public:
  Replaying(const PersonPast& past, const PolicySet& policies, const ContactLimits& limits,
            Date from, Date last)
      : past_(past), policies_(policies), limits_(limits), from_(from), last_(last) {
    for (const TitlePast& title : past.titles) {
      TitleFacts facts = title.facts;
      facts.state = receivable::TitleState::open;
      facts.owed = facts.amount;
      facts.steps_done.clear();
      facts.tasks_done.clear();
      titles_.push_back(std::move(facts));
    }
    find_changes();
  }

  Replay play() {
    forget_what_was_before();
    std::optional<Date> day = from_;
    while (day && *day <= last_) day = play_day(*day);
    return std::move(result_);
  }

 private:
  // The days on which something else than the régua's own calendar may change its mind.
  void find_changes() {
    for (const TitlePast& title : past_.titles) changes_.push_back(title.known_on);
    for (const HoldPast& hold : past_.holds) {
      if (hold.released_on) changes_.push_back(*hold.released_on);
    }
    for (const auto& marked : past_.marked_on) {
      if (marked) changes_.push_back(*marked);
    }
    std::sort(changes_.begin(), changes_.end());
  }

  bool known(std::size_t title, Date date) const { return past_.titles[title].known_on <= date; }
  bool open(std::size_t title, Date date) const {
    const auto& closed_on = past_.titles[title].closed_on;
    return known(title, date) && (!closed_on || *closed_on > date);
  }

  void forget_what_was_before() {
    PersonFacts person = person_on(from_);
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      if (!known(i, from_ - 1)) continue;
      for (const Track track : {Track::message, Track::task}) {
        const auto before = latest_occurrence(policy_of(policies_, person, titles_[i]), track,
                                              person.profile, titles_[i].due_date, from_ - 1);
        if (!before) continue;
        (track == Track::message ? titles_[i].steps_done : titles_[i].tasks_done)
            .push_back(before->day);
      }
    }
  }

  // The next day to look at.
  std::optional<Date> play_day(Date date) {
    PersonFacts person = person_on(date);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      if (!open(i, date)) continue;
      person.titles.push_back(titles_[i]);
      places.push_back(i);
    }
    std::optional<Date> next;
    const auto sooner = [&](std::optional<Date> day) {
      if (day && *day > date && (!next || *day < *next)) next = day;
    };
    if (!person.titles.empty()) {
      const PersonPlan planned = plan(person, policies_, limits_, date);
      for (std::size_t i = 0; i < places.size(); ++i) {
        for (const Decision& decision : planned.decisions) {
          if (decision.title != titles_[places[i]].id) continue;
          if (decision.action == Action::message)
            titles_[places[i]].steps_done.push_back(decision.step);
          if (decision.action == Action::task)
            titles_[places[i]].tasks_done.push_back(decision.step);
        }
      }
      take(planned, date);
      for (const NextLook& look : planned.looks) sooner(look.on);
    }
    const auto change = std::upper_bound(changes_.begin(), changes_.end(), date);
    if (change != changes_.end()) sooner(*change);
    return next;
  }

  void take(const PersonPlan& planned, Date date) {
    result_.tasks += static_cast<int>(planned.tasks.size());
    for (const PlannedTask& task : planned.tasks) {
      if (task.kind == TaskKind::verify_contact) verified_on_ = date;
    }
    if (!planned.message) return;
    const PlannedMessage& message = *planned.message;
    SaidThen said{
        date,           message.step, {}, message.demand, static_cast<int>(message.titles.size()),
        message.channel};
    for (const Decision& decision : planned.decisions) {
      if (decision.action == Action::message && decision.step == message.step)
        said.label = decision.label;
    }
    result_.messages.push_back(std::move(said));
    contacts_.push_back({date, message.demand});
    if (message.demand) demands_.push_back(date);
  }

  PersonFacts person_on(Date date) const {
    PersonFacts person = past_.now;
    person.titles.clear();
    person.holds.clear();
    for (const HoldPast& hold : past_.holds) {
      if (!hold.released_on || *hold.released_on > date) person.holds.push_back(hold.facts);
    }
    for (std::size_t i = 0; i < person.contacts.size() && i < past_.marked_on.size(); ++i) {
      if (past_.marked_on[i] && *past_.marked_on[i] > date)
        person.contacts[i].standing = ContactStanding::unknown;
    }
    person.contacts_made.clear();
    for (const ContactMade& made : contacts_) {
      if (made.on > date - week_days) person.contacts_made.push_back(made);
    }
    person.contact_verified_on = verified_on_;
    person.contact_task_open = false;
    person.conversation_on.reset();
    person.profile =
        past_.profile_by_hand.value_or(judge_payer(history_on(date, person), date).profile);
    return person;
  }

  // `person` with his addresses as they stood then.
  PayerHistory history_on(Date date, const PersonFacts& person) const {
    PayerHistory history;
    history.out_of_reach = why_out_of_reach(person, limits_.channels);
    history.demands = demands_;
    for (std::size_t i = 0; i < past_.titles.size(); ++i) {
      const TitlePast& title = past_.titles[i];
      const Date on_time = last_day_on_time(title.facts.due_date);
      if (open(i, date)) {
        if (date > on_time) history.open_days_late.push_back(date - on_time);
      } else if (title.paid_on && *title.paid_on <= date &&
                 *title.paid_on >= date - ProfileRules::history_days) {
        history.settled_days_late.push_back(*title.paid_on - on_time);
      }
    }
    for (const Date sign : past_.signs_of_life) {
      if (sign <= date && (!history.sign_of_life || sign > *history.sign_of_life))
        history.sign_of_life = sign;
    }
    for (const Date broken : past_.broken_promises) {
      if (broken <= date && broken >= date - ProfileRules::history_days) ++history.broken_promises;
    }
    return history;
  }

  const PersonPast& past_;
  const PolicySet& policies_;
  const ContactLimits& limits_;
  const Date from_, last_;
  std::vector<TitleFacts> titles_;  // with the steps that this replay has done
  std::vector<Date> changes_;
  std::vector<ContactMade> contacts_;
  std::vector<Date> demands_;
  std::optional<Date> verified_on_;
  Replay result_;
};

}  // namespace

Replay replay(const PersonPast& past, const PolicySet& policies, const ContactLimits& limits,
              Date from, Date last) {
  return Replaying(past, policies, limits, from, last).play();
}

}  // namespace quita::dunning
