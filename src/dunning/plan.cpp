#include "dunning/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quita::dunning {

using receivable::TitleState;

namespace {

constexpr int prescription_months = 60;  // CC 206 §5 I
// A block whose end nobody knows (a flag, a missing address) is looked at again weekly, besides the
// moment at which somebody changes it.
constexpr int open_block_days = 7;
constexpr int week_days = 7;

struct Day {
  Date date;
  int minute = 0;
};

// The rule that holds a message back, and the first day on which it may be otherwise.
struct Block {
  Reason reason;
  std::string detail;
  std::optional<Date> look_on;
};
using MaybeBlock = std::optional<Block>;

std::optional<Date> next_look(const Policy& policy, const TitleFacts& title, Date date) {
  const Step* next = next_step(policy, title.due_date, date);
  if (next == nullptr) return std::nullopt;
  return step_date(title.due_date, next->offset);
}

bool time_barred(const TitleFacts& title, Date date) {
  return date > title.due_date.add_months(prescription_months);
}

// Whether this step of this title still makes sense. One rule a line.
MaybeBlock title_block(const TitleFacts& title, const Step& step, const Policy& policy, Date date) {
  const Date fires = step_date(title.due_date, step.offset);
  const bool reminder = step.offset <= 0;
  if (title.state == TitleState::paid) return Block{Reason::paid};
  if (title.state == TitleState::cancelled) return Block{Reason::cancelled};
  if (title.state == TitleState::written_off) return Block{Reason::written_off};
  if (title.state == TitleState::renegotiated) return Block{Reason::renegotiated};
  if (time_barred(title, date)) return Block{Reason::time_barred};
  if (reminder && title.issue_date > fires)
    return Block{Reason::issued_after_step, format_br(fires), next_look(policy, title, date)};
  if (reminder && date > last_day_on_time(title.due_date))
    return Block{Reason::reminder_late, format_br(fires), next_look(policy, title, date)};
  return std::nullopt;
}

bool covers(const HoldFacts& hold, const TitleId& title, Date date) {
  return (!hold.title || *hold.title == title) && hold.starts_on <= date &&
         (!hold.ends_on || *hold.ends_on >= date);
}

// The hold of that kind that covers the title (or, with no title, the customer) for the longest.
MaybeBlock hold_block(const PersonFacts& person, const TitleFacts& title, HoldKind kind,
                      Date date) {
  const HoldFacts* longest = nullptr;
  for (const HoldFacts& hold : person.holds) {
    if (hold.kind != kind || !covers(hold, title.id, date)) continue;
    if (longest == nullptr || !hold.ends_on ||
        (longest->ends_on && *hold.ends_on > *longest->ends_on)) {
      longest = &hold;
    }
  }
  if (longest == nullptr) return std::nullopt;
  const Reason reason = kind == HoldKind::manual ? Reason::hold_manual : Reason::money_in_flight;
  if (!longest->ends_on) return Block{reason, "sem data para acabar", date + open_block_days};
  return Block{reason, "até " + format_br(*longest->ends_on), *longest->ends_on + 1};
}

const ContactFacts* usable_contact(const PersonFacts& person) {
  const auto usable = [](const ContactFacts& contact) {
    return contact.email && (contact.standing == ContactStanding::works ||
                             contact.standing == ContactStanding::unknown);
  };
  const auto rank = [](const ContactFacts& contact) {
    return std::pair(!contact.billing, contact.standing != ContactStanding::works);
  };
  const ContactFacts* best = nullptr;
  for (const ContactFacts& contact : person.contacts) {
    if (!usable(contact)) continue;
    if (best == nullptr || rank(contact) < rank(*best)) best = &contact;
  }
  return best;
}

MaybeBlock contact_block(const PersonFacts& person, Date date) {
  if (usable_contact(person) != nullptr) return std::nullopt;
  const auto any = [&](ContactStanding standing) {
    return std::any_of(person.contacts.begin(), person.contacts.end(), [&](const auto& contact) {
      return contact.email && contact.standing == standing;
    });
  };
  if (any(ContactStanding::opted_out)) return Block{Reason::opted_out, "", date + open_block_days};
  const char* why = any(ContactStanding::bounced) ? "o e-mail foi devolvido" : "falta o e-mail";
  return Block{Reason::no_contact, why, date + open_block_days};
}

std::optional<ContactWindow> window_of(const PersonFacts& person, const ContactLimits& limits,
                                       Date date) {
  return email_window(limits.email_hours, person.state, date);
}

MaybeBlock window_block(const PersonFacts& person, const ContactLimits& limits, const Day& day) {
  const auto today = window_of(person, limits, day.date);
  if (today && day.minute < today->to_minute) return std::nullopt;
  Date next = day.date + 1;
  while (!window_of(person, limits, next)) ++next;
  return Block{Reason::outside_window, "fica para " + format_br(next), next};
}

MaybeBlock cap_block(const PersonFacts& person, bool demand, const ContactLimits& limits,
                     Date date) {
  const auto today = std::count_if(person.contacts_made.begin(), person.contacts_made.end(),
                                   [&](const ContactMade& made) { return made.on == date; });
  if (today >= limits.max_per_day)
    return Block{Reason::day_cap, "fica para " + format_br(date + 1), date + 1};
  if (!demand) return std::nullopt;
  const auto week_full = [&](Date last) {
    return std::count_if(person.contacts_made.begin(), person.contacts_made.end(),
                         [&](const ContactMade& made) {
                           return made.demand && made.on > last - week_days && made.on <= last;
                         }) >= limits.max_per_week;
  };
  if (!week_full(date)) return std::nullopt;
  Date next = date + 1;
  while (week_full(next) && next < date + week_days) ++next;
  return Block{Reason::week_cap, "fica para " + format_br(next), next};
}

// May this customer be contacted about this title today? One rule a line; the first that holds is
// the answer. Conduct: CDC 42 and 71; hours: email_hours.h; the rest: DESIGN law 5 and 6.
MaybeBlock person_block(const PersonFacts& person, const TitleFacts& title, const Step& step,
                        const ContactLimits& limits, const Day& day) {
  if (person.vulnerable) return Block{Reason::vulnerable, "", day.date + open_block_days};
  if (auto hold = hold_block(person, title, HoldKind::manual, day.date)) return hold;
  if (auto hold = hold_block(person, title, HoldKind::money_in_flight, day.date)) return hold;
  if (auto contact = contact_block(person, day.date)) return contact;
  if (auto window = window_block(person, limits, day)) return window;
  if (auto cap = cap_block(person, step.offset > 0, limits, day.date)) return cap;
  return std::nullopt;
}

bool done(const TitleFacts& title, int step) {
  return std::find(title.steps_done.begin(), title.steps_done.end(), step) !=
         title.steps_done.end();
}

// A late title without a step of its own today, which a demand lists because it is owed too.
bool listed_with_demand(const PersonFacts& person, const TitleFacts& title, Date date) {
  return collectable(title.state) && date > last_day_on_time(title.due_date) &&
         !time_barred(title, date) && !is_held(person, title.id, date);
}

bool older(const TitleFacts& a, const TitleFacts& b) {
  return std::tie(a.due_date, a.number, a.id) < std::tie(b.due_date, b.number, b.id);
}

PlannedMessage make_message(const PersonFacts& person, std::vector<const TitleFacts*> stepping,
                            const Policy& policy, const ContactLimits& limits, Date date) {
  const auto by_age = [](const TitleFacts* a, const TitleFacts* b) { return older(*a, *b); };
  const TitleFacts& oldest = **std::min_element(stepping.begin(), stepping.end(), by_age);
  const Step& step = *latest_step(policy, oldest.due_date, date);
  const bool demand = step.offset > 0;
  std::vector<const TitleFacts*> listed = std::move(stepping);
  for (const TitleFacts& title : person.titles) {
    const bool already = std::find(listed.begin(), listed.end(), &title) != listed.end();
    if (demand && !already && listed_with_demand(person, title, date)) listed.push_back(&title);
  }
  std::sort(listed.begin(), listed.end(), by_age);

  PlannedMessage message;
  message.step = step.offset;
  message.demand = demand;
  message.template_name = step.template_name;
  message.contact = usable_contact(person)->id;
  for (const TitleFacts* title : listed) message.titles.push_back(title->id);
  const ContactWindow window = *window_of(person, limits, date);
  message.not_before_minute = window.from_minute;
  message.not_after_minute = window.to_minute;
  return message;
}

}  // namespace

