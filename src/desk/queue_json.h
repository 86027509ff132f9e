// The rules of the queues as JSON, in the setting and in the API.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "desk/queue.h"

namespace quita::desk {

std::string write_queue_rules(const std::vector<QueueRule>&);
// What we wrote ourselves; anything else gives no rules.
std::vector<QueueRule> read_queue_rules(std::string_view json);

}  // namespace quita::desk
