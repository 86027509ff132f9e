// Offers in the database. `campaign` is whose they are, an id of another room.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "db/db.h"
#include "receivable/offer.h"
#include "receivable/settle.h"

namespace quita::receivable {

void insert_offers(db::Tx&, const Uuid& campaign, std::span<const Offer>);
// The best one in force on that day; nothing when there is none.
std::optional<Offer> offer_on(db::Tx&, TitleId, Date);
std::vector<TitleId> offered_titles(db::Tx&, const Uuid& campaign);
// Ends a campaign's offers that nobody took: the last day is the one before.
void end_offers(db::Tx&, const Uuid& campaign, Date today);
// Used by the payment whose entry is `seq`; a payment taken back takes this back with it.
void mark_taken(db::Tx&, const Offer&, int seq, const OfferTaken&);

// What a customer pays of a title by an offer, told beside what he owes.
struct OpenOffer {
  Offer offer;
  Money left;  // still to pay
};
// Only where it asks for less than what is owed.
std::optional<OpenOffer> open_offer(db::Tx&, TitleId, Money owed, Date on);

}  // namespace quita::receivable
