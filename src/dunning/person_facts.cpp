#include "dunning/person_facts.h"

#include <algorithm>
#include <map>

#include "brazil/state.h"
#include "dunning/hold.h"
#include "party/party_store.h"
#include "receivable/receivable_store.h"

namespace quita::dunning {
namespace {

constexpr auto select_closed_due =
    "SELECT id FROM title WHERE tenant_id = $1 AND party_id = $2 AND next_step_on <= $3 "
    "AND state NOT IN ('open', 'partly_paid')";

constexpr auto select_steps_done =
    "SELECT s.title_id, s.step FROM title t JOIN step_done s ON s.tenant_id = t.tenant_id "
    "AND s.title_id = t.id AND s.due_date = t.due_date "
    "WHERE t.tenant_id = $1 AND t.party_id = $2 AND t.state IN ('open', 'partly_paid')";

// A contact counts while its message is on its way or has arrived at the carrier.
constexpr auto select_contacts_made =
    "SELECT c.business_date, c.demand FROM contact_made c JOIN outbox o ON o.tenant_id = "
    "c.tenant_id "
    "AND o.id = c.outbox_id WHERE c.tenant_id = $1 AND c.party_id = $2 AND c.business_date > $3 "
    "AND o.state IN ('queued', 'sending', 'sent') ORDER BY c.business_date";

constexpr int week_days = 7;
constexpr int day_minutes = 24 * 60;

// Where he lives: the billing address, or any.
std::string state_of(db::Tx& tx, PartyId party) {
  std::string state;
  for (const party::Address& address : party::addresses_of(tx, party)) {
    if (state.empty() || address.purpose == "billing") state = address.state;
  }
  return state;
}

ContactStanding standing_of(party::ContactState state) {
  switch (state) {
    case party::ContactState::unknown:
      return ContactStanding::unknown;
    case party::ContactState::works:
      return ContactStanding::works;
    case party::ContactState::bounced:
      return ContactStanding::bounced;
    case party::ContactState::opted_out:
      return ContactStanding::opted_out;
  }
  return ContactStanding::bounced;
}

void add_contacts(db::Tx& tx, PersonFacts& facts) {
  for (const party::Contact& contact : party::contacts_of(tx, facts.id)) {
    facts.contacts.push_back({contact.id, contact.channel == party::Channel::email,
                              contact.purpose == "billing", standing_of(contact.state)});
  }
}

void add_holds(db::Tx& tx, PersonFacts& facts) {
  for (const Hold& hold : holds_of(tx, facts.id, false)) {
    facts.holds.push_back({hold.kind, hold.title, hold.starts_on, hold.ends_on});
  }
}

void add_titles(db::Tx& tx, Date date, PersonFacts& facts) {
  std::vector<receivable::TitleRecord> records = receivable::open_titles_of(tx, facts.id);
  const auto closed = tx.all(
      select_closed_due, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), facts.id,
      date);
  for (auto& record : receivable::find_titles(tx, closed)) records.push_back(std::move(record));
  const auto charges = receivable::charges_of(tx, records, date);
  std::map<TitleId, std::size_t> index;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const receivable::Title& title = records[i].title;
    TitleFacts one;
    one.id = title.id;
    one.number = title.number;
    one.issue_date = title.issue_date;
    one.due_date = title.due_date;
    one.state = records[i].state;
    one.owed = charges[i].total;
    index[title.id] = facts.titles.size();
    facts.titles.push_back(std::move(one));
  }
  tx.each(
      select_steps_done,
      [&](db::Row& row) {
        const auto at = index.find(row.id<TitleId>(0));
        if (at == index.end()) return;
        facts.titles[at->second].steps_done.push_back(static_cast<int>(row.integer(1)));
      },
      tx.tenant(), facts.id);
}

}  // namespace

std::optional<Person> load_person(db::Tx& tx, PartyId party, Date date,
                                  const std::string& company_zone) {
  const auto name = party::find_name(tx, party);
  if (!name) return std::nullopt;
  Person person;
  person.facts.id = party;
  person.facts.vulnerable = name->vulnerable;
  person.facts.state = state_of(tx, party);
  const State* state = find_state(person.facts.state);
  person.time_zone = state != nullptr ? std::string(state->time_zone) : company_zone;
  add_contacts(tx, person.facts);
  add_holds(tx, person.facts);
  add_titles(tx, date, person.facts);
  person.facts.contacts_made = tx.all(
      select_contacts_made,
      [](db::Row& row) {
        return ContactMade{row.date(0), row.boolean(1)};
      },
      tx.tenant(), party, date - week_days);
  return person;
}

int local_minute(Date date, Instant now, const std::string& time_zone) {
  const LocalTime local = local_time(now, time_zone);
  if (local.date < date) return 0;
  if (local.date > date) return day_minutes;
  return local.minute;
}

}  // namespace quita::dunning
