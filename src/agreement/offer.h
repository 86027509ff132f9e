// Instalments offered to a customer for some of his late titles, within a period: what he may take
// in the portal. What he pays at once by the same campaign is receivable/offer.h's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agreement/plan.h"
#include "base/id.h"
#include "db/db.h"
#include "receivable/offer_store.h"
#include "receivable/receivable_store.h"

namespace quita::agreement {

QUITA_ID(InstalmentOfferId, "ino");

struct Offer {
  InstalmentOfferId id;
  PartyId party;
  std::string name;  // "Campanha Natal"
  Date starts_on, ends_on;
  Terms terms;
  int break_days = 0;
  std::vector<TitleId> titles;
};

// `campaign`: whose they are, an id of another room.
void insert_offers(db::Tx&, const Uuid& campaign, std::span<const Offer>);
// The last day of those that nobody took is the one before.
void end_offers(db::Tx&, const Uuid& campaign, Date today);
std::optional<Offer> find_offer(db::Tx&, PartyId, InstalmentOfferId);

// A title of the offer as it stands today.
struct OfferedTitle {
  receivable::TitleRecord record;
  Money owed;    // with today's charges
  Money agreed;  // what goes into the agreement: less than owed by the discount that is in force
  std::optional<receivable::Offer> discount;
};
struct Proposal {
  Offer offer;
  std::vector<OfferedTitle> titles;  // oldest first
  Money owed, sum;
  std::vector<Plan> plans;
};
// What the offer comes to on that day: of its titles those that are still late and owed, and that
// no dispute, money in flight or decision of a person holds. Nothing when none of them is left or
// no plan is possible.
std::optional<Proposal> proposal_of(db::Tx&, const Offer&, Date today);
// The newest one in force of that customer that he has not taken and that comes to something.
std::optional<Proposal> open_proposal(db::Tx&, PartyId, Date today);

}  // namespace quita::agreement
