// The carriers of SMS and WhatsApp in the tests of this room: each takes every message, until told
// otherwise; from several workers at once.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "messaging/carrier.h"
#include "messaging/creditor.h"
#include "messaging/letter_facts.h"
#include "messaging/template_text.h"

namespace quita::dunning {

class FakeTelephone final : public messaging::Carrier {
 public:
  struct Sent {
    MessageId id;
    std::string to, text;
  };

  FakeTelephone(messaging::Channel channel, messaging::LinkMaker links)
      : channel_(channel), links_(std::move(links)) {}

  messaging::Channel channel() const override { return channel_; }
  bool repeats_are_known() const override { return false; }

  Result<std::unique_ptr<messaging::Parcel>> prepare(db::Tx& tx, const messaging::OutboxRow& row,
                                                     std::span<const TitleId> titles,
                                                     Instant now) override {
    const auto head = messaging::load_letter_head(tx);
    const auto facts = messaging::gather_facts(tx, head, row.party, titles,
                                               business_date(now, head.time_zone), links_);
    const auto form = messaging::load_text(tx, row.template_name, channel());
    if (!form) return invalid("template.no_text", "O modelo não tem texto para este canal.");
    auto parcel = std::make_unique<Paper>(*this, row);
    parcel->rendering.subject = row.template_name;
    parcel->rendering.text = TRY(messaging::render_short(form->body, facts));
    return parcel;
  }

  bool down = false;           // the provider does not answer
  bool silent = false;         // it takes the message, and its answer is lost
  std::set<std::string> dead;  // numbers that it refuses
  std::vector<Sent> sent;

  std::string name() const { return "O provedor de " + std::string(label(channel_)); }

 private:
  class Paper final : public messaging::Parcel {
   public:
    Paper(FakeTelephone& house, const messaging::OutboxRow& row) : house_(house), row_(row) {}
    messaging::Delivery hand_over() override {
      using messaging::Outcome;
      const std::lock_guard lock(house_.mutex_);
      if (house_.down) return {Outcome::later, house_.name() + " não respondeu."};
      if (house_.dead.contains(row_.recipient)) return {Outcome::refused, "número inexistente"};
      house_.sent.push_back({row_.id, row_.recipient, rendering.text});
      if (house_.silent) return {Outcome::unsure, house_.name() + " não respondeu até o fim."};
      return {Outcome::taken, "0: Accepted for delivery"};
    }

   private:
    FakeTelephone& house_;
    messaging::OutboxRow row_;
  };

  const messaging::Channel channel_;
  messaging::LinkMaker links_;
  std::mutex mutex_;
};

}  // namespace quita::dunning
