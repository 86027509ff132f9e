#include "dunning/listing_notice.h"

#include "dunning/schedule.h"

namespace quita::dunning {

ListingNotice listing_notice(const Policy& policy, const TitleFacts& title) {
  ListingNotice notice;
  const Date anchor = last_day_on_time(title.due_date);
  for (const Step& step : policy.steps) {
    if (!step.notice) continue;
    notice.wanted = true;
    const int day = step_date(title.due_date, step.offset, step.count) - anchor;
    for (const auto& [told_day, on] : title.told_on) {
      if (told_day == day && (!notice.told || on < *notice.told)) notice.told = on;
    }
  }
  return notice;
}

}  // namespace quita::dunning
