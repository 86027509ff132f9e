// The written notice before a listing (CDC 43 §2; STJ, Súmula 359): whether the régua of a title
// gives one, and when it was told. A notice that came back or was refused is not among what was
// told. Pure.
#pragma once

#include <optional>

#include "base/date.h"
#include "dunning/plan.h"

namespace quita::dunning {

struct ListingNotice {
  bool wanted = false;       // the régua has such a step
  std::optional<Date> told;  // the first time

  bool may_list(Date date) const { return told && *told + notice_days <= date; }
};
// `policy`: the one that the title follows.
ListingNotice listing_notice(const Policy& policy, const TitleFacts&);

}  // namespace quita::dunning
