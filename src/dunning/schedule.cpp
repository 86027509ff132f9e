#include "dunning/schedule.h"

#include <algorithm>
#include <tuple>

#include "brazil/bank_calendar.h"

namespace quita::dunning {
namespace {

Date anchor_of(Date due_date, int offset) {
  return offset <= 0 ? due_date : last_day_on_time(due_date);
}

// The k-th firing; 0 is the first.
Date firing(const Step& step, Date due_date, int k) {
  return step_date(due_date, step.offset + k * step.repeat_every, step.count);
}

bool may_repeat(const Step& step, int k) {
  return k == 0 || (step.repeat_every > 0 && (step.repeat_times == 0 || k <= step.repeat_times));
}

// The last k whose day has come by `date`; −1: none. Business days are fewer than calendar days, so
// the guess is never too small.
int last_firing_by(const Step& step, Date due_date, Date date) {
  if (firing(step, due_date, 0) > date) return -1;
  if (step.repeat_every == 0) return 0;
  int k = (date - firing(step, due_date, 0)) / step.repeat_every;
  if (step.repeat_times > 0) k = std::min(k, step.repeat_times);
  if (step.count == DayCount::calendar) return k;
  int low = 0;
  while (low < k) {
    const int middle = (low + k + 1) / 2;
    if (firing(step, due_date, middle) <= date) {
      low = middle;
    } else {
      k = middle - 1;
    }
  }
  return low;
}

}  // namespace

Date last_day_on_time(Date due_date) { return next_public_service_day(due_date); }

Date step_date(Date due_date, int offset, DayCount count) {
  const Date anchor = anchor_of(due_date, offset);
  if (count == DayCount::calendar || offset == 0) return anchor + offset;
  return add_business_days(anchor, offset);
}

std::optional<Occurrence> latest_occurrence(const Policy& policy, Track track, Profile profile,
                                            Date due_date, Date date) {
  std::optional<Occurrence> latest;
  const auto rank = [](const Occurrence& each) {
    return std::tuple(each.on, !each.step->profiles.empty(), each.step->offset);
  };
  for (const Step& step : policy.steps) {
    if (step.track != track || !step.meant_for(profile)) continue;
    const int k = last_firing_by(step, due_date, date);
    if (k < 0) continue;
    const Date on = firing(step, due_date, k);
    const Occurrence found{&step, on, on - anchor_of(due_date, step.offset)};
    if (!latest || rank(found) > rank(*latest)) latest = found;
  }
  return latest;
}

std::optional<Date> next_firing(const Policy& policy, Track track, Date due_date, Date date) {
  std::optional<Date> next;
  for (const Step& step : policy.steps) {
    if (step.track != track) continue;
    const int k = last_firing_by(step, due_date, date) + 1;
    if (!may_repeat(step, k)) continue;
    const Date on = firing(step, due_date, k);
    if (!next || on < *next) next = on;
  }
  return next;
}

std::vector<StepPreview> preview(const std::vector<Step>& steps, Date due_date) {
  std::vector<StepPreview> lines;
  lines.reserve(steps.size());
  for (const Step& step : steps) {
    const Date date = step_date(due_date, step.offset, step.count);
    lines.push_back({step.offset, step_words(step), date, weekday_name(date)});
  }
  return lines;
}

}  // namespace quita::dunning
