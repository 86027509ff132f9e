// The dunning day of one customer as a pure function: facts and a date in, decisions out.
// It reads no database, no clock and no network, so that every rule can be tried with one line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "dunning/email_hours.h"
#include "dunning/policy.h"
#include "receivable/title.h"

namespace quita::dunning {

struct TitleFacts {
  TitleId id;
  std::string number;
  Date issue_date;
  Date due_date;
  receivable::TitleState state = receivable::TitleState::open;
  Money owed;                   // what the title costs on the day planned, charges included
  std::vector<int> steps_done;  // offsets done for this due date; a failed message does not count
};

enum class HoldKind { manual, money_in_flight };
struct HoldFacts {
  HoldKind kind = HoldKind::manual;
  std::optional<TitleId> title;  // nothing: the whole customer
  Date starts_on;
  std::optional<Date> ends_on;  // the last day held; nothing: until somebody releases it
};

enum class ContactStanding { unknown, works, bounced, opted_out };
struct ContactFacts {
  ContactId id;
  bool email = true;  // otherwise a telephone, to which this release sends nothing
  bool billing = true;
  ContactStanding standing = ContactStanding::unknown;
};

// A message that went to him. A demand asks for something late; a reminder is no collecting yet.
struct ContactMade {
  Date on;
  bool demand = true;
};

struct PersonFacts {
  PartyId id;
  std::string state;        // where he lives: "SP"; empty when unknown
  bool vulnerable = false;  // over-indebted (Lei 14.181/2021) or otherwise to be left to a person
  std::vector<TitleFacts> titles;
  std::vector<HoldFacts> holds;            // not released
  std::vector<ContactFacts> contacts;      // in the order in which they were added
  std::vector<ContactMade> contacts_made;  // of the last seven days, that did not fail
};

// The contact budget of a person over all channels and titles.
struct ContactLimits {
  int max_per_day = 1;   // messages
  int max_per_week = 3;  // demands in any seven days in a row; reminders do not count
  EmailHours email_hours = EmailHours::day;
};

// Each blocking word is a rule; they are tried in this order, and the first that holds is told.
enum class Reason {
  step_due,           // message: today is the step's day
  catch_up,           // message: the step's day was missed
  paid,               // the title
  cancelled,          //
  written_off,        //
  renegotiated,       //
  time_barred,        // due more than five years ago (CC 206 §5 I)
  issued_after_step,  // the reminder's day was before the title existed
  reminder_late,      // a reminder before the due date, when the title is already late
  vulnerable,         // the customer
  hold_manual,        //
  money_in_flight,    //
  opted_out,          //
  no_contact,         //
  outside_window,     // the hours of e-mail, today
  day_cap,            //
  week_cap,           //
};
std::string_view reason_word(Reason);  // stable: "money_in_flight"
std::optional<Reason> parse_reason(std::string_view word);
// A Portuguese sentence; `detail` is the Decision's.
std::string reason_text(Reason, std::string_view detail);

enum class Action { message, none };

// What is done about a title of which a step is due, and the rule that fired or blocked. A title
// without a step due gets no decision.
struct Decision {
  TitleId title;
  int step = 0;
  Action action = Action::none;
  Reason reason = Reason::step_due;
  std::string detail;  // the sentence's variable part, Portuguese: "até 25/11/2026"
  Money owed;
};

// One message a customer and day.
struct PlannedMessage {
  int step = 0;  // of the oldest title
  bool demand = false;
  std::string template_name;
  ContactId contact;
  std::vector<TitleId> titles;  // oldest first
  int not_before_minute = 0;    // of the customer's local day; it may leave in [from, to)
  int not_after_minute = 24 * 60;
};

// When a title must be looked at again: the index of work due. Nothing: no step is left.
struct NextLook {
  TitleId title;
  std::optional<Date> on;
};

struct PersonPlan {
  std::vector<Decision> decisions;
  std::optional<PlannedMessage> message;
  std::vector<NextLook> looks;  // one a title
};

// `minute` is the customer's local time of day at which the plan is made (0: for the whole day).
// A missed day is caught up with the latest step due, once; older steps are superseded by it.
// Same facts, same plan.
PersonPlan plan(const PersonFacts&, const Policy&, const ContactLimits&, Date date, int minute = 0);

// Whether a hold keeps this title from being asked for on that date.
bool is_held(const PersonFacts&, const TitleId&, Date);

// For a message that a person asks for: to which address and when it may go.
struct Contactable {
  std::optional<Reason> reason;  // why not: opted_out, no_contact, day_cap, week_cap
  std::string detail;
  ContactId contact;
  Date on;  // today, or the first day with legal hours
  int from_minute = 0;
};
Contactable contactable_on(const PersonFacts&, const ContactLimits&, Date today, int minute);

// The latest step whose day has come by `date`; nothing before the first.
const Step* latest_step(const Policy&, Date due_date, Date date);
// The first step whose day is after `date`; nothing after the last.
const Step* next_step(const Policy&, Date due_date, Date date);

}  // namespace quita::dunning
