// The SQL of the call log. Internal to this room.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/db.h"
#include "desk/call.h"

namespace quita::desk {

void insert_call(db::Tx&, const Call&, std::optional<dunning::TaskId>);

// The causes of the open tasks "call again" of a customer that are due by that day.
std::vector<std::string> due_next_calls(db::Tx&, PartyId, Date);

// The last day on which somebody of us talked with each, of the people given.
std::map<PartyId, Date> last_talks(db::Tx&, std::span<const PartyId>);

// Each one's day of the next agreed call, when one is open: the earliest.
std::map<PartyId, Date> next_calls(db::Tx&, std::span<const PartyId>);

}  // namespace quita::desk
