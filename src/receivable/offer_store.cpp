#include "receivable/offer_store.h"

#include "receivable/receivable_store.h"

namespace quita::receivable {
namespace {

constexpr auto select_offer =
    "SELECT id, name, starts_on, ends_on, pays, principal_off, entries FROM title_offer "
    "WHERE tenant_id = $1 AND title_id = $2 AND starts_on <= $3 AND ends_on >= $3 "
    "ORDER BY pays, id LIMIT 1";

constexpr auto select_titles =
    "SELECT title_id FROM title_offer WHERE tenant_id = $1 AND campaign_id = $2 ORDER BY title_id";

constexpr auto update_ends =
    "UPDATE title_offer SET ends_on = $3 WHERE tenant_id = $1 AND campaign_id = $2 "
    "AND ends_on > $3";

constexpr auto update_taken =
    "UPDATE title_offer SET taken_seq = $4, given_principal = $5, given_charges = $6 "
    "WHERE tenant_id = $1 AND title_id = $2 AND id = $3";

}  // namespace

void insert_offers(db::Tx& tx, const Uuid& campaign, std::span<const Offer> offers) {
  std::vector<db::Values> rows;
  for (const Offer& offer : offers) {
    rows.push_back({tx.tenant(), offer.title, offer.id, campaign, offer.name, offer.starts_on,
                    offer.ends_on, offer.pays, offer.principal_off, offer.entries});
  }
  tx.bulk_insert("title_offer",
                 {"tenant_id", "title_id", "id", "campaign_id", "name", "starts_on", "ends_on",
                  "pays", "principal_off", "entries"},
                 rows);
}

std::optional<Offer> offer_on(db::Tx& tx, TitleId title, Date on) {
  return tx.one(
      select_offer,
      [&](db::Row& row) {
        return Offer{
            row.id<OfferId>(0), title,        row.text(1),  row.date(2),
            row.date(3),        row.money(4), row.money(5), static_cast<int>(row.integer(6))};
      },
      tx.tenant(), title, on);
}

std::vector<TitleId> offered_titles(db::Tx& tx, const Uuid& campaign) {
  return tx.all(
      select_titles, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), campaign);
}

void end_offers(db::Tx& tx, const Uuid& campaign, Date today) {
  tx.execute(update_ends, tx.tenant(), campaign, today - 1);
}

void mark_taken(db::Tx& tx, const Offer& offer, int seq, const OfferTaken& taken) {
  tx.execute(update_taken, tx.tenant(), offer.title, offer.id, seq, taken.principal, taken.charges);
}

std::optional<OpenOffer> open_offer(db::Tx& tx, TitleId title, Money owed, Date on) {
  auto offer = offer_on(tx, title, on);
  if (!offer) return std::nullopt;
  const Money left = left_to_pay(*offer, journal_of(tx, title));
  if (!left.positive() || left >= owed) return std::nullopt;
  return OpenOffer{*std::move(offer), left};
}

}  // namespace quita::receivable
