// One round of the sender over a company's channel: rows written and claimed in one transaction,
// handed over by the carrier's hands, and marked as its answers come (sender.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "messaging/carrier.h"
#include "messaging/sender.h"

namespace quita::messaging {

class SenderRound {
 public:
  SenderRound(SenderDeps& deps, TenantId tenant, Carrier& carrier,
              const std::function<bool()>& keep_going)
      : deps_(deps), tenant_(tenant), carrier_(carrier), keep_going_(keep_going) {}

  // Claims at most `room` rows, written as they will leave. False: none was due.
  bool take(int room);
  // Hands over what was taken, and marks it.
  void hand_over();
  const SendReport& report() const { return report_; }

 private:
  // What a hand brings back of parcels_[parcel]. No delivery: it was not handed over.
  struct Returned {
    std::size_t parcel = 0;
    std::optional<Delivery> delivery;
  };
  struct Ready {
    Outgoing outgoing;
    std::unique_ptr<Parcel> parcel;
  };
  class Hands;

  std::vector<Outgoing> let_go(db::Tx&, std::vector<OutboxRow> due, SendReport&);
  void claim(db::Tx&, std::vector<Outgoing>&,
             const std::vector<Result<std::unique_ptr<Parcel>>>& written, SendReport&);
  void mark(const std::vector<Returned>&);

  SenderDeps& deps_;
  const TenantId tenant_;
  Carrier& carrier_;
  const std::function<bool()>& keep_going_;
  SendReport report_;
  Instant claimed_at_;
  std::vector<Ready> parcels_;
};

}  // namespace quita::messaging
