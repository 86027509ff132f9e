#include "dunning/person_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "brazil/phone.h"
#include "brazil/state.h"
#include "dunning/contact_choice.h"
#include "dunning/money_in_flight.h"
#include "dunning/payer_history.h"
#include "dunning/people_query.h"
#include "messaging/open_channels.h"
#include "party/legal_basis.h"
#include "receivable/receivable_store.h"

namespace quita::dunning {
namespace {

using People = std::map<PartyId, Person>;

constexpr int week_days = 7;
constexpr int day_minutes = 24 * 60;

const db::ManyStatement& select_parties() {
  static const db::ManyStatement sql = people_statement(
      "SELECT id, name, kind, vulnerable, document FROM party WHERE tenant_id = $1 AND id IN "
      "({people})",
      1);
  return sql;
}

// Where he lives: the billing address, or any.
const db::ManyStatement& select_states() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, state, street, number, city, postal_code FROM party_address "
      "WHERE tenant_id = $1 AND party_id IN ({people}) "
      "ORDER BY party_id, CASE purpose WHEN 'billing' THEN 0 ELSE 1 END, id",
      1);
  return sql;
}

const db::ManyStatement& select_contacts() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, id, channel, value, purpose, state, basis FROM party_contact WHERE "
      "tenant_id = $1 "
      "AND party_id IN ({people}) ORDER BY party_id, created_at, id",
      1);
  return sql;
}

const db::ManyStatement& select_standings() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, contact_id, channel, state FROM channel_standing WHERE tenant_id = $1 "
      "AND party_id IN ({people})",
      1);
  return sql;
}

const db::ManyStatement& select_tags() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, tag FROM party_tag WHERE tenant_id = $1 AND party_id IN ({people}) "
      "ORDER BY party_id, tag",
      1);
  return sql;
}

const db::ManyStatement& select_holds() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, kind, title_id, starts_on, ends_on, flight FROM hold WHERE tenant_id = $1 "
      "AND released_at IS NULL AND party_id IN ({people}) ORDER BY party_id, id",
      1);
  return sql;
}

// Few: those that cover a whole group (hold_group).
constexpr auto select_group_holds =
    "SELECT h.party_id, h.kind, h.starts_on, h.ends_on, p.document FROM hold h JOIN party p "
    "ON p.tenant_id = h.tenant_id AND p.id = h.party_id WHERE h.tenant_id = $1 "
    "AND h.whole_group = 1 AND h.released_at IS NULL";

const std::string look_sql =
    "(SELECT l.next_on FROM title_look l WHERE l.tenant_id = title.tenant_id AND "
    "l.title_id = title.id)";

const db::ManyStatement& select_titles() {
  static const db::ManyStatement sql =
      people_statement("SELECT " + std::string(receivable::title_columns_sql()) + ", " + look_sql +
                           " FROM title WHERE tenant_id = $1 AND party_id IN ({people}) AND "
                           "(state IN ('open', 'partly_paid') OR " +
                           look_sql + " <= $2) ORDER BY party_id, due_date, id",
                       2);
  return sql;
}

// By the titles themselves: joined by customer, PostgreSQL reads the whole table before it has
// looked at its statistics.
const db::ManyStatement& select_steps_done() {
  static const db::ManyStatement sql = people_statement(
      "SELECT title_id, due_date, step, business_date FROM step_done WHERE tenant_id = $1 "
      "AND title_id IN ({people})",
      1);
  return sql;
}

const db::ManyStatement& select_tasks_done() {
  static const db::ManyStatement sql = people_statement(
      "SELECT title_id, due_date, step FROM task_title WHERE tenant_id = $1 "
      "AND title_id IN ({people})",
      1);
  return sql;
}

// A contact counts while its message is on its way or has arrived at the carrier. A call has none.
const db::ManyStatement& select_contacts_made() {
  static const db::ManyStatement sql = people_statement(
      "SELECT c.party_id, c.business_date, c.demand, o.cause, o.state FROM contact_made c "
      "LEFT JOIN outbox o ON o.tenant_id = c.tenant_id AND o.id = c.outbox_id WHERE c.tenant_id = "
      "$1 "
      "AND c.business_date > $2 AND c.party_id IN ({people}) ORDER BY c.party_id, c.business_date",
      2);
  return sql;
}

const db::ManyStatement& select_scores() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, score FROM credit_limit WHERE tenant_id = $1 AND party_id IN ({people}) "
      "AND score IS NOT NULL",
      1);
  return sql;
}

