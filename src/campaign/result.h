// What a campaign brought: those who were told against those who were held back by lot, with what
// can honestly be said of the difference (statistics/comparison.h). Money that came in for the
// titles that were late at the launch, from its day to its last, after what stood in their journals
// then; money taken back is taken off.
#pragma once

#include <optional>
#include <string>

#include "campaign/campaign.h"
#include "statistics/comparison.h"

namespace quita::campaign {

struct Arm {
  std::int64_t customers = 0, payers = 0;
  Money owed, received;
  statistics::Interval share;  // of payers; of an empty arm 0 to 1
};

// Messages that left on a channel, and what is known of them.
struct ChannelOutcome {
  messaging::Channel channel = messaging::Channel::email;
  std::int64_t sent = 0, delivered = 0, read = 0;
  Money cost;  // of SMS, by the prices of the days on which they left
};

struct Outcome {
  Arm treated, control;
  std::optional<statistics::Interval> share_difference;  // of payers; none without two groups
  std::optional<statistics::Difference>
      money_difference;                // centavos a customer; none where it cannot be told
  std::int64_t offers = 0, taken = 0;  // titles
  std::int64_t agreements = 0, agreements_broken = 0;  // in instalments
  Money agreed;                          // their sum, most of which comes in after the campaign
  Money given_principal, given_charges;  // by the offers taken
  // Customers by what became of their message; unsure: the carrier may have taken it
  // (messaging/withdrawal.h), and it counts neither as sent nor as not sent.
  std::int64_t waiting = 0, queued = 0, sent = 0, unsure = 0, refused = 0;
  std::vector<ChannelOutcome> channels;
  std::string verdict;  // Portuguese, one or two sentences
};

// Cost: in proportion to the campaign's titles.
Outcome outcome_of(db::Tx&, const Campaign&);

}  // namespace quita::campaign
