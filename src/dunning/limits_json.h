// The contact budget as the setting keeps it: {"max_per_day":1,"max_per_week":3,…}.
#pragma once

#include <string>
#include <string_view>

#include "dunning/plan.h"

namespace quita::dunning {

std::string limits_to_json(const ContactLimits&);
// The defaults stand in for a text that cannot be read.
ContactLimits limits_from_json(std::string_view);

}  // namespace quita::dunning