const db::ManyStatement& select_labels() {
  static const db::ManyStatement sql = people_statement(
      "SELECT title_id, kind, value FROM title_label WHERE tenant_id = $1 "
      "AND title_id IN ({people}) ORDER BY title_id, kind, value",
      1);
  return sql;
}

const db::ManyStatement& select_contact_tasks() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, due_on, done_at FROM task WHERE tenant_id = $1 AND kind = "
      "'verify_contact' AND party_id IN ({people}) ORDER BY party_id, due_on",
      1);
  return sql;
}

const db::ManyStatement& select_conversations() {
  static const db::ManyStatement sql = people_statement(
      "SELECT party_id, MAX(at) FROM event WHERE tenant_id = $1 AND kind = 'party.conversation' "
      "AND party_id IN ({people}) GROUP BY party_id",
      1);
  return sql;
}

ContactStanding standing_of(std::string_view state) {
  if (state == "works") return ContactStanding::works;
  if (state == "bounced") return ContactStanding::bounced;
  if (state == "opted_out") return ContactStanding::opted_out;
  return ContactStanding::unknown;
}

bool is_mobile(std::string_view e164) {
  const auto phone = parse_phone(e164);
  return phone && phone->mobile();
}

// Reads what is known of some people, table by table.
class Loading {
 public:
  Loading(db::Tx& tx, std::span<const PartyId> ids, Date date, const std::string& company_zone,
          Labels labels, Date known_on)
      : tx_(tx),
        ids_(ids),
        date_(date),
        company_zone_(company_zone),
        labels_(labels),
        known_on_(known_on) {}

  People load() {
    parties();
    states();
    contacts();
    standings();
    tags();
    holds();
    titles();
    if (labels_ == Labels::read) labels();
    days_done();
    money_in_flight();
    contacts_made();
    contact_tasks();
    conversations();
    profiles();
    return std::move(people_);
  }

 private:
  template <class F, class... A>
  void each(const db::ManyStatement& sql, F&& on_row, const A&... others) {
    each_of_people(
        tx_, sql, ids_,
        [&](db::Row& row) {
          const auto person = people_.find(row.id<PartyId>(0));
          if (person != people_.end()) on_row(person->second, row);
        },
        others...);
  }

  void parties() {
    each_of_people(tx_, select_parties(), ids_, [&](db::Row& row) {
      Person& person = people_[row.id<PartyId>(0)];
      person.facts.id = row.id<PartyId>(0);
      person.name = row.text(1);
      person.facts.kind = row.view(2) == "person" ? PartyKind::person : PartyKind::company;
      person.facts.vulnerable = row.boolean(3);
      person.document = row.text(4);
      person.time_zone = company_zone_;
    });
  }

  void states() {
    each(select_states(), [](Person& person, db::Row& row) {
      if (person.facts.postal_address) return;
      person.facts.postal_address = true;
      person.facts.state = row.text(1);
      person.postal_address = fmt::format(
          "{}{}{}, {}/{}{}{}", row.view(2), row.text(3).empty() ? "" : ", ", row.text(3),
          row.text(4), row.text(1), row.text(5).empty() ? "" : ", CEP ", row.text(5));
      const State* state = find_state(person.facts.state);
      if (state != nullptr) person.time_zone = std::string(state->time_zone);
    });
  }

  void contacts() {
    each(select_contacts(), [](Person& person, db::Row& row) {
      ContactFacts contact{row.id<ContactId>(1), row.view(2) == "email", row.view(4) == "billing",
                           standing_of(row.view(5))};
      person.addresses.push_back(row.text(3));
      contact.mobile = !contact.email && is_mobile(person.addresses.back());
      contact.lawful = row.view(6) != party::word(party::Basis::none);
      person.facts.contacts.push_back(contact);
    });
  }

  void standings() {
    each(select_standings(), [](Person& person, db::Row& row) {
      const auto id = row.id<ContactId>(1);
      const auto channel = messaging::parse_channel(row.view(2)).value();
      const auto standing = standing_of(row.view(3));
      if (id.nil()) {
        if (standing == ContactStanding::opted_out) person.facts.opted_out.add(channel);
        // A letter came back, and nobody has mended the address since.
        if (standing == ContactStanding::bounced && channel == messaging::Channel::letter)
          person.facts.postal_address = false;
        return;
      }
      for (ContactFacts& contact : person.facts.contacts) {
        if (contact.id != id) continue;
        if (channel == messaging::Channel::sms) contact.sms = standing;
        if (channel == messaging::Channel::whatsapp) contact.whatsapp = standing;
      }
    });
  }

