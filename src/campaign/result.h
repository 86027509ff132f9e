// What a campaign brought: those who were told against those who were held back by lot, with what
// can honestly be said of the difference (interval.h). Money that came in for the titles that were
// late at the launch, from its day to its last, after what stood in their journals then; money
// taken back is taken off.
#pragma once

#include <optional>
#include <string>

#include "campaign/campaign.h"
#include "campaign/interval.h"

namespace quita::campaign {

struct Arm {
  std::int64_t customers = 0, payers = 0;
  Money owed, received;
  Interval share;  // of payers; of an empty arm 0 to 1
};

struct Outcome {
  Arm treated, control;
  std::optional<Interval> share_difference;    // of payers; none without two groups
  std::optional<Difference> money_difference;  // centavos a customer; none where it cannot be told
  std::int64_t offers = 0, taken = 0;          // titles
  Money given_principal, given_charges;        // by the offers taken
  std::int64_t waiting = 0, queued = 0, sent = 0, refused = 0;  // messages
  std::string verdict;                                          // Portuguese, one or two sentences
};

// Cost: in proportion to the campaign's titles.
Outcome outcome_of(db::Tx&, const Campaign&);

}  // namespace quita::campaign
