// The company's régua in the database.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "dunning/plan.h"
#include "dunning/policy_set.h"
#include "party/act.h"

namespace quita::dunning {

// A new company begins with the default régua; one that has a régua keeps it.
void install_default_policy(db::Tx&, Instant now);

// The réguas that titles follow; the default one alone where none was installed.
PolicySet load_policies(db::Tx&);
// Error: policy.not_found. A nil id is the default one's.
Result<PolicyLine> find_policy(db::Tx&, PolicyId line);
// Every version that ever was, newest first.
std::vector<PolicyVersion> versions_of(db::Tx&, PolicyId line);

struct PolicyDraft {
  std::string name;
  Segment segment;  // not of the default one
  std::vector<Step> steps;
  AppliesTo applies_to = AppliesTo::all;
};
// A régua of its own for a segment, asked before the default one and after the others. Errors:
// policy.name, policy.segment, policy.too_many (more than 20), those of check_steps,
// template.not_found, template.no_text (a channel of a step).
Result<PolicyLine> create_policy(db::Tx&, const Act&, PolicyDraft);
// A new version of a régua; the old ones are kept for ever. Every open title is looked at again
// today, because its next step may be another. Errors: policy.not_found and those of create_policy.
Result<PolicyLine> save_policy(db::Tx&, const Act&, PolicyId line, PolicyDraft);
// Its titles follow the next régua that takes them. Errors: policy.not_found, policy.default.
Status archive_policy(db::Tx&, const Act&, PolicyId line);
// All but the default one, in the order in which they are to be asked. Error: policy.order.
Status order_policies(db::Tx&, const Act&, const std::vector<PolicyId>&);

// The contact budget (setting "contact").
ContactLimits load_limits(db::Tx&);
// Errors: contact.max_per_day (1 to 3), contact.max_per_week (1 to 7),
// contact.quiet_days (0 to 30). Open titles are looked at
// again today.
Status save_limits(db::Tx&, const Act&, const ContactLimits&);

// The customer's open titles, or everybody's, are looked at again on that date: something changed
// that the plan depends on.
void look_again(db::Tx&, PartyId, Date);
void look_again_at_all(db::Tx&, Date);

}  // namespace quita::dunning
