// The régua's invariants at the moment in which a message leaves: between the decision and the
// sending somebody may have paid, opted out or been put on hold, and the legal hours may have
// ended.
#pragma once

#include "messaging/sender.h"

namespace quita::dunning {

// A message of the régua that may not leave today is withdrawn, its steps do not count, and the
// next dunning day decides anew with the facts of then; no message of one day leaves on another. A
// message that a person asked for waits for the next legal hour instead. One that may have left
// keeps its steps (messaging/withdrawal.h).
class ContactGate final : public messaging::Gate {
 public:
  messaging::GateAnswer may_leave(db::Tx&, const messaging::OutboxRow&, Instant now) override;
  std::vector<messaging::GateAnswer> may_all_leave(db::Tx&, std::span<const messaging::OutboxRow>,
                                                   Instant now) override;
  void on_failed(db::Tx&, const messaging::OutboxRow&, bool bounced, Instant now) override;
};

}  // namespace quita::dunning
