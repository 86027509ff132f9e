// A régua replayed over a customer's past: what it would have said to him, and on which days, had
// it been in force. The days are planned by plan() itself. Pure.
//
// What is assumed, and told wherever a replay is shown: money came in and titles were closed on the
// days on which they were, whatever was said to him; his addresses, tags, flags and his régua's
// segment are today's, an address being free of reproach before the day on which it got its mark;
// due dates are those that titles have now; each message reached its carrier on the day planned.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dunning/plan.h"

namespace quita::dunning {

struct TitlePast {
  TitleFacts facts;               // as it is now; state, owed and steps are not looked at
  Date known_on;                  // when the company entered it
  std::optional<Date> closed_on;  // when the company learned that nothing of it is owed any more
  std::optional<Date> paid_on;    // when its last money was paid
};

struct HoldPast {
  HoldFacts facts;
  std::optional<Date> released_on;
};

struct PersonPast {
  PersonFacts now;                             // but for titles, holds and contacts made
  std::vector<std::optional<Date>> marked_on;  // of each of now.contacts: since when it is as it is
  std::optional<Profile> profile_by_hand;
  std::vector<TitlePast> titles;
  std::vector<HoldPast> holds;
  std::vector<Date> signs_of_life;    // he opened his link, wrote, promised, disputed, paid
  std::vector<Date> broken_promises;  // the days after those promised
};

struct SaidThen {
  Date on;
  int step = 0;  // of the oldest title
  std::string label;
  bool demand = false;
  int titles = 0;
  messaging::Channel channel = messaging::Channel::email;  // the first; a fallback is none of it
};

struct Replay {
  std::vector<SaidThen> messages;
  int tasks = 0;
};

// From the first day to the last, both included. Steps whose day was before `from` count as done.
Replay replay(const PersonPast&, const PolicySet&, const ContactLimits&, Date from, Date last);

}  // namespace quita::dunning
