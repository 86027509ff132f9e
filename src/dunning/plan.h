// The dunning day of one customer as a pure function: facts and a date in, decisions out.
// It reads no database, no clock and no network, so that every rule can be tried with one line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "dunning/email_hours.h"
#include "dunning/hold_rules.h"
#include "dunning/policy_set.h"
#include "dunning/schedule.h"
#include "messaging/channel.h"
#include "messaging/outbox.h"
#include "receivable/title.h"

namespace quita::dunning {

struct TitleFacts {
  TitleId id;
  std::string number;
  Date issue_date;
  Date due_date;
  receivable::TitleState state = receivable::TitleState::open;
  Money owed;                      // what the title costs on the day planned, charges included
  Money amount;                    // face
  receivable::TitleLabels labels;  // read only where a régua asks for them
  Instant created_at;              // tells which version of the régua it follows
  std::optional<Date> look_on;     // when it is due for a look; plan() does not ask
  std::vector<int> steps_done;     // days done for this due date; a failed message does not count
  std::vector<int> tasks_done;     // days for which a task was opened
  // Of steps_done, the business date on which each was told.
  std::vector<std::pair<int, Date>> told_on;
};

enum class ContactStanding { unknown, works, bounced, opted_out };
struct ContactFacts {
  ContactId id;
  bool email = true;  // otherwise a telephone
  bool billing = true;
  ContactStanding standing = ContactStanding::unknown;  // of the address, or of the whole number
  bool mobile = false;                                  // of a telephone
  ContactStanding sms = ContactStanding::unknown;       // of a number on that channel
  ContactStanding whatsapp = ContactStanding::unknown;
  bool lawful = true;  // may be used for collecting (party/legal_basis.h)
};

// A message that went to him. A demand asks for something late; a reminder is no collecting yet.
struct ContactMade {
  Date on;
  bool demand = true;
};

struct PersonFacts {
  PartyId id;
  PartyKind kind = PartyKind::company;
  std::vector<std::string> tags;
  Profile profile = Profile::punctual;
  // When a task to verify his contact was last opened, be it done or not.
  std::optional<Date> contact_verified_on;
  bool contact_task_open = false;
  std::string state;  // where he lives: "SP"; empty when unknown
  bool postal_address = false;
  messaging::ChannelSet opted_out;      // channels on which he wants no message at all
  std::optional<Date> conversation_on;  // when somebody last talked with him (party/conversation.h)
  std::optional<int> score;             // 0 to 1000; read only where a régua asks for it
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
  // The day of a conversation and so many days in all without an automatic message; 0: none. The
  // default spreads the three contacts of a week evenly: a conversation is the best of them.
  int quiet_days = 3;
  // Those with a carrier; not a part of the setting.
  messaging::ChannelSet channels = {messaging::Channel::email};
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
  hold_legal,         // hold_rules.h
  hold_dispute,       //
  hold_agreement,     //
  hold_manual,        //
  hold_promise,       //
  money_in_flight,    // the customer says that he paid
  scheduled,          // and the other kinds of money on its way
  pix_pending,        //
  stray_credit,       //
  return_late,        //
  quiet,              // somebody has just talked with the customer
  opted_out,          //
  no_contact,         //
  outside_window,     // the hours of the channel, today
  day_cap,            //
  week_cap,           //
  notice_missing,     // task: a listing of which the debtor was not told in writing in time
};
std::string_view reason_word(Reason);  // stable: "money_in_flight"
std::optional<Reason> parse_reason(std::string_view word);
// A Portuguese sentence; `detail` is the Decision's.
std::string reason_text(Reason, std::string_view detail);

enum class Action { message, task, none };

// What is done about a title of which a step is due, and the rule that fired or blocked. A title
// without a step due gets no decision; one has at most one of each track.
struct Decision {
  TitleId title;
  Track track = Track::message;
  int step = 0;  // Occurrence::day
  Action action = Action::none;
  Reason reason = Reason::step_due;
  std::string detail;  // the sentence's variable part, Portuguese: "até 25/11/2026"
  Money owed;
  PolicyId policy;         // the version that it follows
  std::string_view label;  // of the step, within the policies given to plan()
};

// One message a customer and day.
struct PlannedMessage {
  int step = 0;  // of the oldest title
  bool demand = false;
  std::string template_name;
  std::optional<messaging::Tone> tone;  // the step's own
  messaging::Channel channel = messaging::Channel::email;
  std::optional<ContactId> contact;  // none: a letter
  messaging::Fallback fallback;      // what is tried when it does not arrive
  std::vector<TitleId> titles;       // oldest first
  int not_before_minute = 0;         // of the customer's local day; it may leave in [from, to)
  int not_after_minute = 24 * 60;
};

// One task a customer, kind and day: what a person is to do.
struct PlannedTask {
  TaskKind kind = TaskKind::call;
  std::string label;
  int step = 0;                 // of the oldest title
  std::vector<TitleId> titles;  // oldest first; none: about the customer himself
};

// When a title must be looked at again: the index of work due. Nothing: no step is left.
struct NextLook {
  TitleId title;
  std::optional<Date> on;
};

struct PersonPlan {
  std::vector<Decision> decisions;
  std::optional<PlannedMessage> message;
  std::vector<PlannedTask> tasks;
  std::vector<NextLook> looks;  // one a title
};

// A task to verify the contact of a customer whom our messages do not seem to reach is opened again
// no sooner than this after the last one.
inline constexpr int verify_contact_days = 30;

// `minute` is the customer's local time of day at which the plan is made (0: for the whole day).
// A missed day is caught up with the latest step due of each track, once; older steps are
// superseded by it. Same facts, same plan.
PersonPlan plan(const PersonFacts&, const PolicySet&, const ContactLimits&, Date date,
                int minute = 0);

// The version of the régua that the title follows, or the challenger of its experiment.
const Policy& policy_of(const PolicySet&, const PersonFacts&, const TitleFacts&);

// While machines are quiet after a conversation: the first day on which they may write again. A
// message that a person asks for is his answer to that conversation, and is not held.
std::optional<Date> quiet_until(const PersonFacts&, const ContactLimits&, Date);

// For a message that a person asks for: to which address and when it may go.
struct Contactable {
  std::optional<Reason> reason;  // why not: opted_out, no_contact, day_cap, week_cap
  std::string detail;
  messaging::Channel channel = messaging::Channel::email;
  std::optional<ContactId> contact;
  Date on;  // today, or the first day with legal hours
  int from_minute = 0;
};
// `order`: the channels to try.
Contactable contactable_on(const PersonFacts&, const ContactLimits&,
                           const std::vector<messaging::Channel>& order, Date today, int minute);

}  // namespace quita::dunning