  void tags() {
    each(select_tags(),
         [](Person& person, db::Row& row) { person.facts.tags.push_back(row.text(1)); });
  }

  void holds() {
    each(select_holds(), [](Person& person, db::Row& row) {
      person.facts.holds.push_back({parse_hold_kind(row.view(1)).value_or(HoldKind::manual),
                                    row.optional_id<TitleId>(2), row.date(3), row.optional_date(4),
                                    parse_flight(row.view(5)).value_or(Flight::told_paid)});
    });
    tx_.each(
        select_group_holds,
        [&](db::Row& row) {
          const auto of = row.id<PartyId>(0);
          const auto root = row.text(4).substr(0, cnpj_root_letters);
          const HoldFacts hold{parse_hold_kind(row.view(1)).value_or(HoldKind::manual),
                               std::nullopt, row.date(2), row.optional_date(3)};
          for (auto& [id, person] : people_) {
            const bool sister = id != of && person.facts.kind == PartyKind::company &&
                                person.document.starts_with(root);
            if (sister) person.facts.holds.push_back(hold);
          }
        },
        tx_.tenant());
  }

  void titles() {
    std::map<PartyId, std::vector<receivable::TitleRecord>> records;
    std::unordered_map<TitleId, Date> looks;
    each_of_people(
        tx_, select_titles(), ids_,
        [&](db::Row& row) {
          auto record = receivable::title_record_of(row);
          const auto look = row.optional_date(receivable::title_columns_count);
          if (look) looks.emplace(record.title.id, *look);
          records[record.title.party].push_back(std::move(record));
        },
        date_);
    for (auto& [party, owned] : records) {
      const auto person = people_.find(party);
      if (person == people_.end()) continue;
      const auto charges = receivable::charges_of(tx_, owned, date_, receivable::Explained::no);
      for (std::size_t i = 0; i < owned.size(); ++i) {
        const receivable::Title& title = owned[i].title;
        TitleFacts one;
        one.id = title.id;
        one.number = title.number;
        one.issue_date = title.issue_date;
        one.due_date = title.due_date;
        one.state = owned[i].state;
        one.owed = charges[i].total;
        one.amount = title.amount;
        one.created_at = title.created_at;
        if (const auto look = looks.find(title.id); look != looks.end()) one.look_on = look->second;
        person->second.facts.titles.push_back(std::move(one));
      }
      for (TitleFacts& title : person->second.facts.titles) titles_[title.id] = &title;
    }
  }

  void money_in_flight() {
    std::vector<PersonFacts*> people;
    for (auto& [id, person] : people_) people.push_back(&person.facts);
    add_money_in_flight(tx_, people, date_, known_on_);
  }

  void labels() {
    each(select_scores(), [](Person& person, db::Row& row) {
      person.facts.score = static_cast<int>(row.integer(1));
    });
    std::vector<TitleId> ids;
    for (const auto& [id, title] : titles_) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    each_of_people(tx_, select_labels(), std::span<const TitleId>(ids), [&](db::Row& row) {
      auto& labels = titles_.at(row.id<TitleId>(0))->labels;
      if (row.view(1) == "seller") {
        labels.seller = row.text(2);
      } else {
        labels.products.push_back(row.text(2));
      }
    });
  }

  void days_done() {
    std::vector<TitleId> ids;
    for (const auto& [id, title] : titles_) {
      if (receivable::collectable(title->state)) ids.push_back(id);
    }
    std::sort(ids.begin(), ids.end());
    each_of_people(tx_, select_steps_done(), std::span<const TitleId>(ids), [&](db::Row& row) {
      TitleFacts& title = *titles_.at(row.id<TitleId>(0));
      if (row.date(1) != title.due_date) return;
      const int day = static_cast<int>(row.integer(2));
      title.steps_done.push_back(day);
      title.told_on.emplace_back(day, row.date(3));
    });
    days_done(select_tasks_done(), ids, &TitleFacts::tasks_done);
  }
  // What was done for another due date counts no more.
  void days_done(const db::ManyStatement& sql, std::span<const TitleId> ids,
                 std::vector<int> TitleFacts::*days) {
    each_of_people(tx_, sql, ids, [&](db::Row& row) {
      TitleFacts& title = *titles_.at(row.id<TitleId>(0));
      if (row.date(1) == title.due_date) (title.*days).push_back(static_cast<int>(row.integer(2)));
    });
  }

