#include "desk/call_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "brazil/bank_calendar.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "party/acting.h"
#include "party/party_store.h"
#include "receivable/charges.h"

namespace quita::desk {
namespace {

using dunning::PersonFacts;
using party::ContactState;

constexpr int week_days = 7;

struct RuleWord {
  CallRule rule;
  std::string_view word;
};
constexpr std::array rules{
    RuleWord{CallRule::may_call, "may_call"},
    RuleWord{CallRule::nothing_owed, "nothing_owed"},
    RuleWord{CallRule::held, "held"},
    RuleWord{CallRule::no_telephone, "no_telephone"},
    RuleWord{CallRule::opted_out, "opted_out"},
    RuleWord{CallRule::outside_window, "outside_window"},
    RuleWord{CallRule::day_cap, "day_cap"},
    RuleWord{CallRule::week_cap, "week_cap"},
};

std::vector<const dunning::TitleFacts*> late_titles(const PersonFacts& person, Date today) {
  std::vector<const dunning::TitleFacts*> late;
  for (const auto& title : person.titles) {
    if (receivable::collectable(title.state) && receivable::overdue(title.due_date, today))
      late.push_back(&title);
  }
  return late;
}

// Why nothing late may be asked for today: the hold of the oldest title.
std::optional<std::string> hold_of_all(const PersonFacts& person, Date today) {
  std::optional<std::string> text;
  for (const auto* title : late_titles(person, today)) {
    const auto holds = dunning::holds_on(person.holds, title->id, today);
    if (holds.empty()) return std::nullopt;
    if (text) continue;
    text = std::string(label(holds.front()->kind));
    if (holds.front()->ends_on) *text += " até " + format_br(*holds.front()->ends_on);
  }
  return text;
}

bool may_ring(const party::Contact& contact) {
  return contact.state == ContactState::works || contact.state == ContactState::unknown;
}

std::string window_text(const std::optional<ContactWindow>& window, std::string_view state) {
  if (!window) return "Hoje não se liga para cobrar (domingo ou feriado).";
  return fmt::format("Só se liga das {} às {}, no horário de quem recebe{}{}.",
                     clock_of(window->from_minute), clock_of(window->to_minute),
                     window->law.empty() ? "" : ": ",
                     window->law.empty() ? std::string(state) : std::string(window->law));
}

// Outgoing contacts of today and of the last seven days.
struct Made {
  int today = 0, week = 0;
};
Made made_of(const PersonFacts& person, Date today) {
  Made made;
  for (const auto& contact : person.contacts_made) {
    if (contact.on == today) ++made.today;
    if (contact.demand && contact.on > today - week_days) ++made.week;
  }
  return made;
}

}  // namespace

std::string clock_of(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::string_view word(CallRule rule) { return rules[static_cast<std::size_t>(rule)].word; }

CallVerdict may_be_called(const PersonFacts& person, const dunning::ContactLimits& limits,
                          const std::vector<party::Contact>& telephones, Date today, int minute) {
  const auto window = contact_window(person.state, today, bank_holiday(today).has_value());
  const auto no = [&](CallRule rule, std::string text) {
    return CallVerdict{rule, std::move(text), window};
  };
  if (late_titles(person, today).empty())
    return no(CallRule::nothing_owed, "Nada está vencido: não há o que cobrar.");
  if (const auto hold = hold_of_all(person, today))
    return no(CallRule::held, "A cobrança espera: " + *hold + ".");
  if (std::none_of(telephones.begin(), telephones.end(), may_ring)) {
    const bool said_no = std::any_of(
        telephones.begin(), telephones.end(),
        [](const party::Contact& contact) { return contact.state == ContactState::opted_out; });
    return said_no ? no(CallRule::opted_out, "O cliente pediu para não receber ligações.")
                   : no(CallRule::no_telephone, "Não há telefone que funcione no cadastro.");
  }
  if (!window || minute < window->from_minute || minute >= window->to_minute)
    return no(CallRule::outside_window, window_text(window, person.state));
  const Made made = made_of(person, today);
  if (made.today >= limits.max_per_day) {
    return no(CallRule::day_cap,
              "O cliente já foi contatado hoje: o limite do dia vale para todos os canais.");
  }
  if (made.week >= limits.max_per_week) {
    return no(CallRule::week_cap,
              fmt::format("Já houve {} cobranças em sete dias: é o limite.", limits.max_per_week));
  }
  return {CallRule::may_call, fmt::format("Pode ligar até {}.", clock_of(window->to_minute)),
          window};
}

Result<CallSheet> call_sheet(db::Tx& tx, const Act& act, PartyId party) {
  const auto person = dunning::load_person(tx, party, act.today, time_zone_of(tx));
  if (!person) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  CallSheet sheet;
  for (auto& contact : party::contacts_of(tx, party)) {
    const auto& known = person->facts.contacts;
    const bool lawful = std::any_of(known.begin(), known.end(), [&](const auto& each) {
      return each.id == contact.id && each.lawful;
    });
    if (lawful && contact.channel == party::Channel::phone)
      sheet.telephones.push_back(std::move(contact));
  }
  const int minute = dunning::local_minute(act.today, act.now, person->time_zone);
  sheet.local_time = clock_of(local_time(act.now, person->time_zone).minute);
  sheet.verdict =
      may_be_called(person->facts, dunning::load_limits(tx), sheet.telephones, act.today, minute);
  return sheet;
}

}  // namespace quita::desk
