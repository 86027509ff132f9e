#include "receivable/offer_store.h"

#include "db/many.h"
#include "receivable/at_once.h"
#include "receivable/receivable_store.h"

namespace quita::receivable {
namespace {

constexpr auto select_offer =
    "SELECT id, name, starts_on, ends_on, pays, principal_off, entries FROM title_offer "
    "WHERE tenant_id = $1 AND title_id = $2 AND starts_on <= $3 AND ends_on >= $3 "
    "ORDER BY pays, id LIMIT 1";

// The best one last.
const db::ManyStatement& select_offers() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT id, name, starts_on, ends_on, pays, principal_off, entries, title_id "
      "FROM title_offer WHERE tenant_id = $1 AND starts_on <= $2 AND ends_on >= $2 "
      "AND title_id IN ({many}) ORDER BY title_id, pays DESC, id DESC",
      2);
  return sql;
}

constexpr auto select_titles =
    "SELECT title_id FROM title_offer WHERE tenant_id = $1 AND campaign_id = $2 ORDER BY title_id";

constexpr auto update_ends =
    "UPDATE title_offer SET ends_on = $3 WHERE tenant_id = $1 AND campaign_id = $2 "
    "AND ends_on > $3";

constexpr auto update_taken =
    "UPDATE title_offer SET taken_seq = $4, given_principal = $5, given_charges = $6 "
    "WHERE tenant_id = $1 AND title_id = $2 AND id = $3";

Offer offer_of(db::Row& row, TitleId title) {
  return {row.id<OfferId>(0), title,        row.text(1),  row.date(2),
          row.date(3),        row.money(4), row.money(5), static_cast<int>(row.integer(6))};
}

// Only where it asks for less than what is owed.
std::optional<OpenOffer> opened(Offer offer, std::span<const Entry> journal, Money owed) {
  const Money left = left_to_pay(offer, journal);
  if (!left.positive() || left >= owed) return std::nullopt;
  return OpenOffer{std::move(offer), left};
}

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
      select_offer, [&](db::Row& row) { return offer_of(row, title); }, tx.tenant(), title, on);
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
  return opened(*std::move(offer), journal_of(tx, title), owed);
}

std::map<TitleId, OpenOffer> open_offers(db::Tx& tx, std::span<const Owed> asked, Date on) {
  std::vector<TitleId> titles;
  for (const Owed& each : asked) titles.push_back(each.title);
  std::map<TitleId, Offer> offers;
  db::each_of_many(
      tx, select_offers(), std::span<const TitleId>(titles),
      [&](db::Row& row) {
        const auto title = row.id<TitleId>(7);
        offers.insert_or_assign(title, offer_of(row, title));
      },
      on);
  titles.clear();
  for (const auto& [title, offer] : offers) titles.push_back(title);
  const auto journals = journals_of(tx, titles);
  std::map<TitleId, OpenOffer> open;
  for (const Owed& each : asked) {
    const auto offer = offers.find(each.title);
    if (offer == offers.end()) continue;
    const auto journal = journals.find(each.title);
    const auto left =
        opened(offer->second,
               journal == journals.end() ? std::span<const Entry>() : journal->second, each.owed);
    if (left) open.insert_or_assign(each.title, *left);
  }
  return open;
}

}  // namespace quita::receivable
