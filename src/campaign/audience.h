// Whom a campaign would reach: chosen by its filter, left out by its rules, drawn by lot.
//
// Cost: in proportion to the late customers whose oldest title may be in the band, when a person
// previews or launches; nothing runs over them by itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "campaign/campaign.h"
#include "dunning/person_facts.h"

namespace quita::campaign {

// Why somebody whom the filter chooses is left out, the first that holds.
enum class LeftOut {
  vulnerable,      // a person talks to him, not a campaign
  held,            // all that is late waits: a promise, a dispute, an agreement …
  other_campaign,  // one offer at a time, and a clean comparison
  not_contactable  // the message could not reach him
};
std::string_view label(LeftOut);  // Portuguese

struct AudienceTitle {
  TitleId title;
  Money owed;
  Money pays, principal_off;  // by the offer
  int entries = 0;            // of its journal
};
struct AudienceMember {
  PartyId party;
  std::string name;
  std::vector<AudienceTitle> titles;  // late and free to be asked for, oldest first
  Money owed, pays;
  // Of the campaign's, those on which he can be reached, in its order.
  std::vector<messaging::Channel> channels;
  bool treated = true;
};

struct Audience {
  std::vector<AudienceMember> members;  // in the order of their ids
  struct Count {
    LeftOut why = LeftOut::held;
    int customers = 0;
  };
  std::vector<Count> left_out;
};

// Error: campaign.too_many (more than members_max).
Result<Audience> audience_of(db::Tx&, const Act&, const Draft&, std::int64_t seed);

// Exactly round(n × percent) of them are held back. The same seed and the same people give the same
// lot, in whatever order they come: they are numbered by their ids, and those whose hash of seed
// and number is least are held back.
void draw(std::vector<AudienceMember>&, std::int64_t seed, int control_percent);

}  // namespace quita::campaign
