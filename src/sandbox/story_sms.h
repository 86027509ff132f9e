// The story's SMS: a carrier that takes every one and reports each as delivered, at once.
#pragma once

#include <vector>

#include "messaging/carrier.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"

namespace quita::sandbox {

// For one thread; `links` outlives it.
class StorySms final : public messaging::Carrier {
 public:
  explicit StorySms(const messaging::LinkMaker& links) : links_(links) {}
  messaging::Channel channel() const override { return messaging::Channel::sms; }
  bool repeats_are_known() const override { return false; }
  Result<std::unique_ptr<messaging::Parcel>> prepare(db::Tx&, const messaging::OutboxRow&,
                                                     std::span<const TitleId>,
                                                     Instant now) override;
  // Those that it was to carry.
  const std::vector<MessageId>& carried() const { return carried_; }

 private:
  const messaging::LinkMaker& links_;
  std::vector<MessageId> carried_;
};

// They arrived.
void deliver_sms(db::Db&, TenantId, messaging::Gate&, const Clock&, const std::vector<MessageId>&);

}  // namespace quita::sandbox
