// The history by which payers are judged, and the profiles that people set, in the database.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "db/db.h"
#include "dunning/payer_profile.h"
#include "party/act.h"

namespace quita::dunning {

// What the tables tell of each, but for his addresses and the messages made: the caller has them.
std::map<PartyId, PayerHistory> load_histories(db::Tx&, std::span<const PartyId>, Date on);

struct ProfileByHand {
  Profile profile = Profile::punctual;
  std::string reason, set_by;
  Instant set_at;
};
std::map<PartyId, ProfileByHand> profiles_by_hand(db::Tx&, std::span<const PartyId>);

struct PayerProfile {
  Profile profile = Profile::fresh;  // the one that counts
  ProfileVerdict computed;
  std::optional<ProfileByHand> by_hand;
};
Result<PayerProfile> profile_of(db::Tx&, PartyId, Date today);  // error: party.not_found

// Until somebody takes it back: then the computed one counts again. The régua looks at the customer
// again today. Errors: profile.reason, party.not_found.
Result<PayerProfile> set_profile(db::Tx&, const Act&, PartyId, Profile, std::string_view reason);
Result<PayerProfile> clear_profile(db::Tx&, const Act&, PartyId);

}  // namespace quita::dunning
