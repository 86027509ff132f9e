// SMS as a channel: writes the short text with its short link, and hands it to the company's
// provider at the pace that was agreed with it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "messaging/carrier.h"
#include "messaging/letter_facts.h"
#include "messaging/sms_transport.h"

namespace quita::messaging {

// One process at a time sends the SMS of a company, so that its pace holds over all of them: the
// lease "sms". A provider that does not answer rests for rest_time; its messages wait.
//
//   pace ≤ messages_per_second, and at most as many at once
class SmsCarrier final : public Carrier {
 public:
  // All outlive the carrier. `worker` names this process in the lease.
  SmsCarrier(db::Db& db, const Clock& clock, const SecretKey& secret_key, const LinkMaker& links,
             SmsHouse house, std::string worker, std::stop_token stop = {});
  ~SmsCarrier() override;

  Channel channel() const override { return Channel::sms; }
  bool repeats_are_known() const override { return false; }
  bool takes_one(TenantId) override;
  Result<std::unique_ptr<Parcel>> prepare(db::Tx&, const OutboxRow&, std::span<const TitleId>,
                                          Instant now) override;

  static constexpr std::chrono::seconds rest_time{30};

 private:
  class SmsParcel;
  // What is known of a company's account between two messages.
  struct Lane {
    std::optional<Instant> read_at;
    bool on = false;
    bool demo = false;  // by the sandbox's twin, on this machine
    SmsSettings settings;
    sms::Account account;
    std::string reports_to;
    std::optional<Instant> leased_until;
    double tokens = 0;
    std::optional<Instant> filled_at;
    std::optional<Instant> rests_until;
  };
  void read_settings(TenantId, Lane&);
  bool has_lease(TenantId, Lane&, Instant now);
  static void fill(Lane&, Instant now);

  db::Db& db_;
  const Clock& clock_;
  SecretKey secret_key_;
  const LinkMaker& links_;
  SmsHouse house_;
  std::string worker_;
  http::Client client_, demo_client_;
  std::map<TenantId, Lane> lanes_;
};

}  // namespace quita::messaging
