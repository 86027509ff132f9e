// What a day decided and why, what the coming days would decide, and what comes next: for screens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "dunning/decision_view.h"
#include "party/act.h"

namespace quita::dunning {

struct DayView {
  Date date;
  std::optional<Instant> finished_at;  // nothing: not run, or not to its end
  int titles = 0;
  int messages = 0;
  int tasks = 0;
  int blocked = 0;
  // Of the dry run: SMS that would be paid for, and for how much, with an invented customer's
  // figures in each text.
  int sms_segments = 0;
  Money sms_cost;
  std::vector<DecisionItem> items;  // by customer, at most items_max
};
inline constexpr int items_max = 1000;

DayView show_day(db::Tx&, Date);

// What the régua would do from that day on, day after day, if nobody paid, wrote or changed
// anything meanwhile; writes nothing. Made by the same plan() as the day itself; what one day would
// send counts on the next one, and so does a day of today that has not run yet. Days without work
// are there and empty. Error: dunning.past (before today), dunning.days (not 1 to
// dry_run_days_max).
Result<std::vector<DayView>> dry_run(db::Tx&, const Act&, Date from, int days);
inline constexpr int dry_run_days_max = 31;

// The next message that the régua would send to the customer if nothing changed.
struct NextStep {
  Date date;
  int step = 0;
  std::string step_words;
  std::string template_name;
  std::vector<std::string> titles;  // numbers, oldest first
  std::string reason_text;
};
struct NextStepView {
  std::optional<NextStep> next;
  std::string reason_text;  // why there is none, or what holds it back today
};
Result<NextStepView> next_step_of(db::Tx&, const Act&, PartyId);  // error: party.not_found

// "Why did (or didn't) this customer get a message?"
struct Why {
  Date date;
  int messages = 0;                 // that left or wait to leave
  std::string text;                 // the answer, Portuguese
  std::vector<DecisionItem> items;  // what was decided on that day
};
// Of a day until today, from what was decided and sent then. Errors: party.not_found,
// dunning.future (of a coming day the dry run tells).
Result<Why> why_on(db::Tx&, const Act&, PartyId, Date);

}  // namespace quita::dunning
