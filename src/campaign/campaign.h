// A campaign: late customers chosen by a filter get an offer for some days and a message about it;
// a part of them, drawn by lot, gets neither, so that it can be told what the campaign brought and
// what would have come anyway. The régua goes on for both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/plan.h"
#include "base/error.h"
#include "base/id.h"
#include "base/money.h"
#include "company/role.h"
#include "db/db.h"
#include "dunning/payer_profile.h"
#include "messaging/outbox.h"
#include "party/act.h"
#include "receivable/offer.h"

namespace quita::campaign {

QUITA_ID(CampaignId, "cmp");

// Every condition that is given must hold.
struct Filter {
  int days_from = 1;                        // late, of the oldest title
  int days_to = 0;                          // 0: no end
  std::optional<Money> owed_from, owed_to;  // of what is late, with today's charges; both within
  std::vector<std::string> tags;            // any of them
  std::vector<dunning::Profile> profiles;   // any of them
  std::vector<std::string> states;          // where he lives, any of them: "SP"
};

// Besides paying at once: in instalments (agreement/plan.h). Their interest, the least of them and
// what breaks them are the company's rules (agreement/rules.h), as they are at the launch.
struct Instalments {
  int most = 1;  // 1: none are offered
  Rate first;    // of the sum, paid first; zero: an equal part
  agreement::Interval interval = agreement::Interval::month;
};

struct Draft {
  std::string name;
  Filter filter;
  receivable::Reduction reduction;  // of what is paid at once and of what is paid in instalments
  Instalments instalments;
  Date ends_on;               // the last day of the offer; it begins with the launch
  std::string template_name;  // of the message; empty: none, the portal alone shows the offer
  // On which channels, in the order in which to try them, and what makes the next one be tried.
  messaging::Fallback order{{messaging::Channel::email}, 24, messaging::Proof::read};
  int control_percent = 10;          // held back
  std::optional<std::int64_t> seed;  // of the lot; chosen when absent
};
inline constexpr int control_percent_max = 50;
inline constexpr int days_max = 90;
inline constexpr std::size_t members_max = 20'000;

enum class State { draft, running, finished };
std::string_view word(State);

struct Campaign {
  CampaignId id;
  Draft draft;
  std::int64_t seed = 0;  // kept, so that the lot can be drawn again by whoever doubts it
  State state = State::draft;
  std::string created_by, launched_by;
  Instant created_at;
  std::optional<Date> starts_on;  // of the launch
};

// Errors: campaign.name, conduct.* (the customer reads the name), campaign.days (turned round),
// campaign.owed, campaign.ends_on (past, or further than days_max), campaign.control,
// campaign.state (unknown), template.not_found, template.no_text (on one of its channels),
// campaign.channel (none, or one that nobody carries), campaign.wait (hours), campaign.empty
// (neither an offer nor a message), campaign.limit (more than the person may give).
Result<Campaign> create(db::Tx&, const Act&, const Draft&, std::optional<company::Role>);
// The rules of a draft alone; the same errors.
Status check(db::Tx&, const Act&, const Draft&, std::optional<company::Role>);
std::vector<Campaign> campaigns(db::Tx&, int limit);  // newest first
Result<Campaign> load(db::Tx&, CampaignId);           // error: campaign.not_found

// What the offer may be at most, by the role of who gives it (setting "discount_limits").
struct Limit {
  receivable::Reduction reduction;
  int instalments = 1;
};
struct DiscountLimits {
  Limit manager{{Rate::percent(100), Rate::percent(10)}, 6};
  Limit owner{{Rate::percent(100), Rate::percent(40)}, 12};
  // Others, and programs with a key, give nothing.
  Limit of(std::optional<company::Role>) const;
};
DiscountLimits load_limits(db::Tx&);
// Errors: discount.limit (above 100 %), discount.instalments (1 to agreement::instalments_most).
Status save_limits(db::Tx&, const Act&, const DiscountLimits&);

}  // namespace quita::campaign
