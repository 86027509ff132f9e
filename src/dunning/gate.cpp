#include "dunning/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "company/company.h"
#include "dunning/channel_hours.h"
#include "dunning/day.h"
#include "dunning/fallback.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "messaging/creditor.h"
#include "messaging/identification.h"
#include "messaging/withdrawal.h"
#include "party/at_once.h"
#include "party/legal_basis.h"

namespace quita::dunning {
namespace {

using messaging::GateAnswer;
using messaging::OutboxRow;
using Verdict = GateAnswer::Verdict;

bool about_debts(const OutboxRow& row) {
  return row.cause.starts_with(messaging::dunning_cause) ||
         row.cause.starts_with(messaging::manual_cause);
}

bool of_the_regua(const OutboxRow& row) { return row.cause.starts_with(messaging::dunning_cause); }

std::string zone_of(db::Tx& tx) {
  const auto company = company::read_company(tx);
  return company ? company->time_zone : "America/Sao_Paulo";
}

// What the rows that are asked about together share, read once.
struct Desk {
  Instant now;
  std::string zone;  // the company's
  Date today;
  ContactLimits limits;
  std::optional<std::string> missing;  // of the creditor's identification
  std::map<PartyId, Person> people;    // to whom the rows about debts go
  // Of whoever a row goes to.
  std::map<PartyId, std::vector<party::Contact>> contacts;
  std::map<PartyId, std::vector<party::ChannelStanding>> standings;
  std::map<PartyId, std::vector<party::ContactLaw>> laws;
};

void sort_once(std::vector<PartyId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

Desk open_desk(db::Tx& tx, std::span<const OutboxRow> rows, Instant now) {
  Desk desk{now, zone_of(tx), {}, load_limits(tx), {}, {}, {}, {}, {}};
  desk.today = business_date(now, desk.zone);
  const auto missing = messaging::missing_identification(messaging::load_letter_head(tx).creditor);
  if (!missing.empty()) desk.missing = std::string(missing.front());
  std::vector<PartyId> all, debtors;
  for (const OutboxRow& row : rows) {
    if (row.party) all.push_back(*row.party);
    if (about_debts(row)) debtors.push_back(*row.party);
  }
  sort_once(all);
  sort_once(debtors);
  desk.contacts = party::contacts_of(tx, all);
  desk.standings = party::channel_standings(tx, all);
  desk.laws = party::laws_of(tx, all);
  for (Person& person : load_people(tx, debtors, desk.today, desk.zone)) {
    const PartyId id = person.facts.id;
    desk.people.emplace(id, std::move(person));
  }
  return desk;
}

GateAnswer cancel(std::string why) { return {Verdict::cancel, std::move(why), {}, {}}; }

std::string refused(messaging::Channel channel) {
  return reason_text(Reason::opted_out, label(channel));
}

template <class T>
std::span<const T> known_of(const std::map<PartyId, std::vector<T>>& all, PartyId party) {
  const auto found = all.find(party);
  return found == all.end() ? std::span<const T>() : std::span<const T>(found->second);
}

// Whether the address may still be written to.
std::optional<std::string> contact_problem(const Desk& desk, const OutboxRow& row) {
  if (!row.party) return std::nullopt;
  for (const auto& standing : known_of(desk.standings, *row.party)) {
    if (standing.channel != word(row.channel)) continue;
    if (standing.contact && standing.contact != row.contact) continue;
    if (standing.state == party::ContactState::opted_out) return refused(row.channel);
    if (standing.state != party::ContactState::bounced) continue;
    if (row.channel == messaging::Channel::letter)
      return "A última carta voltou: o endereço precisa ser corrigido.";
    return fmt::format("O número não recebe {}.", label(row.channel));
  }
  if (row.channel == messaging::Channel::letter) return std::nullopt;
  for (const party::ContactLaw& law : known_of(desk.laws, *row.party)) {
    if (law.value == row.recipient && !allows(law.basis, law.consent, party::Purpose::collecting))
      return "O contato não pode ser usado para cobrar: é de outra pessoa, ou o titular se opôs "
             "(LGPD, art. 18, § 2º).";
  }
  for (const party::Contact& contact : known_of(desk.contacts, *row.party)) {
    if (contact.value != row.recipient) continue;
    if (contact.state == party::ContactState::opted_out) return refused(row.channel);
    if (contact.state == party::ContactState::bounced) return "O endereço devolveu mensagens.";
    return std::nullopt;
  }
  return "O endereço foi retirado do cadastro.";
}

// The titles that are still owed and free to be asked for; the others' steps do not count, unless
// the message may have left with them.
std::vector<TitleId> titles_to_tell(db::Tx& tx, const OutboxRow& row, const PersonFacts& person,
                                    Date today) {
  std::vector<TitleId> remaining;
  for (const TitleId& id : row.titles) {
    const auto title =
        std::find_if(person.titles.begin(), person.titles.end(), [&](const TitleFacts& each) {
          return each.id == id && receivable::collectable(each.state);
        });
    if (title == person.titles.end()) continue;
    if (is_held(person.holds, id, today)) {
      if (!messaging::may_have_left(row)) take_back_step(tx, row.id, id, today);
    } else {
      remaining.push_back(id);
    }
  }
  return remaining;
}

Instant next_opening(messaging::Channel channel, EmailHours hours, const Person& person,
                     Date today) {
  const auto window_on = [&](Date day) {
    return channel_window(channel, hours, person.facts.state, day);
  };
  Date day = today + 1;
  while (!window_on(day)) ++day;
  return instant_of({day, window_on(day)->from_minute}, person.time_zone);
}

// Nothing when a message of its channel may leave at this hour; otherwise what becomes of the
// message.
std::optional<GateAnswer> hour_problem(const Desk& desk, const OutboxRow& row,
                                       const Person& person) {
  const EmailHours hours = desk.limits.email_hours;
  const Date today = desk.today;
  const int minute = local_minute(today, desk.now, person.time_zone);
  const auto window = channel_window(row.channel, hours, person.facts.state, today);
  if (window && minute >= window->from_minute && minute < window->to_minute) return std::nullopt;
  if (window && minute < window->from_minute) {
    return GateAnswer{Verdict::wait,
                      "Espera o horário de mensagens.",
                      instant_of({today, window->from_minute}, person.time_zone),
                      {}};
  }
  if (!of_the_regua(row)) {
    return GateAnswer{Verdict::wait,
                      "Espera o próximo dia de mensagens.",
                      next_opening(row.channel, hours, person, today),
                      {}};
  }
  return cancel("Não saiu dentro do horário de mensagens; a régua decide de novo.");
}

// CDC art. 42-A protects consumers: a person is not asked for money by who does not say who and
// where he is. It waits for somebody to fill in the company's data.
constexpr std::chrono::minutes look_at_company_again{30};

std::optional<GateAnswer> creditor_problem(const Desk& desk, const Person& person) {
  if (person.facts.kind != PartyKind::person || !desk.missing) return std::nullopt;
  return GateAnswer{Verdict::wait,
                    "Espera: falta " + *desk.missing +
                        " da empresa, que a lei pede em toda cobrança (CDC, art. 42-A).",
                    desk.now + look_at_company_again,
                    {}};
}

// One rule a line, in the order of plan.cpp.
GateAnswer judge(db::Tx& tx, const Desk& desk, const OutboxRow& row) {
  if (auto problem = contact_problem(desk, row)) return cancel(*problem);
  if (!about_debts(row)) return {Verdict::go, "", {}, row.titles};
  // A letter waits for a person who posts it; everything else is decided anew each day.
  const bool waits = row.channel == messaging::Channel::letter;
  if (of_the_regua(row) && !waits && row.business_date < desk.today)
    return cancel("Não saiu em " + format_br(row.business_date) + "; a régua decide de novo.");
  const auto found = desk.people.find(*row.party);
  if (found == desk.people.end()) return cancel("O cliente não está mais no cadastro.");
  const Person& person = found->second;
  if (of_the_regua(row) && person.facts.vulnerable)
    return cancel("O cliente foi marcado como vulnerável.");
  if (const auto until = quiet_until(person.facts, desk.limits, desk.today);
      until && of_the_regua(row))
    return cancel(reason_text(Reason::quiet, "volta em " + format_br(*until)));
  const auto titles = titles_to_tell(tx, row, person.facts, desk.today);
  if (titles.empty() && !row.titles.empty())
    return cancel("Nada a cobrar: os títulos foram pagos ou estão com a cobrança suspensa.");
  if (auto problem = creditor_problem(desk, person)) return *problem;
  if (auto problem = hour_problem(desk, row, person)) return *problem;
  return {Verdict::go, "", {}, titles};
}

}  // namespace

GateAnswer ContactGate::may_leave(db::Tx& tx, const OutboxRow& row, Instant now) {
  return std::move(may_all_leave(tx, std::span(&row, 1), now).front());
}

std::vector<GateAnswer> ContactGate::may_all_leave(db::Tx& tx, std::span<const OutboxRow> rows,
                                                   Instant now) {
  std::vector<GateAnswer> answers;
  if (rows.empty()) return answers;
  const Desk desk = open_desk(tx, rows, now);
  for (const OutboxRow& row : rows) {
    answers.push_back(judge(tx, desk, row));
    if (answers.back().verdict == Verdict::cancel && of_the_regua(row) &&
        !messaging::may_have_left(row))
      give_steps_back(tx, row, desk.today);
  }
  return answers;
}

void ContactGate::on_failed(db::Tx& tx, const OutboxRow& row, bool bounced, Instant now) {
  if (fall_back(tx, row, bounced ? "o endereço não funciona" : "não chegou", now)) return;
  if (!of_the_regua(row)) return;
  // Another address may be tried at once; a server that did not answer all day, tomorrow.
  const Date today = business_date(now, zone_of(tx));
  give_steps_back(tx, row, bounced ? today : today + 1);
}

}  // namespace quita::dunning
