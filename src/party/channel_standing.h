// How a customer stands on a channel that shares its address with others: one telephone takes SMS
// and WhatsApp, works on the one and not on the other, and its owner may want the one and not the
// other. (An e-mail address has one channel, and its standing is the contact's own state.)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "party/act.h"
#include "party/party.h"

namespace quita::party {

struct ChannelStanding {
  std::optional<ContactId> contact;  // nothing: the customer himself, on all his numbers
  std::string channel;               // "sms", "whatsapp", "letter", "email"
  ContactState state = ContactState::works;
  std::string reason;
  Instant changed_at;
};
// What is not there is unknown.
std::vector<ChannelStanding> channel_standings(db::Tx&, PartyId);

// A fact from a carrier (with the number) or from the customer (without): kept, and told on the
// timeline, once a cause. Returns whether the state changed. opted_out is never left by a carrier's
// word. `shown` names number or channel for people: "(11) 98765-4321, SMS".
bool mark_channel(db::Tx&, const Act&, PartyId, std::optional<ContactId>, std::string_view channel,
                  ContactState, std::string_view shown, std::string_view reason,
                  std::string_view cause);

// The customer wants the channel again, or a person knows better than the carrier: what is known of
// the channel is forgotten. Returns whether something was.
bool forget_channel(db::Tx&, const Act&, PartyId, std::string_view channel, std::string_view shown);

// Another number stands in the contact's place, or (without a contact) another postal address: what
// carriers said of the old one is forgotten. That the customer wants nothing on a channel holds.
void forget_carriers_word(db::Tx&, PartyId, std::optional<ContactId>);

}  // namespace quita::party
