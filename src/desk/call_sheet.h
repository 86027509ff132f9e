// What stands beside the telephone: may this customer be called now, and on which number. What may
// be said is messaging's script (script_facts.h). Calls are under the same contact budget and the
// same laws as messages (DESIGN law 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brazil/contact_window.h"
#include "db/db.h"
#include "dunning/plan.h"
#include "party/act.h"
#include "party/party.h"

namespace quita::desk {

// Each blocking word is a rule; they are tried in this order, and the first that holds is told.
enum class CallRule {
  may_call,
  nothing_owed,    // nothing of his is late
  held,            // all that is late waits: a promise, a dispute, money in flight …
  no_telephone,    // none that works
  opted_out,       // he asked us not to telephone
  outside_window,  // the law of his state, by his own clock (brazil/contact_window.h)
  day_cap,         // the contact budget, over all channels
  week_cap,
};
std::string_view word(CallRule);

struct CallVerdict {
  CallRule rule = CallRule::may_call;
  std::string text;                     // Portuguese, for the person who would call
  std::optional<ContactWindow> window;  // of today; nothing: nobody may be called today
};

// `minute`: the customer's local time of day.
CallVerdict may_be_called(const dunning::PersonFacts&, const dunning::ContactLimits&,
                          const std::vector<party::Contact>& telephones, Date today, int minute);

std::string clock_of(int minute);  // of a day: "14:05"

struct CallSheet {
  CallVerdict verdict;
  std::vector<party::Contact> telephones;  // best first
  std::string local_time;                  // where he lives: "14:05"
};
// Error: party.not_found.
Result<CallSheet> call_sheet(db::Tx&, const Act&, PartyId);

}  // namespace quita::desk
