#include "dunning/fallback.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "company/company.h"
#include "dunning/channel_hours.h"
#include "dunning/contact_budget.h"
#include "dunning/contact_choice.h"
#include "dunning/day.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "json/parse.h"
#include "messaging/template_text.h"
#include "party/timeline.h"

namespace quita::dunning {
namespace {

using messaging::MessageState;
using messaging::OutboxRow;

constexpr int at_once = 200;  // rows of one look
constexpr int week_days = 7;
constexpr std::chrono::hours looked_at_within{24};

constexpr auto select_due =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND fallback_at <= $2 AND fallback_at IS NOT NULL "
    "ORDER BY fallback_at, id LIMIT $3";

constexpr auto update_fallback_at =
    "UPDATE outbox SET fallback_at = $3 WHERE tenant_id = $1 AND id = $2";

// Through the index event_life: whoever did one of these has been reached.
constexpr auto select_sign_of_life =
    "SELECT 1 FROM event WHERE tenant_id = $1 AND party_id = $2 AND at >= $3 AND kind IN "
    "('party.link_opened', 'party.promised', 'party.disputed', 'title.told_paid', "
    "'title.partly_paid') LIMIT 1";

constexpr auto move_steps =
    "UPDATE step_done SET outbox_id = $3 WHERE tenant_id = $1 AND outbox_id = $2 AND title_id IN "
    "(SELECT title_id FROM outbox_title WHERE tenant_id = $1 AND outbox_id = $2)";

// The customer with what a contact with him today must keep to.
struct Scene {
  Person person;
  ContactLimits limits;
  Date today;
  int minute = 0;
};

bool about_debts(const OutboxRow& row) {
  return row.party && (row.cause.starts_with(messaging::dunning_cause) ||
                       row.cause.starts_with(messaging::manual_cause));
}

std::optional<Scene> scene_of(db::Tx& tx, const OutboxRow& row, Instant now) {
  lock_budgets(tx, std::span(&*row.party, 1));
  const auto company = company::read_company(tx);
  if (!company) throw db::Failure("no tenant " + tx.tenant().text(), false);
  const Date today = business_date(now, company->time_zone);
  auto person = load_person(tx, *row.party, today, company->time_zone);
  if (!person) return std::nullopt;
  const int minute = local_minute(today, now, person->time_zone);
  return Scene{*std::move(person), load_limits(tx), today, minute};
}

std::vector<TitleId> titles_left(const OutboxRow& row, const Scene& scene) {
  std::vector<TitleId> left;
  for (const TitleFacts& title : scene.person.facts.titles) {
    const bool its = std::find(row.titles.begin(), row.titles.end(), title.id) != row.titles.end();
    if (its && receivable::collectable(title.state) &&
        !is_held(scene.person.facts.holds, title.id, scene.today))
      left.push_back(title.id);
  }
  return left;
}

// Other contacts with him: all that count, but for this message itself where it did not fail.
std::vector<ContactMade> other_contacts(const OutboxRow& row, const Scene& scene) {
  auto made = scene.person.facts.contacts_made;
  if (row.state == MessageState::failed || row.state == MessageState::cancelled) return made;
  const auto own = std::find_if(made.begin(), made.end(), [&](const ContactMade& each) {
    return each.on == row.business_date;
  });
  if (own != made.end()) made.erase(own);
  return made;
}

bool room_in_budget(const std::vector<ContactMade>& others, const Scene& scene) {
  const Date today = scene.today;
  const auto on_day = std::count_if(others.begin(), others.end(),
                                    [&](const ContactMade& each) { return each.on == today; });
  const auto in_week = std::count_if(others.begin(), others.end(), [&](const ContactMade& each) {
    return each.demand && each.on > today - week_days && each.on <= today;
  });
  return on_day < scene.limits.max_per_day && in_week < scene.limits.max_per_week;
}

bool newer_contact(const std::vector<ContactMade>& others, const OutboxRow& row) {
  return std::any_of(others.begin(), others.end(),
                     [&](const ContactMade& each) { return each.on > row.business_date; });
}

// The channels left for which the template has a text.
std::vector<Channel> writable(db::Tx& tx, const OutboxRow& row) {
  std::vector<Channel> channels;
  for (const Channel channel : row.fallback.channels) {
    if (messaging::has_text(tx, row.template_name, channel)) channels.push_back(channel);
  }
  return channels;
}

// Whether it may go today, one rule a line; the choice then.
std::optional<ContactChoice> next_choice(db::Tx& tx, const OutboxRow& row, const Scene& scene) {
  const PersonFacts& person = scene.person.facts;
  if (person.vulnerable) return std::nullopt;
  if (quiet_until(person, scene.limits, scene.today)) return std::nullopt;
  const auto others = other_contacts(row, scene);
  if (newer_contact(others, row)) return std::nullopt;
  if (!room_in_budget(others, scene)) return std::nullopt;
  auto choice = choose_contact(person, writable(tx, row), scene.limits.channels);
  if (!choice) return std::nullopt;
  const auto window =
      channel_window(choice->channel, scene.limits.email_hours, person.state, scene.today);
  if (!window || scene.minute >= window->to_minute) return std::nullopt;
  return choice;
}

void tell(db::Tx& tx, const OutboxRow& row, Channel channel, std::string_view why, Instant now) {
  const auto data = json::serialize(
      boost::json::object{{"subject", row.subject.empty() ? row.template_name : row.subject},
                          {"channel", boost::json::string(label(channel))},
                          {"reason", boost::json::string(why)}});
  party::record_event(
      tx, now, "régua",
      {"message.fallback", row.party, std::nullopt, "outbox:" + row.id.text() + ":fallback", data});
}

std::optional<MessageId> follow(db::Tx& tx, const OutboxRow& row, const Scene& scene,
                                std::string_view why, Instant now) {
  const auto choice = next_choice(tx, row, scene);
  const auto titles = titles_left(row, scene);
  if (!choice || (titles.empty() && !row.titles.empty())) return std::nullopt;
  const auto window = *channel_window(choice->channel, scene.limits.email_hours,
                                      scene.person.facts.state, scene.today);
  messaging::NewMessage next;
  next.cause = fmt::format("{}~{}", row.cause, word(choice->channel));
  next.channel = choice->channel;
  next.party = row.party;
  next.contact = choice->contact;
  next.recipient = scene.person.address_of(choice->contact);
  next.template_name = row.template_name;
  next.wording = row.wording;
  next.business_date = scene.today;
  next.not_before =
      std::max(now, instant_of({scene.today, window.from_minute}, scene.person.time_zone));
  next.titles = titles;
  next.fallback = {choice->left, row.fallback.hours, row.fallback.proof};
  next.follows = row.id;
  const auto id = messaging::enqueue(tx, next, now);
  if (!id) return std::nullopt;
  tx.execute(move_steps, tx.tenant(), row.id, *id);
  move_contact(tx, row.id, *id, scene.today, choice->channel);
  tell(tx, row, choice->channel, why, now);
  return id;
}

// Words for the timeline.
std::string no_proof(const OutboxRow& row) {
  const auto wanted = proof_of(row.channel, row.fallback.proof);
  const int hours = messaging::proof_hours(row.channel, row.fallback.hours);
  return fmt::format("não foi {} em {} {}", wanted == messaging::Proof::read ? "lida" : "entregue",
                     hours, hours == 1 ? "hora" : "horas");
}

// One that left, whose proof is not there.
bool fall_back_unproven(db::Tx& tx, const OutboxRow& row, Instant now) {
  const auto scene = scene_of(tx, row, now);
  const bool life = tx.one(
                          select_sign_of_life, [](db::Row&) { return true; }, tx.tenant(),
                          row.party, row.finished_at.value_or(row.created_at))
                        .value_or(false);
  if (!scene || life) return false;
  if (follow(tx, row, *scene, no_proof(row), now)) return true;
  // Only the hour is against it: it is asked again when the hours begin.
  const auto choice =
      choose_contact(scene->person.facts, writable(tx, row), scene->limits.channels);
  if (!choice || newer_contact(other_contacts(row, *scene), row)) return false;
  const auto window_on = [&](Date day) {
    return channel_window(choice->channel, scene->limits.email_hours, scene->person.facts.state,
                          day);
  };
  const auto today = window_on(scene->today);
  if (today && scene->minute < today->to_minute) return false;
  Date day = scene->today + 1;
  while (!window_on(day)) ++day;
  tx.execute(update_fallback_at, tx.tenant(), row.id,
             instant_of({day, window_on(day)->from_minute}, scene->person.time_zone));
  return false;
}

// One that has not left: the next channel has its turn, if it can; otherwise it goes on waiting.
bool fall_back_unsent(db::Tx& tx, const OutboxRow& row, Instant now) {
  constexpr int day_hours = 24;
  const auto hours = messaging::leaves_within(row.channel).count();
  const std::string in = hours % day_hours == 0 ? fmt::format("{} dias", hours / day_hours)
                                                : fmt::format("{} horas", hours);
  const auto scene = scene_of(tx, row, now);
  if (!scene || !follow(tx, row, *scene, "não saiu em " + in, now)) return false;
  messaging::finish(tx, row.id, MessageState::cancelled,
                    "Não saiu em " + in + "; segue por outro canal.", now);
  return true;
}

bool fall_back_one(db::Tx& tx, MessageId id, Instant now) {
  const auto row = messaging::load_message(tx, id);
  if (!row || !row->fallback_at || *row->fallback_at > now) return false;
  tx.execute(update_fallback_at, tx.tenant(), id, std::optional<Instant>());
  // Nobody looked when it was time: the moment is over, and the régua's next step has its turn.
  if (now - *row->fallback_at > looked_at_within) return false;
  if (!about_debts(*row)) return false;
  if (row->state == MessageState::sent || row->state == MessageState::unsure)
    return fall_back_unproven(tx, *row, now);
  if (row->state == MessageState::queued) return fall_back_unsent(tx, *row, now);
  return false;
}

}  // namespace

std::optional<MessageId> fall_back(db::Tx& tx, const OutboxRow& row, std::string_view why,
                                   Instant now) {
  if (row.fallback.channels.empty() || !about_debts(row)) return std::nullopt;
  OutboxRow failed = row;
  failed.state = MessageState::failed;
  const auto scene = scene_of(tx, failed, now);
  return scene ? follow(tx, failed, *scene, why, now) : std::nullopt;
}

int fall_back_due(db::Db& db, TenantId tenant, const Clock& clock,
                  const std::function<bool()>& keep_going) {
  const Instant now = clock.now();
  const auto due = db.read(tenant, [&](db::Tx& tx) {
    return tx.all(
        select_due, [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(), now, at_once);
  });
  int followed = 0;
  for (const MessageId& id : due) {
    if (!keep_going()) break;
    const bool follows = db.write(tenant, [&](db::Tx& tx) { return fall_back_one(tx, id, now); });
    followed += follows ? 1 : 0;
  }
  return followed;
}

int fall_back_due(db::Db& db, const Clock& clock, const std::function<bool()>& keep_going) {
  int followed = 0;
  const auto companies = db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) break;
    followed += fall_back_due(db, company.id, clock, keep_going);
  }
  return followed;
}

void give_steps_back(db::Tx& tx, const OutboxRow& row, Date look_on) {
  const auto before = row.follows ? messaging::load_message(tx, *row.follows) : std::nullopt;
  if (!before || (before->state != MessageState::sent && before->state != MessageState::unsure)) {
    take_back_steps(tx, row.id, look_on);
    return;
  }
  tx.execute(move_steps, tx.tenant(), row.id, before->id);
  move_contact(tx, row.id, before->id, before->business_date, before->channel);
}

}  // namespace quita::dunning
