#include "agreement/offer.h"

#include <algorithm>
#include <tuple>

#include "dunning/hold_store.h"
#include "receivable/receivable_store.h"

namespace quita::agreement {
namespace {

#define QUITA_INSTALMENT_OFFER_SELECT                                                    \
  "SELECT o.id, o.party_id, o.name, o.starts_on, o.ends_on, o.most, o.first_ppm, "       \
  "o.step, o.least, o.interest_ppm, o.first_days, o.break_days FROM instalment_offer o " \
  "WHERE o.tenant_id = $1 AND o.party_id = $2 "
constexpr auto select_offer = QUITA_INSTALMENT_OFFER_SELECT "AND o.id = $3";
constexpr auto select_open = QUITA_INSTALMENT_OFFER_SELECT
    "AND o.starts_on <= $3 AND o.ends_on >= $3 AND NOT EXISTS (SELECT 1 FROM agreement a "
    "WHERE a.tenant_id = o.tenant_id AND a.offer_id = o.id) ORDER BY o.id DESC";

constexpr auto select_titles =
    "SELECT title_id FROM instalment_offer_title WHERE tenant_id = $1 AND offer_id = $2 "
    "ORDER BY title_id";

constexpr auto update_ends =
    "UPDATE instalment_offer SET ends_on = $3 WHERE tenant_id = $1 AND campaign_id = $2 "
    "AND ends_on > $3";

Offer read_offer(db::Row& row) {
  Offer offer;
  offer.id = row.id<InstalmentOfferId>(0);
  offer.party = row.id<PartyId>(1);
  offer.name = row.text(2);
  offer.starts_on = row.date(3);
  offer.ends_on = row.date(4);
  offer.terms.most = static_cast<int>(row.integer(5));
  offer.terms.first = row.rate(6);
  offer.terms.interval = parse_interval(row.view(7)).value();
  offer.terms.least = row.money(8);
  offer.terms.interest = row.rate(9);
  offer.terms.first_days = static_cast<int>(row.integer(10));
  offer.break_days = static_cast<int>(row.integer(11));
  return offer;
}

Offer with_titles(db::Tx& tx, Offer offer) {
  offer.titles = tx.all(
      select_titles, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), offer.id);
  return offer;
}

// A promise gives way to the agreement; what waits for money or for a person's word does not.
bool free(const std::vector<dunning::Hold>& holds, TitleId title, Date today) {
  return std::none_of(holds.begin(), holds.end(), [&](const dunning::Hold& hold) {
    return hold.kind != dunning::HoldKind::promise && hold.starts_on <= today &&
           hold.running_on(today) && (!hold.title || *hold.title == title);
  });
}

}  // namespace

void insert_offers(db::Tx& tx, const Uuid& campaign, std::span<const Offer> offers) {
  std::vector<db::Values> rows, titles;
  for (const Offer& offer : offers) {
    const Terms& terms = offer.terms;
    rows.push_back({tx.tenant(), offer.party, offer.id, campaign, offer.name, offer.starts_on,
                    offer.ends_on, terms.most, terms.first, word(terms.interval), terms.least,
                    terms.interest, terms.first_days, offer.break_days});
    for (const TitleId& title : offer.titles) titles.push_back({tx.tenant(), offer.id, title});
  }
  tx.bulk_insert("instalment_offer",
                 {"tenant_id", "party_id", "id", "campaign_id", "name", "starts_on", "ends_on",
                  "most", "first_ppm", "step", "least", "interest_ppm", "first_days", "break_days"},
                 rows);
  tx.bulk_insert("instalment_offer_title", {"tenant_id", "offer_id", "title_id"}, titles);
}

void end_offers(db::Tx& tx, const Uuid& campaign, Date today) {
  tx.execute(update_ends, tx.tenant(), campaign, today - 1);
}

std::optional<Offer> find_offer(db::Tx& tx, PartyId party, InstalmentOfferId id) {
  auto found = tx.one(select_offer, read_offer, tx.tenant(), party, id);
  if (!found) return std::nullopt;
  return with_titles(tx, *std::move(found));
}

std::optional<Proposal> proposal_of(db::Tx& tx, const Offer& offer, Date today) {
  Proposal proposal;
  proposal.offer = offer;
  auto holds = dunning::holds_of(tx, offer.party, false);
  for (dunning::Hold& hold : dunning::group_holds_over(tx, offer.party))
    holds.push_back(std::move(hold));
  auto records = receivable::find_titles(tx, offer.titles);
  std::erase_if(records, [&](const receivable::TitleRecord& record) {
    return record.title.party != offer.party || !receivable::collectable(record.state) ||
           !receivable::overdue(record.title.due_date, today) ||
           !free(holds, record.title.id, today);
  });
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) {
    return std::tie(a.title.due_date, a.title.id) < std::tie(b.title.due_date, b.title.id);
  });
  const auto charges = receivable::charges_of(tx, records, today, receivable::Explained::no);
  for (std::size_t i = 0; i < records.size(); ++i) {
    OfferedTitle title;
    title.owed = charges[i].total;
    title.agreed = title.owed;
    if (const auto open = receivable::open_offer(tx, records[i].title.id, title.owed, today)) {
      title.agreed = open->left;
      title.discount = open->offer;
    }
    title.record = std::move(records[i]);
    proposal.owed += title.owed;
    proposal.sum += title.agreed;
    proposal.titles.push_back(std::move(title));
  }
  proposal.plans = plans(proposal.sum, offer.terms, today);
  if (proposal.plans.empty()) return std::nullopt;
  return proposal;
}

std::optional<Proposal> open_proposal(db::Tx& tx, PartyId party, Date today) {
  for (Offer& offer : tx.all(select_open, read_offer, tx.tenant(), party, today)) {
    if (auto proposal = proposal_of(tx, with_titles(tx, std::move(offer)), today)) return proposal;
  }
  return std::nullopt;
}

}  // namespace quita::agreement
