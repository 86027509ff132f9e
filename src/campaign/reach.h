// What a campaign's messages would take on each of its channels, told before it is launched.
#pragma once

#include <optional>
#include <vector>

#include "campaign/audience.h"

namespace quita::campaign {

struct Reach {
  messaging::Channel channel = messaging::Channel::email;
  int first = 0;    // people to whom the message goes here first
  int at_most = 0;  // who can be reached here at all: when everything before it fails
  // Of an SMS, with an invented customer's figures; its price is a company's setting.
  std::optional<int> segments;
  std::optional<Money> cost, cost_at_most;  // of the SMS; absent: nobody said the price
  // Of WhatsApp: people whom Meta lets the account write to in 24 hours; absent: no limit is known.
  std::optional<int> people_a_day;
  // Days that the limit makes of it, of `first` and of `at_most`.
  std::optional<int> days, days_at_most;
};
// One for each channel of the draft, in its order; none for a campaign without a message. Of those
// who would be told, not of those held back.
std::vector<Reach> reach_of(db::Tx&, const Draft&, const Audience&, Date today);

}  // namespace quita::campaign
