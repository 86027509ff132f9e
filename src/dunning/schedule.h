// On which real dates the steps of a régua fall for a title. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "dunning/policy.h"

namespace quita::dunning {

// The last day without charges: the due date, or the next day with public service at the banks.
Date last_day_on_time(Date due_date);

// The day on which a step fires for the first time. Steps up to the due date count from the date
// written on the title. Later ones count from the last day on which it can be paid without charges:
// a title due on a Saturday is not late on Sunday (Lei 7.089/1983).
Date step_date(Date due_date, int offset, DayCount count = DayCount::calendar);

// One firing of a step. `day` names it within its track: calendar days from the due date (up to it)
// or from the last day on time (after it). It is the offset of a step in calendar days, so that a
// step that was done stays done when a new version of the régua has it too.
struct Occurrence {
  const Step* step = nullptr;
  Date on;
  int day = 0;
};

// The latest firing of that track, for such a payer, whose day has come by `date`; nothing before
// the first. Of two on one day the one meant for the payer's profile counts, then the one that is
// no repetition.
std::optional<Occurrence> latest_occurrence(const Policy&, Track, Profile, Date due_date,
                                            Date date);
// The first day after `date` on which a step of that track fires for anybody; nothing after the
// last. Whose profile changes meanwhile is looked at in time.
std::optional<Date> next_firing(const Policy&, Track, Date due_date, Date date);

// What a régua does to a title of that due date, as real dates.
struct StepPreview {
  int offset = 0;
  std::string words;
  Date date;
  std::string weekday;  // "segunda-feira"
};
std::vector<StepPreview> preview(const std::vector<Step>&, Date due_date);

}  // namespace quita::dunning