  void contacts_made() {
    each(
        select_contacts_made(),
        [&](Person& person, db::Row& row) {
          const Date on = row.date(1);
          if (!row.null(4)) {
            const auto state = messaging::parse_message_state(row.view(4)).value();
            if (on == date_) person.messages_today[row.text(3)] = state;
            if (state == messaging::MessageState::failed ||
                state == messaging::MessageState::cancelled)
              return;
          }
          const bool demand = row.boolean(2);
          if (on > date_ - week_days) person.facts.contacts_made.push_back({on, demand});
          if (demand) demands_[person.facts.id].push_back(on);
        },
        date_ - std::max(week_days, ProfileRules::silence_days));
  }

  void contact_tasks() {
    each(select_contact_tasks(), [](Person& person, db::Row& row) {
      person.facts.contact_verified_on = row.date(1);
      if (row.null(2)) person.facts.contact_task_open = true;
    });
  }

  void conversations() {
    each(select_conversations(), [&](Person& person, db::Row& row) {
      person.facts.conversation_on = business_date(row.instant(1), company_zone_);
    });
  }

  void profiles() {
    auto histories = load_histories(tx_, ids_, date_);
    const auto by_hand = profiles_by_hand(tx_, ids_);
    for (auto& [id, person] : people_) {
      PayerHistory& history = histories[id];
      history.demands = std::move(demands_[id]);
      for (const TitleFacts& title : person.facts.titles) {
        const int late = date_ - last_day_on_time(title.due_date);
        if (receivable::collectable(title.state) && late > 0)
          history.open_days_late.push_back(late);
      }
      if (!history.open_days_late.empty()) history.out_of_reach = out_of_reach(person.facts);
      person.verdict = judge_payer(history, date_);
      person.broken_promises = history.broken_promises;
      const auto set = by_hand.find(id);
      person.facts.profile = set == by_hand.end() ? person.verdict.profile : set->second.profile;
    }
  }

  // E-mail is always open; which others are is asked only for those whom it does not reach.
  std::optional<std::string> out_of_reach(const PersonFacts& person) {
    if (!why_out_of_reach(person, {messaging::Channel::email})) return std::nullopt;
    if (!open_) open_ = messaging::open_channels(tx_);
    return why_out_of_reach(person, *open_);
  }

  db::Tx& tx_;
  std::span<const PartyId> ids_;
  Date date_;
  const std::string& company_zone_;
  Labels labels_;
  Date known_on_;
  People people_;
  std::unordered_map<TitleId, TitleFacts*> titles_;
  std::map<PartyId, std::vector<Date>> demands_;
  std::optional<messaging::ChannelSet> open_;
};

}  // namespace

const std::string& Person::address_of(const std::optional<ContactId>& id) const {
  if (!id) return postal_address;
  const auto contact = std::find_if(facts.contacts.begin(), facts.contacts.end(),
                                    [&](const ContactFacts& each) { return each.id == *id; });
  return addresses[static_cast<std::size_t>(contact - facts.contacts.begin())];
}

std::vector<Person> load_people(db::Tx& tx, std::span<const PartyId> ids, Date date,
                                const std::string& company_zone, Labels labels,
                                std::optional<Date> known_on) {
  People found = Loading(tx, ids, date, company_zone, labels, known_on.value_or(date)).load();
  std::vector<Person> people;
  people.reserve(ids.size());
  for (const PartyId& id : ids) {
    const auto person = found.find(id);
    if (person == found.end()) continue;
    people.push_back(std::move(person->second));
    found.erase(person);
  }
  return people;
}

std::optional<Person> load_person(db::Tx& tx, PartyId party, Date date,
                                  const std::string& company_zone) {
  const PartyId ids[] = {party};
  auto people = load_people(tx, ids, date, company_zone);
  if (people.empty()) return std::nullopt;
  return std::move(people.front());
}

int local_minute(Date date, Instant now, const std::string& time_zone) {
  const LocalTime local = local_time(now, time_zone);
  if (local.date < date) return 0;
  if (local.date > date) return day_minutes;
  return local.minute;
}

}  // namespace quita::dunning
