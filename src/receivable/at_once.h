// What many titles have, one look a kind for all of them: the letters of a round, the slips of a
// list.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "db/db.h"
#include "receivable/instruments.h"
#include "receivable/journal.h"
#include "receivable/offer_store.h"

namespace quita::receivable {

// A title that has none is left out.
std::map<TitleId, std::vector<Instrument>> instruments_of(
    db::Tx&,
    std::span<const TitleId>);  // newest first
std::map<TitleId, std::vector<Entry>> journals_of(db::Tx&, std::span<const TitleId>);

struct Owed {
  TitleId title;
  Money owed;
};
// As open_offer says of each.
std::map<TitleId, OpenOffer> open_offers(db::Tx&, std::span<const Owed>, Date on);

}  // namespace quita::receivable
