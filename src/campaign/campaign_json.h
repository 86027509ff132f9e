// A campaign's filter and the limits as JSON, in the tables and in the API.
#pragma once

#include <string>
#include <string_view>

#include "campaign/campaign.h"

namespace quita::campaign {

std::string write_filter(const Filter&);
Filter read_filter(std::string_view json);  // what we wrote ourselves
std::string write_limits(const DiscountLimits&);
DiscountLimits read_limits(std::string_view json);

}  // namespace quita::campaign
