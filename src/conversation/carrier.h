// WhatsApp as a channel: what the régua or a person decided leaves as an approved template; what
// answers a customer's word leaves as free text or document, within the 24 hours after it.
//
// Each message carries its own id as Meta's tracker (biz_opaque_callback_data), so that a status
// finds it even when it overtakes the answer to the request. Meta knows no repeats: a request that
// may have been told is not made again (Outcome::unsure).
//
// Limits: a number that is limited for its quality (131048) rests for rest_for; the portfolio's
// limit of people first written to within 24 hours is kept by counting our own; where Meta asks to
// slow down (130429, 131056), the message comes back later by the sender's own pauses.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "base/date.h"
#include "base/secret.h"
#include "conversation/graph.h"
#include "db/db.h"
#include "messaging/carrier.h"
#include "messaging/letter_facts.h"

namespace quita::conversation {

struct WhatsAppHouse {
  GraphHouse meta;
  std::optional<GraphHouse> twin;  // for demo companies, which write to nobody
};

struct CarrierDeps {
  db::Db& db;
  const Clock& clock;
  messaging::LinkMaker links;
  SecretKey key;  // messaging::whatsapp_key(…)
  WhatsAppHouse house;
};

// Cause of a message that answers a customer's word: "reply:wamid.…:1". Its text is the row's own.
inline constexpr std::string_view reply_cause = "reply:";
// The row's template: a free text; or a slip of the row's title, with the text beneath it.
inline constexpr std::string_view reply_text = "whatsapp-texto";
inline constexpr std::string_view reply_slip = "whatsapp-boleto";

class WhatsAppCarrier final : public messaging::Carrier {
 public:
  explicit WhatsAppCarrier(CarrierDeps);
  ~WhatsAppCarrier() override;

  messaging::Channel channel() const override { return messaging::Channel::whatsapp; }
  bool repeats_are_known() const override { return false; }
  bool takes_one(TenantId) override;
  // Errors: whatsapp.not_set_up, whatsapp.form (the message has no form for WhatsApp),
  // whatsapp.template (gone, or not approved), whatsapp.document (the template wants a slip, and
  // the title has none), whatsapp.window (an answer after 24 hours), whatsapp.recipient, those of
  // fill_form.
  Result<std::unique_ptr<messaging::Parcel>> prepare(db::Tx&, const messaging::OutboxRow&,
                                                     std::span<const TitleId>,
                                                     Instant now) override;

 private:
  friend class WhatsAppParcel;
  struct Line;
  Line& line_of(db::Tx&);
  messaging::Delivery delivery_of(TenantId, const Asked<whatsapp::Accepted>&);
  messaging::Delivery refusal(TenantId, const whatsapp::GraphError&);

  CarrierDeps deps_;
  std::map<TenantId, std::unique_ptr<Line>> lines_;
};

// The account has a trouble that people must see, or rests: kept in its standing.
void note_trouble(db::Tx&, Instant now, const whatsapp::GraphError&);

inline constexpr std::chrono::hours rest_for{6};            // after 131048
inline constexpr std::chrono::minutes rest_for_people{10};  // while people mend the account

}  // namespace quita::conversation
