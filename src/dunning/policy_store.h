// The company's régua in the database.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "dunning/plan.h"
#include "dunning/policy.h"
#include "party/act.h"

namespace quita::dunning {

// A new company begins with the default régua; one that has a régua keeps it.
void install_default_policy(db::Tx&, Instant now);

// The régua in force; the default one where none was installed.
Policy load_policy(db::Tx&);

// A new version in the place of the old. Every open title is looked at again today, because its
// next step may be another. Errors: policy.name, those of check_steps, template.not_found.
Result<Policy> save_policy(db::Tx&, const Act&, std::string_view name, std::vector<Step>);

// The contact budget (setting "contact").
ContactLimits load_limits(db::Tx&);
// Errors: contact.max_per_day (1 to 3), contact.max_per_week (1 to 7). Open titles are looked at
// again today.
Status save_limits(db::Tx&, const Act&, const ContactLimits&);

// The customer's open titles, or everybody's, are looked at again on that date: something changed
// that the plan depends on.
void look_again(db::Tx&, PartyId, Date);
void look_again_at_all(db::Tx&, Date);

}  // namespace quita::dunning
