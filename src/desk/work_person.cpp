#include "desk/work_person.h"

#include <algorithm>
#include <map>

#include "desk/call_store.h"
#include "dunning/people_query.h"
#include "messaging/outbox.h"
#include "party/acting.h"
#include "receivable/charges.h"

namespace quita::desk {
namespace {

using dunning::HoldKind;
using messaging::MessageState;

const db::ManyStatement& select_telephones() {
  static const db::ManyStatement sql = dunning::people_statement(
      "SELECT party_id, id, value, purpose, state FROM party_contact WHERE tenant_id = $1 "
      "AND channel = 'phone' AND basis <> 'none' AND party_id IN ({people}) ORDER BY party_id, "
      "CASE state WHEN 'works' THEN 0 WHEN 'unknown' THEN 1 WHEN 'bounced' THEN 2 ELSE 3 END, "
      "CASE purpose WHEN 'billing' THEN 0 ELSE 1 END, created_at, id",
      1);
  return sql;
}

const db::ManyStatement& select_assignments() {
  static const db::ManyStatement sql = dunning::people_statement(
      "SELECT party_id, user_id FROM queue_assignment WHERE tenant_id = $1 "
      "AND party_id IN ({people})",
      1);
  return sql;
}

bool waits_for_him_or_us(HoldKind kind) {
  return kind == HoldKind::dispute || kind == HoldKind::promise ||
         kind == HoldKind::money_in_flight;
}

void set_titles(WorkPerson& work, Date today) {
  WorkFacts& facts = work.facts;
  int reachable = 0;
  for (const auto& title : work.person.facts.titles) {
    if (!receivable::collectable(title.state)) continue;
    const int late = receivable::days_late(title.due_date, today);
    if (late <= 0) continue;
    ++work.late_titles;
    facts.owed += title.owed;
    facts.days_late = std::max(facts.days_late, late);
    const auto holds = dunning::holds_on(work.person.facts.holds, title.id, today);
    if (holds.empty() || waits_for_him_or_us(holds.front()->kind)) ++reachable;
    if (holds.empty() || !waits_for_him_or_us(holds.front()->kind)) continue;
    if (!facts.waits || holds.front()->kind < *facts.waits) {
      facts.waits = holds.front()->kind;
      facts.waits_until = holds.front()->ends_on;
    }
  }
  facts.out_of_reach = reachable == 0;
}

bool goes_today(MessageState state) {
  return state == MessageState::queued || state == MessageState::sending ||
         state == MessageState::sent;
}

template <class T>
std::optional<T> value_of(const std::map<PartyId, T>& values, const PartyId& id) {
  const auto at = values.find(id);
  return at == values.end() ? std::nullopt : std::optional<T>(at->second);
}

}  // namespace

std::vector<WorkPerson> load_work_people(db::Tx& tx, std::span<const PartyId> ids, Date today) {
  const auto talks = last_talks(tx, ids);
  const auto next = next_calls(tx, ids);
  std::map<PartyId, std::vector<party::Contact>> telephones;
  dunning::each_of_people(tx, select_telephones(), ids, [&](db::Row& row) {
    party::Contact contact;
    contact.id = row.id<ContactId>(1);
    contact.channel = party::Channel::phone;
    contact.value = row.text(2);
    contact.purpose = row.text(3);
    contact.state = party::parse_contact_state(row.view(4)).value_or(party::ContactState::unknown);
    auto& his = telephones[row.id<PartyId>(0)];
    const bool repeated =
        std::any_of(his.begin(), his.end(), [&](const auto& one) { return one.id == contact.id; });
    if (!repeated) his.push_back(std::move(contact));
  });
  std::map<PartyId, UserId> assigned;
  dunning::each_of_people(tx, select_assignments(), ids,
                          [&](db::Row& row) { assigned[row.id<PartyId>(0)] = row.id<UserId>(1); });
  std::vector<WorkPerson> people;
  for (dunning::Person& person : dunning::load_people(tx, ids, today, time_zone_of(tx))) {
    WorkPerson& work = people.emplace_back();
    const PartyId id = person.facts.id;
    work.person = std::move(person);
    work.telephones = std::move(telephones[id]);
    work.assigned = value_of(assigned, id);
    set_titles(work, today);
    WorkFacts& facts = work.facts;
    facts.profile = work.person.facts.profile;
    facts.broken_promises = work.person.broken_promises;
    facts.vulnerable = work.person.facts.vulnerable;
    facts.talked_on = value_of(talks, id);
    facts.next_call_on = value_of(next, id);
    const auto& messages = work.person.messages_today;
    facts.message_today = std::any_of(messages.begin(), messages.end(),
                                      [](const auto& each) { return goes_today(each.second); });
    facts.telephone =
        std::any_of(work.telephones.begin(), work.telephones.end(), [](const auto& each) {
          return each.state == party::ContactState::works ||
                 each.state == party::ContactState::unknown;
        });
    work.worth = worth_of(facts, today);
  }
  return people;
}

}  // namespace quita::desk