bool is_held(const PersonFacts& person, const TitleId& title, Date date) {
  return std::any_of(person.holds.begin(), person.holds.end(),
                     [&](const HoldFacts& hold) { return covers(hold, title, date); });
}

Contactable contactable_on(const PersonFacts& person, const ContactLimits& limits, Date today,
                           int minute) {
  Contactable answer;
  answer.on = today;
  auto block = contact_block(person, today);
  if (!block) {
    if (const auto closed = window_block(person, limits, {today, minute})) {
      answer.on = *closed->look_on;
    }
    block = cap_block(person, true, limits, answer.on);
  }
  if (block) {
    answer.reason = block->reason;
    answer.detail = block->detail;
    return answer;
  }
  answer.contact = usable_contact(person)->id;
  answer.from_minute = window_of(person, limits, answer.on)->from_minute;
  return answer;
}

const Step* latest_step(const Policy& policy, Date due_date, Date date) {
  const Step* latest = nullptr;
  for (const Step& step : policy.steps) {
    if (step_date(due_date, step.offset) <= date) latest = &step;
  }
  return latest;
}

const Step* next_step(const Policy& policy, Date due_date, Date date) {
  for (const Step& step : policy.steps) {
    if (step_date(due_date, step.offset) > date) return &step;
  }
  return nullptr;
}

