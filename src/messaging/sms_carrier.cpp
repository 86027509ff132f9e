#include "messaging/sms_carrier.h"

#include <algorithm>
#include <utility>

#include "company/company.h"
#include "company/lease.h"
#include "messaging/sms_writing.h"

namespace quita::messaging {
namespace {

using namespace std::chrono_literals;

// Settings are read again when they are this old, and the lease is taken for as long twice over.
constexpr std::chrono::milliseconds settings_kept = 5s;
constexpr std::chrono::milliseconds lease_time = 60s;
constexpr std::string_view lease_name = "sms";

http::ClientConfig client_config(const SmsHouse& house, std::stop_token stop, bool demo) {
  http::ClientConfig config;
  if (house.public_only && !demo) config.reach = http::Reach::public_only;
  config.ca_file = house.ca_file;
  config.stop = std::move(stop);
  return config;
}

}  // namespace

class SmsCarrier::SmsParcel final : public Parcel {
 public:
  SmsParcel(SmsCarrier& carrier, Lane& lane, MessageId id, WrittenSms sms)
      : carrier_(carrier),
        lane_(lane),
        message_{std::move(sms.to), sms.rendering.text, id.text(), lane.reports_to},
        link_(std::move(sms.link)) {
    rendering = std::move(sms.rendering);
  }

  void store(db::Tx& tx) override {
    if (link_) store_short_link(tx, *link_);
  }

  Delivery hand_over() override {
    auto& client = lane_.demo ? carrier_.demo_client_ : carrier_.client_;
    auto delivery = messaging::hand_over(client, lane_.account, message_);
    if (delivery.outcome == Outcome::later || delivery.outcome == Outcome::unsure)
      lane_.rests_until = carrier_.clock_.now() + rest_time;
    return delivery;
  }

 private:
  SmsCarrier& carrier_;
  Lane& lane_;
  sms::Message message_;
  std::optional<ShortLink> link_;
};

SmsCarrier::SmsCarrier(db::Db& db, const Clock& clock, const SecretKey& secret_key,
                       const LinkMaker& links, SmsHouse house, std::string worker,
                       std::stop_token stop)
    : db_(db),
      clock_(clock),
      secret_key_(secret_key),
      links_(links),
      house_(std::move(house)),
      worker_(std::move(worker)),
      client_(client_config(house_, stop, false)),
      demo_client_(client_config(house_, stop, true)) {}

SmsCarrier::~SmsCarrier() = default;

void SmsCarrier::read_settings(TenantId tenant, Lane& lane) {
  const Instant now = clock_.now();
  bool needs_token = false;
  const auto read = [&](db::Tx& tx) {
    lane.settings = load_sms_settings(tx);
    lane.on = lane.settings.enabled;
    lane.account = account_of(lane.settings, load_sms_secret(tx, secret_key_).value_or(""));
    const auto company = company::read_company(tx);
    const bool demo = company && company->demo && !lane.on;
    lane.demo = demo;
    if (demo) {
      lane.on = !house_.demo_gateway.empty();
      lane.account = demo_account(house_);
    }
    const auto token = find_hook_token(tx, secret_key_);
    needs_token = lane.on && !token;
    lane.reports_to = hook_address(demo ? house_.demo_reports_to : house_.public_url, tx.tenant(),
                                   token.value_or("")) +
                      "/status";
  };
  db_.read(tenant, read);
  if (!needs_token) return;
  db_.write(tenant, [&](db::Tx& tx) {
    hook_token(tx, now, secret_key_);
    read(tx);
  });
}

bool SmsCarrier::has_lease(TenantId tenant, Lane& lane, Instant now) {
  if (lane.leased_until && now + lease_time / 2 < *lane.leased_until) return true;
  const bool mine = db_.write(tenant, [&](db::Tx& tx) {
    return company::take_lease(tx, lease_name, worker_, now, now + lease_time);
  });
  lane.leased_until = mine ? std::optional(now + lease_time) : std::nullopt;
  return mine;
}

void SmsCarrier::fill(Lane& lane, Instant now) {
  const double rate = lane.settings.messages_per_second;
  if (!lane.filled_at || now < *lane.filled_at) {
    lane.tokens = rate;
  } else {
    const double seconds = static_cast<double>((now - *lane.filled_at).count()) / 1000.0;
    lane.tokens = std::min(rate, lane.tokens + rate * seconds);
  }
  lane.filled_at = now;
}

bool SmsCarrier::takes_one(TenantId tenant) {
  const Instant now = clock_.now();
  Lane& lane = lanes_[tenant];
  if (!lane.read_at || now - *lane.read_at >= settings_kept || now < *lane.read_at) {
    read_settings(tenant, lane);
    lane.read_at = now;
  }
  if (!lane.on) return false;
  if (lane.rests_until && now < *lane.rests_until) return false;
  fill(lane, now);
  return lane.tokens >= 1 && has_lease(tenant, lane, now);
}

Result<std::unique_ptr<Parcel>> SmsCarrier::prepare(db::Tx& tx, const OutboxRow& row,
                                                    std::span<const TitleId> titles, Instant now) {
  Lane& lane = lanes_[tx.tenant()];
  lane.tokens -= 1;
  auto written = TRY(write_sms(tx, row, titles, now, links_, lane.settings));
  return std::make_unique<SmsParcel>(*this, lane, row.id, std::move(written));
}

}  // namespace quita::messaging
