#include "campaign/audience.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "dunning/contact_choice.h"
#include "dunning/people_query.h"
#include "dunning/policy_store.h"
#include "party/acting.h"
#include "receivable/offer_store.h"
#include "receivable/receivable_store.h"

namespace quita::campaign {
namespace {

constexpr std::size_t people_at_once = 500;

constexpr std::array labels{
    std::string_view("cliente vulnerável"), std::string_view("cobrança suspensa"),
    std::string_view("já está em outra campanha"), std::string_view("a mensagem não chegaria")};

// Through the index title_due: whoever has a title in the band; his oldest one is looked at after.
constexpr auto select_late =
    "SELECT DISTINCT party_id FROM title WHERE tenant_id = $1 AND state IN ('open', 'partly_paid') "
    "AND due_date >= $2 AND due_date <= $3 ORDER BY party_id LIMIT $4";

const db::ManyStatement& select_elsewhere() {
  static const db::ManyStatement sql = dunning::people_statement(
      "SELECT m.party_id FROM campaign_member m JOIN campaign c ON c.tenant_id = m.tenant_id "
      "AND c.id = m.campaign_id WHERE m.tenant_id = $1 AND c.state = 'running' "
      "AND m.party_id IN ({people})",
      1);
  return sql;
}

template <class T>
bool any_of_or_all(const std::vector<T>& wanted, const std::vector<T>& has) {
  if (wanted.empty()) return true;
  return std::any_of(wanted.begin(), wanted.end(), [&](const T& each) {
    return std::find(has.begin(), has.end(), each) != has.end();
  });
}

class Choosing {
 public:
  Choosing(db::Tx& tx, const Act& act, const Draft& draft)
      : tx_(tx), act_(act), draft_(draft), limits_(dunning::load_limits(tx)) {}

  Result<Audience> run() {
    const Date latest = std::min(receivable::last_overdue_due_date(act_.today),
                                 act_.today - draft_.filter.days_from);
    const Date earliest =
        draft_.filter.days_to > 0 ? act_.today - draft_.filter.days_to : Date(1900, 1, 1);
    const auto ids = tx_.all(
        select_late, [](db::Row& row) { return row.id<PartyId>(0); }, tx_.tenant(), earliest,
        latest, static_cast<int>(members_max) + 1);
    if (ids.size() > members_max) {
      return invalid("campaign.too_many",
                     fmt::format("São mais de {} clientes: estreite o filtro.", members_max),
                     "filter");
    }
    std::span<const PartyId> rest(ids);
    while (!rest.empty()) {
      const auto now = rest.first(std::min(rest.size(), people_at_once));
      take(now);
      rest = rest.subspan(now.size());
    }
    for (const LeftOut why :
         {LeftOut::vulnerable, LeftOut::held, LeftOut::other_campaign, LeftOut::not_contactable}) {
      audience_.left_out.push_back({why, left_out_[static_cast<std::size_t>(why)]});
    }
    return std::move(audience_);
  }

 private:
  void take(std::span<const PartyId> ids) {
    std::set<PartyId> elsewhere;
    dunning::each_of_people(tx_, select_elsewhere(), ids,
                            [&](db::Row& row) { elsewhere.insert(row.id<PartyId>(0)); });
    for (const auto& person : dunning::load_people(tx_, ids, act_.today, time_zone_of(tx_))) {
      if (!chosen(person)) continue;
      const bool other = elsewhere.contains(person.facts.id);
      if (const auto why = left_out(person, other)) {
        ++left_out_[static_cast<std::size_t>(*why)];
        continue;
      }
      audience_.members.push_back(member_of(person));
    }
  }

  static bool late(const dunning::TitleFacts& title, Date today) {
    return receivable::collectable(title.state) && receivable::overdue(title.due_date, today);
  }
  bool asked_for(const dunning::Person& person, const dunning::TitleFacts& title) const {
    return late(title, act_.today) && !dunning::is_held(person.facts.holds, title.id, act_.today);
  }

