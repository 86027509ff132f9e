// What is known of many parties, one look a kind for all of them. A party without is left out.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "db/db.h"
#include "party/channel_standing.h"
#include "party/legal_basis.h"
#include "party/party_store.h"

namespace quita::party {

std::map<PartyId, PartyName> names_of(db::Tx&, std::span<const PartyId>);
std::map<PartyId, std::vector<Contact>> contacts_of(db::Tx&, std::span<const PartyId>);
// Billing before others.
std::map<PartyId, std::vector<Address>> addresses_of(db::Tx&, std::span<const PartyId>);
std::map<PartyId, std::vector<ChannelStanding>> channel_standings(db::Tx&,
                                                                  std::span<const PartyId>);
std::map<PartyId, std::vector<ContactLaw>> laws_of(db::Tx&, std::span<const PartyId>);

}  // namespace quita::party
