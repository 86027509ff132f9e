#include "dunning/past.h"

#include <algorithm>
#include <unordered_map>

#include "dunning/payer_history.h"
#include "dunning/people_query.h"
#include "dunning/person_facts.h"
#include "dunning/promise.h"

namespace quita::dunning {
namespace {

constexpr auto select_people =
    "SELECT DISTINCT party_id FROM title WHERE tenant_id = $1 AND (state IN ('open', "
    "'partly_paid') OR updated_at >= $2) ORDER BY party_id";

// The day on which the company learned that nothing was owed any more is that of the last entry.
const db::ManyStatement& select_titles() {
  static const db::ManyStatement sql = people_statement(
      "SELECT t.party_id, t.id, t.number, t.issue_date, t.due_date, t.amount, t.created_at, "
      "t.state, t.paid_on, (SELECT MAX(j.at) FROM journal j WHERE j.tenant_id = t.tenant_id AND "
      "j.title_id = t.id) FROM title t WHERE t.tenant_id = $1 AND (t.state IN ('open', "
      "'partly_paid') OR t.updated_at >= $2) AND t.party_id IN ({people}) ORDER BY t.party_id, "
      "t.due_date, t.id",
      2);
  return sql;
}

const db::ManyStatement& select_holds() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, kind, title_id, starts_on, ends_on, released_at, id FROM hold WHERE "
      "tenant_id = $1 AND (ends_on IS NULL OR ends_on >= $2) AND party_id IN ({people}) "
      "ORDER BY party_id, id",
      2);
  return sql;
}

// Through the index event_life, as payer_history.cpp asks.
const db::ManyStatement& select_signs() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, at FROM event WHERE tenant_id = $1 AND kind IN ('party.link_opened', "
      "'party.promised', 'party.disputed', 'title.told_paid', 'title.partly_paid') "
      "AND party_id IN ({people})",
      1);
  return sql;
}

const db::ManyStatement& select_marks() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, id, state, changed_at FROM party_contact WHERE tenant_id = $1 "
      "AND party_id IN ({people})",
      1);
  return sql;
}

const db::ManyStatement& select_labels() {
  static const db::ManyStatement sql = people_statement(
      "SELECT l.title_id, l.kind, l.value, t.party_id FROM title t JOIN title_label l ON "
      "l.tenant_id = t.tenant_id AND l.title_id = t.id WHERE t.tenant_id = $1 AND "
      "t.party_id IN ({people}) ORDER BY l.title_id, l.kind, l.value",
      1);
  return sql;
}

class Loading {
 public:
  Loading(db::Tx& tx, std::span<const PartyId> ids, Date from, Date today, const std::string& zone)
      : tx_(tx), ids_(ids), from_(from), today_(today), zone_(zone) {}

  std::vector<NamedPast> load() {
    people();
    titles();
    labels();
    holds();
    signs();
    marks();
    for (const auto& [id, by_hand] : profiles_by_hand(tx_, ids_)) {
      const auto found = places_.find(id);
      if (found != places_.end()) pasts_[found->second].past.profile_by_hand = by_hand.profile;
    }
    return std::move(pasts_);
  }

 private:
  void people() {
    for (Person& person : load_people(tx_, ids_, today_, zone_)) {
      NamedPast named;
      named.name = std::move(person.name);
      named.past.now = std::move(person.facts);
      named.past.now.titles.clear();
      named.past.marked_on.resize(named.past.now.contacts.size());
      places_[named.past.now.id] = pasts_.size();
      pasts_.push_back(std::move(named));
    }
  }

  template <class F, class... A>
  void each(const db::ManyStatement& sql, F&& on_row, const A&... others) {
    each_of_people(
        tx_, sql, ids_,
        [&](db::Row& row) {
          const auto found = places_.find(row.id<PartyId>(0));
          if (found != places_.end()) on_row(pasts_[found->second].past, row);
        },
        others...);
  }

  void titles() {
    const Date since = from_ - ProfileRules::history_days;
    each(
        select_titles(),
        [&](PersonPast& past, db::Row& row) {
          TitlePast title;
          title.facts.id = row.id<TitleId>(1);
          title.facts.number = row.text(2);
          title.facts.issue_date = row.date(3);
          title.facts.due_date = row.date(4);
          title.facts.amount = row.money(5);
          title.facts.created_at = row.instant(6);
          title.known_on = business_date(title.facts.created_at, zone_);
          const bool owed = row.view(7) == "open" || row.view(7) == "partly_paid";
          title.paid_on = row.view(7) == "paid" ? row.optional_date(8) : std::nullopt;
          if (!owed)
            title.closed_on = row.null(9) ? title.known_on : business_date(row.instant(9), zone_);
          if (title.paid_on) past.signs_of_life.push_back(*title.paid_on);
          past.titles.push_back(std::move(title));
        },
        instant_of({since, 0}, zone_));
  }

  void labels() {
    each_of_people(tx_, select_labels(), ids_, [&](db::Row& row) {
      const auto found = places_.find(row.id<PartyId>(3));
      if (found == places_.end()) return;
      for (TitlePast& title : pasts_[found->second].past.titles) {
        if (title.facts.id != row.id<TitleId>(0)) continue;
        if (row.view(1) == "seller") {
          title.facts.labels.seller = row.text(2);
        } else {
          title.facts.labels.products.push_back(row.text(2));
        }
      }
    });
  }

  void holds() {
    each(
        select_holds(),
        [&](PersonPast& past, db::Row& row) {
          HoldPast hold;
          hold.facts = {parse_hold_kind(row.view(1)).value_or(HoldKind::manual),
                        row.optional_id<TitleId>(2), row.date(3), row.optional_date(4)};
          if (!row.null(5)) hold.released_on = business_date(row.instant(5), zone_);
          if (hold.facts.kind == HoldKind::promise && hold.facts.ends_on) {
            const auto promise = promise_of(tx_, find_hold(tx_, row.id<HoldId>(6)).value(), today_);
            if (promise.state == PromiseState::broken)
              past.broken_promises.push_back(*hold.facts.ends_on + 1);
          }
          past.holds.push_back(std::move(hold));
        },
        from_ - ProfileRules::history_days);
  }

  void signs() {
    each(select_signs(), [&](PersonPast& past, db::Row& row) {
      past.signs_of_life.push_back(business_date(row.instant(1), zone_));
    });
  }

  void marks() {
    each(select_marks(), [&](PersonPast& past, db::Row& row) {
      const auto state = row.view(2);
      if (state == "unknown" || state == "works") return;
      for (std::size_t i = 0; i < past.now.contacts.size(); ++i) {
        if (past.now.contacts[i].id == row.id<ContactId>(1))
          past.marked_on[i] = business_date(row.instant(3), zone_);
      }
    });
  }

  db::Tx& tx_;
  std::span<const PartyId> ids_;
  const Date from_, today_;
  const std::string& zone_;
  std::vector<NamedPast> pasts_;
  std::unordered_map<PartyId, std::size_t> places_;
};

}  // namespace

std::vector<PartyId> people_with_titles_since(db::Tx& tx, Date from, const std::string& zone) {
  return tx.all(
      select_people, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(),
      instant_of({from, 0}, zone));
}

std::vector<NamedPast> load_pasts(db::Tx& tx, std::span<const PartyId> ids, Date from, Date today,
                                  const std::string& zone) {
  return Loading(tx, ids, from, today, zone).load();
}

}  // namespace quita::dunning