  bool chosen(const dunning::Person& person) const {
    const Filter& filter = draft_.filter;
    int days = 0;
    Money owed;
    for (const auto& title : person.facts.titles) {
      if (!late(title, act_.today)) continue;
      days = std::max(days, receivable::days_late(title.due_date, act_.today));
      owed += title.owed;
    }
    if (days < filter.days_from || (filter.days_to > 0 && days > filter.days_to)) return false;
    if (filter.owed_from && owed < *filter.owed_from) return false;
    if (filter.owed_to && owed > *filter.owed_to) return false;
    return any_of_or_all(filter.tags, person.facts.tags) &&
           any_of_or_all(filter.profiles, {person.facts.profile}) &&
           any_of_or_all(filter.states, {person.facts.state});
  }

  std::optional<LeftOut> left_out(const dunning::Person& person, bool elsewhere) const {
    if (person.facts.vulnerable) return LeftOut::vulnerable;
    const auto& titles = person.facts.titles;
    if (std::none_of(titles.begin(), titles.end(),
                     [&](const auto& title) { return asked_for(person, title); }))
      return LeftOut::held;
    if (elsewhere) return LeftOut::other_campaign;
    if (draft_.template_name.empty()) return std::nullopt;
    // A full budget is no reason: the message waits for its turn.
    if (!dunning::choose_contact(person.facts, draft_.order.channels, limits_.channels))
      return LeftOut::not_contactable;
    return std::nullopt;
  }

  AudienceMember member_of(const dunning::Person& person) {
    AudienceMember member;
    member.party = person.facts.id;
    member.name = person.name;
    if (!draft_.template_name.empty()) {
      for (const auto channel : draft_.order.channels) {
        if (dunning::choose_contact(person.facts, {channel}, limits_.channels))
          member.channels.push_back(channel);
      }
    }
    std::vector<TitleId> ids;
    for (const auto& title : person.facts.titles) {
      if (asked_for(person, title)) ids.push_back(title.id);
    }
    const auto records = receivable::find_titles(tx_, ids);
    const auto charges =
        receivable::charges_of(tx_, records, act_.today, receivable::Explained::no);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto quoted = receivable::quote(charges[i], draft_.reduction);
      member.titles.push_back({records[i].title.id, quoted.owed, quoted.pays, quoted.principal_off,
                               records[i].entries});
      member.owed += quoted.owed;
      member.pays += quoted.pays;
    }
    return member;
  }

  db::Tx& tx_;
  const Act& act_;
  const Draft& draft_;
  dunning::ContactLimits limits_;
  Audience audience_;
  std::array<int, 4> left_out_{};
};

}  // namespace

std::string_view label(LeftOut why) { return labels[static_cast<std::size_t>(why)]; }

Result<Audience> audience_of(db::Tx& tx, const Act& act, const Draft& draft, std::int64_t seed) {
  auto audience = TRY(Choosing(tx, act, draft).run());
  draw(audience.members, seed, draft.control_percent);
  return audience;
}

void draw(std::vector<AudienceMember>& members, std::int64_t seed, int control_percent) {
  std::vector<AudienceMember*> numbered;
  for (AudienceMember& member : members) numbered.push_back(&member);
  std::sort(numbered.begin(), numbered.end(),
            [](const auto* a, const auto* b) { return a->party < b->party; });
  std::vector<std::pair<Uuid, AudienceMember*>> lots;
  for (std::size_t i = 0; i < numbered.size(); ++i) {
    numbered[i]->treated = true;
    lots.emplace_back(uuid_of(fmt::format("{}:{}", seed, i)), numbered[i]);
  }
  std::sort(lots.begin(), lots.end());
  const std::size_t held_back =
      (lots.size() * static_cast<std::size_t>(control_percent) + 50) / 100;
  for (std::size_t i = 0; i < held_back; ++i) lots[i].second->treated = false;
}

}  // namespace quita::campaign
