// E-mail as a channel: writes the letter with its slip and hands it to the company's transport.
#pragma once

#include "messaging/carrier.h"
#include "messaging/letter_facts.h"

namespace quita::messaging {

class MailCarrier final : public Carrier {
 public:
  // Both outlive the carrier.
  MailCarrier(Transport& transport, const LinkMaker& links)
      : transport_(transport), links_(links) {}

  Channel channel() const override { return Channel::email; }
  bool repeats_are_known() const override { return true; }  // by the Message-ID
  Result<std::unique_ptr<Parcel>> prepare(db::Tx&, const OutboxRow&, std::span<const TitleId>,
                                          Instant now) override;
  std::vector<Result<std::unique_ptr<Parcel>>> prepare_all(db::Tx&, std::span<const Outgoing>,
                                                           Instant now) override;
  int room(TenantId tenant) override { return transport_.room(tenant); }
  int hands() const override { return transport_.hands(); }
  void rest() override { transport_.rest(); }

 private:
  Transport& transport_;
  const LinkMaker& links_;
};

}  // namespace quita::messaging
