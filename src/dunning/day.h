// The dunning day: every customer of whom a title is due for a look is planned, and what is decided
// is written, with the messages it causes, in one transaction a few customers.
//
//   cost = customers due × their titles, in transactions of many thousand titles and statements of
//   fifty customers; a day on which nothing is due reads one index and writes one row.
//
// Safe to run again, in two processes at once, and after a process died anywhere: customers are
// locked while they are planned, a title that was planned is not due any more, and each message has
// one cause ("dunning:<date>:<customer>:<step>").
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "db/db.h"

namespace quita::dunning {

struct DayReport {
  Date date;
  int titles = 0;    // decided about
  int messages = 0;  // queued
  int tasks = 0;     // opened for people
  int blocked = 0;   // titles of which a step was due and held back
};

// `date` is the company's business date at the clock's now, or an older one that was never run.
// Counts are those of the whole day, however many runs it took. `keep_going` is asked between
// transactions; when it says no, the day stays unfinished and goes on with the next call.
DayReport run_day(
    db::Db&, TenantId, Date date, const Clock&,
    const std::function<bool()>& keep_going = [] { return true; });

// Every company whose day has work: its business date has begun (five minutes after its own
// midnight) and was not finished, or something became due again since. Called each minute. `worker`
// names this process in the lease that keeps two of them from doing the same at once.
void run_due_days(db::Db&, const Clock&, std::string_view worker,
                  const std::function<bool()>& keep_going);

// A message that did not leave, or was withdrawn: its steps do not count, and its titles are looked
// at again on that date.
void take_back_steps(db::Tx&, MessageId, Date look_on);
// The same for some titles only.
void take_back_step(db::Tx&, MessageId, TitleId, Date look_on);

}  // namespace quita::dunning
