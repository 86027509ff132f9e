// On which channel, and at which address, a customer is reached. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dunning/plan.h"
#include "messaging/channel.h"

namespace quita::dunning {

using messaging::Channel;
using messaging::ChannelSet;

struct ContactChoice {
  Channel channel = Channel::email;
  std::optional<ContactId> contact;  // none: a letter goes to where he lives
  std::vector<Channel> left;         // what the order names after it
};
// The first channel of the order that has a carrier, that he did not opt out of and on which an
// address may work. Of several addresses: one for billing first, then one that is known to work,
// then the oldest. A channel whose hours are closed is still the first: its hours are waited for.
std::optional<ContactChoice> choose_contact(const PersonFacts&, const std::vector<Channel>& order,
                                            ChannelSet open);

struct Unreachable {
  Reason reason = Reason::no_contact;  // or opted_out
  std::string detail;                  // "o e-mail foi devolvido; falta o celular"
};
// Why choose_contact found none.
Unreachable why_unreachable(const PersonFacts&, const std::vector<Channel>& order, ChannelSet open);

// Why no open channel reaches him: "o e-mail foi devolvido; o celular não recebe SMS". Nothing when
// an address may work on one of them, be it that he opted out of it: who wants no messages has been
// reached. A letter does not count, since it takes days and is the last resort.
std::optional<std::string> why_out_of_reach(const PersonFacts&, ChannelSet open);

// How this address stands on the channel; nothing when it cannot be one of it at all (an SMS to a
// landline).
std::optional<ContactStanding> standing_on(const ContactFacts&, Channel);

}  // namespace quita::dunning
