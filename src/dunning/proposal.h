// What the régua may only propose, and a person with the right to it decides: to protest, to list
// as a bad debtor, to hand over, to give up as a loss. The régua opens a task; approving it does
// what it says, for all its titles or for those named; refusing it leaves everything as it is.
#pragma once

#include <string_view>
#include <vector>

#include "banking/bank_order.h"
#include "dunning/task.h"

namespace quita::dunning {

// All that is refused is told, and then nothing is done. A title that was settled meanwhile is
// passed over; one on hold (disputed, promised, in an agreement …) is not acted against.
//   protest, list_negative  an order to the bank, with its next remittance (banking/bank_order.h)
//   hand_over               dunning stops, as for what is with the lawyers (hold: legal)
//   write_off               written off as a loss
// A listing whose written notice came back since it was proposed, or that the régua never told, is
// refused (listing_notice.h).
// Errors: task.not_found, task.done, task.note, task.no_proposal, proposal.title (not one of the
// task's), proposal.nothing (all were settled), proposal.blocked (a line a title with its reason).
Result<Task> approve(db::Tx&, const Act&, TaskId, const std::vector<TitleId>& only,
                     std::string_view note);
// Errors: task.not_found, task.done, task.note, task.no_proposal.
Result<Task> refuse(db::Tx&, const Act&, TaskId, std::string_view note);

// The same rules for who orders it of the bank by himself, without a proposal. Errors:
// proposal.held, proposal.notice. A stop is never refused.
Status may_be_ordered(db::Tx&, Date today, TitleId, banking::BankOrderKind);

}  // namespace quita::dunning
