// The régua's laws over random lives: random policies (segments, versions, business days, repeats,
// profiles, tasks), titles, holidays on their way, holds, opt-outs, days on which the job did not
// run and days on which it died before it wrote. Whatever happens, nobody is contacted outside his
// hours, over his cap, after opting out or while held; no step is lost; none is done twice; and the
// same facts give the same plan.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "dunning/plan.h"
#include "dunning/testing_dice.h"

namespace quita::dunning {
namespace {

using receivable::TitleState;

constexpr Date start(2026, 11, 1);  // two holidays, Christmas and New Year's Day lie ahead
constexpr int life_days = 120;

Uuid numbered(int number) {
  Uuid id;
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

Policy random_policy(Dice& dice, int number) {
  return {PolicyId{numbered(number)}, "Régua", number, random_steps(dice)};
}

// Titles are made at an instant between 0 and 100; versions between them.
PolicyLine random_line(Dice& dice, int number) {
  PolicyLine line;
  if (number > 0) line.id = PolicyId{numbered(1000 + number)};
  const int versions = dice.pick(1, 3);
  for (int i = 0; i < versions; ++i) {
    const bool last = i == versions - 1;
    PolicyVersion version;
    version.policy = random_policy(dice, number * 10 + i + 1);
    version.applies_to = last ? AppliesTo::all : AppliesTo::fresh;
    version.created_at = Instant{last ? 0 : 90 - i * 40};
    if (number > 0) {
      if (dice.one_in(2)) {
        version.segment.tags = {"vip"};
      } else {
        version.segment.amount_min = Money::centavos(dice.pick(1, 900) * 100);
      }
    }
    line.versions.push_back(std::move(version));
  }
  return line;
}

PolicySet random_policies(Dice& dice) {
  PolicySet set;
  for (int number = dice.pick(0, 2); number >= 0; --number)
    set.lines.push_back(random_line(dice, number));
  return set;
}

PersonFacts random_person(Dice& dice) {
  static const char* const states[] = {"SP", "RJ", "ES", "AM", "AL", "MG", ""};
  PersonFacts person;
  person.state = states[dice.pick(0, 6)];
  person.profile = static_cast<Profile>(dice.pick(0, 5));
  if (dice.one_in(2)) person.tags = {"vip"};
  person.contacts = {{ContactId{numbered(900)}}};
  for (int i = dice.pick(1, 5); i > 0; --i) {
    TitleFacts title;
    title.id = TitleId{numbered(i)};
    title.number = std::to_string(i);
    title.due_date = start + dice.pick(-40, 60);
    title.issue_date = title.due_date - dice.pick(0, 40);
    title.amount = title.owed = Money::centavos(dice.pick(1, 1000) * 100);
    title.created_at = Instant{dice.pick(0, 100)};
    person.titles.push_back(std::move(title));
  }
  return person;
}

ContactLimits random_limits(Dice& dice) {
  ContactLimits limits{dice.pick(1, 3), dice.pick(1, 6), static_cast<EmailHours>(dice.pick(0, 2))};
  limits.quiet_days = dice.pick(0, 8);
  return limits;
}

// What people do. `look` tells whether the program looks at the customer again at once.
void something_happens(Dice& dice, PersonFacts& person, Date date, bool& look) {
  auto& one = person.titles[static_cast<std::size_t>(
      dice.pick(0, static_cast<int>(person.titles.size()) - 1))];
  const auto kind = static_cast<HoldKind>(dice.pick(0, 5));
  const auto flight = static_cast<Flight>(dice.pick(0, 4));
  look = true;
  switch (dice.pick(0, 40)) {
    case 0:
      one.state = TitleState::paid;
      break;
    case 1:
      one.state = TitleState::partly_paid;
      break;
    case 2:
      person.holds.push_back({kind, one.id, date, date + dice.pick(0, 12), flight});
      break;
    case 3:
      person.holds.push_back({kind, std::nullopt, date, date + dice.pick(0, 6), flight});
      break;
    case 4:
      person.holds.push_back({kind, one.id, date, std::nullopt});
      break;
    case 5:
      if (!person.holds.empty()) person.holds.pop_back();
      break;
    case 6:
      person.contacts[0].standing = ContactStanding::opted_out;
      break;
    case 7:
      person.contacts[0].standing = ContactStanding::bounced;
      break;
    case 8:
      person.contacts[0].standing = ContactStanding::works;
      break;
    case 9:
      person.vulnerable = !person.vulnerable;
      break;
    case 10:
      one.due_date = one.due_date + dice.pick(1, 20);
      one.steps_done.clear();
      one.tasks_done.clear();
      break;
    case 11:
      person.profile = static_cast<Profile>(dice.pick(0, 5));
      break;
    case 12:
      // The look that comes anyway finds it: nobody need be told of a conversation.
      person.conversation_on = date;
      look = false;
      break;
    default:
      look = false;
  }
}

TitleFacts& title_of(PersonFacts& person, const TitleId& id) {
  return *std::find_if(person.titles.begin(), person.titles.end(),
                       [&](const TitleFacts& title) { return title.id == id; });
}

// What a plan says, to be compared.
std::string text_of(const PersonPlan& plan) {
  std::string text;
  for (const Decision& decision : plan.decisions) {
    text += decision.title.text() + std::to_string(static_cast<int>(decision.track)) +
            std::to_string(decision.step) + std::string(reason_word(decision.reason)) +
            decision.detail + decision.policy.text() + ";";
  }
  if (plan.message) {
    text += "message " + std::to_string(plan.message->step);
    for (const TitleId& title : plan.message->titles) text += title.text();
  }
  for (const PlannedTask& task : plan.tasks) {
    text += "task " + std::string(word(task.kind));
    for (const TitleId& title : task.titles) text += title.text();
  }
  for (const NextLook& look : plan.looks) text += look.on ? format_iso(*look.on) : "-";
  return text;
}

// As the day writes it: steps, tasks and the contact are kept.
void apply(PersonFacts& person, const PersonPlan& plan, Date date) {
  for (const Decision& decision : plan.decisions) {
    if (decision.action == Action::message)
      title_of(person, decision.title).steps_done.push_back(decision.step);
    if (decision.action == Action::task)
      title_of(person, decision.title).tasks_done.push_back(decision.step);
  }
  if (plan.message) person.contacts_made.push_back({date, plan.message->demand});
  for (const PlannedTask& task : plan.tasks) {
    if (task.kind == TaskKind::verify_contact) person.contact_verified_on = date;
  }
}

void budget_holds(const PersonFacts& person, const ContactLimits& limits, Date date) {
  const auto made = [&](Date since, bool demands_only) {
    return std::count_if(
        person.contacts_made.begin(), person.contacts_made.end(), [&](const ContactMade& each) {
          return each.on >= since && each.on <= date && (each.demand || !demands_only);
        });
  };
  RC_ASSERT(made(date, false) <= limits.max_per_day);
  RC_ASSERT(made(date - 6, true) <= limits.max_per_week);
}

void message_is_lawful(PersonFacts& person, const PersonPlan& plan, const ContactLimits& limits,
                       Date date, int minute) {
  const PlannedMessage& message = *plan.message;
  RC_ASSERT(!person.vulnerable);
  RC_ASSERT(!person.conversation_on || date >= *person.conversation_on + limits.quiet_days);
  RC_ASSERT(person.contacts[0].standing != ContactStanding::opted_out);
  RC_ASSERT(person.contacts[0].standing != ContactStanding::bounced);
  const auto window = email_window(limits.email_hours, person.state, date);
  RC_ASSERT(window.has_value());
  RC_ASSERT(minute < window->to_minute);
  RC_ASSERT(message.not_before_minute == window->from_minute);
  RC_ASSERT(message.not_after_minute == window->to_minute);
  RC_ASSERT(!message.titles.empty());
  RC_ASSERT(std::set<TitleId>(message.titles.begin(), message.titles.end()).size() ==
            message.titles.size());
  for (const TitleId& id : message.titles) {
    RC_ASSERT(collectable(title_of(person, id).state));
    RC_ASSERT(!is_held(person.holds, id, date));
  }
}

void tasks_are_lawful(PersonFacts& person, const PersonPlan& plan, Date date) {
  std::set<TaskKind> kinds;
  for (const PlannedTask& task : plan.tasks) {
    RC_ASSERT(!person.vulnerable);
    RC_ASSERT(kinds.insert(task.kind).second);
    for (const TitleId& id : task.titles) {
      RC_ASSERT(collectable(title_of(person, id).state));
      RC_ASSERT(!is_held(person.holds, id, date));
    }
  }
}

// For each title and track: the latest firing due is done already, or decided about today.
void no_step_is_lost(const PolicySet& policies, PersonFacts& person, const PersonPlan& plan,
                     Date date) {
  for (const TitleFacts& title : person.titles) {
    for (const Track track : {Track::message, Track::task}) {
      const auto due = latest_occurrence(policy_of(policies, person, title), track, person.profile,
                                         title.due_date, date);
      const auto& done = track == Track::message ? title.steps_done : title.tasks_done;
      const bool pending = due && std::find(done.begin(), done.end(), due->day) == done.end();
      const auto decided = std::count_if(
          plan.decisions.begin(), plan.decisions.end(), [&](const Decision& decision) {
            return decision.title == title.id && decision.track == track;
          });
      RC_ASSERT(decided == (pending ? 1 : 0));
      if (!pending) continue;
      RC_ASSERT(std::any_of(plan.decisions.begin(), plan.decisions.end(), [&](const auto& each) {
        return each.title == title.id && each.track == track && each.step == due->day;
      }));
    }
  }
}

TEST(PlanProperties, HoldOnEveryDayOfALife) {
  EXPECT_TRUE(rc::check("lives", [](unsigned seed) {
    Dice dice(seed);
    const PolicySet policies = random_policies(dice);
    PersonFacts person = random_person(dice);
    const ContactLimits limits = random_limits(dice);
    std::set<std::tuple<TitleId, Date, Track, int>> done;
    for (Date date = start; date < start + life_days; ++date) {
      bool look = false;
      something_happens(dice, person, date, look);
      if (dice.one_in(10)) continue;  // the job did not run
      const int minute = dice.one_in(4) ? dice.pick(0, 1439) : 0;
      const PersonPlan planned = plan(person, policies, limits, date, minute);
      RC_ASSERT(text_of(planned) == text_of(plan(person, policies, limits, date, minute)));
      RC_ASSERT(planned.looks.size() == person.titles.size());
      for (const NextLook& next : planned.looks) RC_ASSERT(!next.on || *next.on > date);
      no_step_is_lost(policies, person, planned, date);
      tasks_are_lawful(person, planned, date);
      if (planned.message) message_is_lawful(person, planned, limits, date, minute);
      if (dice.one_in(12)) continue;  // it died before it wrote: the next day decides anew
      for (const Decision& decision : planned.decisions) {
        if (decision.action == Action::none) continue;
        const Date due = title_of(person, decision.title).due_date;
        RC_ASSERT(done.emplace(decision.title, due, decision.track, decision.step).second);
      }
      apply(person, planned, date);
      budget_holds(person, limits, date);
      // Run again on the same day: nothing more goes out, nothing more is opened.
      const PersonPlan again = plan(person, policies, limits, date, minute);
      RC_ASSERT(!again.message || limits.max_per_day > 1);
      for (const Decision& decision : again.decisions)
        RC_ASSERT(decision.action != Action::message && decision.action != Action::task);
    }
  }));
}

// The index of work due must not hide work: looking only on the days that `looks` names, and when
// somebody changed something, sends and opens the same as looking every day.
TEST(PlanProperties, LookingOnlyWhenDueDoesTheSame) {
  EXPECT_TRUE(rc::check("looks", [](unsigned seed) {
    const auto live = [&](bool sparing) {
      Dice dice(seed);
      const PolicySet policies = random_policies(dice);
      PersonFacts person = random_person(dice);
      const ContactLimits limits = random_limits(dice);
      std::map<TitleId, std::optional<Date>> looks;
      for (const TitleFacts& title : person.titles) looks[title.id] = start;
      std::vector<std::string> went;
      for (Date date = start; date < start + life_days; ++date) {
        bool look = false;
        something_happens(dice, person, date, look);
        const bool due = look || std::any_of(looks.begin(), looks.end(), [&](const auto& each) {
                           return each.second && *each.second <= date;
                         });
        if (sparing && !due) continue;
        const PersonPlan planned = plan(person, policies, limits, date);
        for (const NextLook& next : planned.looks) looks[next.title] = next.on;
        apply(person, planned, date);
        std::string text = format_iso(date);
        if (planned.message) text += " message " + std::to_string(planned.message->titles.size());
        for (const PlannedTask& task : planned.tasks) {
          // The one that no step asks for: it comes with whichever look finds it wanted.
          if (task.kind != TaskKind::verify_contact) text += " " + std::string(word(task.kind));
        }
        if (text != format_iso(date)) went.push_back(std::move(text));
      }
      return went;
    };
    RC_ASSERT(live(true) == live(false));
  }));
}

}  // namespace
}  // namespace quita::dunning
