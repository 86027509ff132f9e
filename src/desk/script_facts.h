// The facts of a call's script, gathered for this minute, by the clock of the customer.
#pragma once

#include "base/error.h"
#include "db/db.h"
#include "desk/call_script.h"
#include "party/act.h"

namespace quita::desk {

// `act.actor` is who calls. Of his open titles those that are late; where none is, all of them.
// What is held (disputed, promised …) is not spoken of. Error: party.not_found.
Result<ScriptFacts> script_facts(db::Tx&, const Act& act, PartyId);

}  // namespace quita::desk
