// The carrier of SMS in the tests of this room: takes every one, until told otherwise; from several
// workers at once.
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

class FakeSms final : public messaging::Carrier {
 public:
  struct Sent {
    MessageId id;
    std::string to, text;
  };

  explicit FakeSms(messaging::LinkMaker links) : links_(std::move(links)) {}

  messaging::Channel channel() const override { return messaging::Channel::sms; }
  bool repeats_are_known() const override { return false; }

  Result<std::unique_ptr<messaging::Parcel>> prepare(db::Tx& tx, const messaging::OutboxRow& row,
                                                     std::span<const TitleId> titles,
                                                     Instant now) override {
    const auto head = messaging::load_letter_head(tx);
    const auto facts = messaging::gather_facts(tx, head, row.party, titles,
                                               business_date(now, head.time_zone), links_);
    const auto form = messaging::load_text(tx, row.template_name, channel());
    if (!form) return invalid("template.no_text", "O modelo não tem texto para SMS.");
    auto parcel = std::make_unique<Paper>(*this, row);
    parcel->rendering.subject = row.template_name;
    parcel->rendering.text = TRY(messaging::render_short(form->body, facts));
    return parcel;
  }

  bool down = false;           // the provider does not answer
  bool silent = false;         // it takes the message, and its answer is lost
  std::set<std::string> dead;  // numbers that it refuses
  std::vector<Sent> sent;

 private:
  class Paper final : public messaging::Parcel {
   public:
    Paper(FakeSms& house, const messaging::OutboxRow& row) : house_(house), row_(row) {}
    messaging::Delivery hand_over() override {
      using messaging::Outcome;
      const std::lock_guard lock(house_.mutex_);
      if (house_.down) return {Outcome::later, "O provedor de SMS não respondeu."};
      if (house_.dead.contains(row_.recipient)) return {Outcome::refused, "número inexistente"};
      house_.sent.push_back({row_.id, row_.recipient, rendering.text});
      if (house_.silent) return {Outcome::unsure, "O provedor de SMS não respondeu até o fim."};
      return {Outcome::taken, "0: Accepted for delivery"};
    }

   private:
    FakeSms& house_;
    messaging::OutboxRow row_;
  };

  messaging::LinkMaker links_;
  std::mutex mutex_;
};

}  // namespace quita::dunning
