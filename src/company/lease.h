// Named work of a company that one process at a time may do, until a time: a process that dies
// loses it by itself.
#pragma once

#include <string_view>

#include "base/date.h"
#include "db/db.h"

namespace quita::company {

// True when `holder` has the work from now on until `until`: nobody had it, the holder's time was
// over, or `holder` had it already and prolongs it.
bool take_lease(db::Tx&, std::string_view name, std::string_view holder, Instant now,
                Instant until);
// Nothing happens when another one has it by now.
void give_back_lease(db::Tx&, std::string_view name, std::string_view holder);

}  // namespace quita::company