PersonPlan plan(const PersonFacts& person, const Policy& policy, const ContactLimits& limits,
                Date date, int minute) {
  const Day day{date, minute};
  PersonPlan result;
  std::vector<const TitleFacts*> stepping;
  for (const TitleFacts& title : person.titles) {
    const Step* step = latest_step(policy, title.due_date, date);
    if (step == nullptr || done(title, step->offset)) {
      const bool over = !collectable(title.state) || time_barred(title, date);
      result.looks.push_back({title.id, over ? std::nullopt : next_look(policy, title, date)});
      continue;
    }
    auto block = title_block(title, *step, policy, date);
    if (!block) block = person_block(person, title, *step, limits, day);
    if (block) {
      result.decisions.push_back(
          {title.id, step->offset, Action::none, block->reason, block->detail, title.owed});
      result.looks.push_back({title.id, block->look_on});
      continue;
    }
    const Date fires = step_date(title.due_date, step->offset);
    const bool missed = fires < date;
    result.decisions.push_back({title.id, step->offset, Action::message,
                                missed ? Reason::catch_up : Reason::step_due,
                                missed ? format_br(fires) : step_words(step->offset), title.owed});
    result.looks.push_back({title.id, next_look(policy, title, date)});
    stepping.push_back(&title);
  }
  if (!stepping.empty()) {
    result.message = make_message(person, std::move(stepping), policy, limits, date);
  }
  return result;
}

namespace {

struct ReasonWords {
  Reason reason;
  std::string_view word;
  std::string_view sentence;  // {} stands for the detail
};
constexpr std::array reason_table = {
    ReasonWords{Reason::step_due, "step_due", "Passo do dia: {}."},
    ReasonWords{Reason::catch_up, "catch_up", "Recupera o passo de {}."},
    ReasonWords{Reason::paid, "paid", "Nada a fazer: o título está pago."},
    ReasonWords{Reason::cancelled, "cancelled", "Nada a fazer: o título foi cancelado."},
    ReasonWords{Reason::written_off, "written_off", "Nada a fazer: o título foi baixado."},
    ReasonWords{Reason::renegotiated, "renegotiated", "Nada a fazer: o título foi renegociado."},
    ReasonWords{Reason::time_barred, "time_barred",
                "A dívida prescreveu: venceu há mais de cinco anos, e a régua não a cobra mais."},
    ReasonWords{Reason::issued_after_step, "issued_after_step",
                "Lembrete dispensado: em {} o título ainda não tinha sido emitido."},
    ReasonWords{Reason::reminder_late, "reminder_late",
                "Lembrete dispensado: era para {}, e o título já venceu."},
    ReasonWords{Reason::vulnerable, "vulnerable",
                "O cliente está marcado como vulnerável: só uma pessoa fala com ele."},
    ReasonWords{Reason::hold_manual, "hold_manual", "Cobrança suspensa por alguém da equipe, {}."},
    ReasonWords{Reason::money_in_flight, "money_in_flight",
                "O cliente avisou que pagou: a cobrança espera o dinheiro, {}."},
    ReasonWords{Reason::opted_out, "opted_out",
                "O cliente pediu para não receber mensagens por e-mail."},
    ReasonWords{Reason::no_contact, "no_contact", "Não há e-mail que funcione: {}."},
    ReasonWords{Reason::outside_window, "outside_window", "Fora do horário de mensagens; {}."},
    ReasonWords{Reason::day_cap, "day_cap", "O cliente já recebeu uma mensagem hoje; {}."},
    ReasonWords{Reason::week_cap, "week_cap",
                "O limite de cobranças em sete dias foi atingido; {}."},
};
static_assert(reason_table.size() == static_cast<std::size_t>(Reason::week_cap) + 1);

}  // namespace

std::string_view reason_word(Reason reason) {
  return reason_table[static_cast<std::size_t>(reason)].word;
}

std::optional<Reason> parse_reason(std::string_view word) {
  for (const ReasonWords& words : reason_table) {
    if (words.word == word) return words.reason;
  }
  return std::nullopt;
}

std::string reason_text(Reason reason, std::string_view detail) {
  return fmt::format(fmt::runtime(reason_table[static_cast<std::size_t>(reason)].sentence), detail);
}

}  // namespace quita::dunning
