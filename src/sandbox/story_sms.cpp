#include "sandbox/story_sms.h"

#include "messaging/delivery_fact.h"
#include "messaging/sms_writing.h"

namespace quita::sandbox {
namespace {

class StoryParcel final : public messaging::Parcel {
 public:
  explicit StoryParcel(messaging::WrittenSms sms) : link_(std::move(sms.link)) {
    rendering = std::move(sms.rendering);
  }
  void store(db::Tx& tx) override {
    if (link_) messaging::store_short_link(tx, *link_);
  }
  messaging::Delivery hand_over() override {
    return {messaging::Outcome::taken, "SMS: 0: Accepted for delivery"};
  }

 private:
  std::optional<messaging::ShortLink> link_;
};

}  // namespace

Result<std::unique_ptr<messaging::Parcel>> StorySms::prepare(db::Tx& tx,
                                                             const messaging::OutboxRow& row,
                                                             std::span<const TitleId> titles,
                                                             Instant now) {
  const auto settings = messaging::load_sms_settings(tx);
  auto written = TRY(messaging::write_sms(tx, row, titles, now, links_, settings));
  carried_.push_back(row.id);
  return std::make_unique<StoryParcel>(std::move(written));
}

void deliver_sms(db::Db& db, TenantId tenant, messaging::Gate& gate, const Clock& clock,
                 const std::vector<MessageId>& carried) {
  if (carried.empty()) return;
  const Instant now = clock.now();
  db.write(tenant, [&](db::Tx& tx) {
    const Act act{"provedor de SMS", now, business_date(now, "America/Sao_Paulo")};
    for (const MessageId& id : carried) {
      messaging::apply_fact(tx, act, gate, id,
                            {messaging::Fact::delivered, now, "stat:DELIVRD", false});
    }
  });
}

}  // namespace quita::sandbox
