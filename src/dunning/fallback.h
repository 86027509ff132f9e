// The next channel of a message that did not arrive.
//
//   it failed                         at once
//   it did not leave in time          then: 4 hours, of a letter 4 days (messaging/outbox.h)
//   its proof is not there            after the step's hours, counted from when it left; a
//                                     letter's, after ten days at least
//
// What follows is the same contact with the customer (one of his budget, moved to the new day), the
// same step and the same titles, as far as they are still owed and free; never a second contact at
// the same time. It is left out when he gave any sign of life meanwhile, when a newer message of
// the régua or of a person went to him, and where the law's hours or the budget leave no room
// today.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "db/db.h"
#include "messaging/outbox.h"

namespace quita::dunning {

// For a row that failed or did not leave. `why` is told on the timeline. Nothing when no channel is
// left that may be used now; then the caller takes the steps back.
std::optional<MessageId> fall_back(db::Tx&, const messaging::OutboxRow&, std::string_view why,
                                   Instant now);

// Every message of every company that waits for a proof which is not there in time, or did not
// leave in time. Called each minute; safe in many processes at once. Returns how many follow.
int fall_back_due(db::Db&, const Clock&, const std::function<bool()>& keep_going);
int fall_back_due(db::Db&, TenantId, const Clock&, const std::function<bool()>& keep_going);

// The steps of a message that did not reach the customer: taken back, unless it only said again
// what an earlier one had said, which then counts.
void give_steps_back(db::Tx&, const messaging::OutboxRow&, Date look_on);

}  // namespace quita::dunning
