#include "dunning/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "dunning/channel_hours.h"
#include "dunning/contact_choice.h"
#include "dunning/listing_notice.h"

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

bool time_barred(const TitleFacts& title, Date date) {
  return date > title.due_date.add_months(prescription_months);
}

// Whether this step of this title still makes sense. One rule a line.
MaybeBlock title_block(const TitleFacts& title, const Occurrence& step, std::optional<Date> next,
                       Date date) {
  const bool reminder = step.day <= 0;
  if (title.state == TitleState::paid) return Block{Reason::paid};
  if (title.state == TitleState::cancelled) return Block{Reason::cancelled};
  if (title.state == TitleState::written_off) return Block{Reason::written_off};
  if (title.state == TitleState::renegotiated) return Block{Reason::renegotiated};
  if (time_barred(title, date)) return Block{Reason::time_barred};
  if (reminder && title.issue_date > step.on)
    return Block{Reason::issued_after_step, format_br(step.on), next};
  if (reminder && date > last_day_on_time(title.due_date))
    return Block{Reason::reminder_late, format_br(step.on), next};
  return std::nullopt;
}

Reason reason_of(Flight flight) {
  switch (flight) {
    case Flight::scheduled:
      return Reason::scheduled;
    case Flight::pix_pending:
      return Reason::pix_pending;
    case Flight::stray_credit:
      return Reason::stray_credit;
    case Flight::return_late:
      return Reason::return_late;
    case Flight::told_paid:
      break;
  }
  return Reason::money_in_flight;
}

Reason reason_of(const HoldFacts& hold) {
  switch (hold.kind) {
    case HoldKind::legal:
      return Reason::hold_legal;
    case HoldKind::dispute:
      return Reason::hold_dispute;
    case HoldKind::agreement:
      return Reason::hold_agreement;
    case HoldKind::manual:
      return Reason::hold_manual;
    case HoldKind::promise:
      return Reason::hold_promise;
    case HoldKind::money_in_flight:
      break;
  }
  return reason_of(hold.flight);
}

// The hold that is told as the reason, and the day on which none holds any more.
MaybeBlock hold_block(const PersonFacts& person, const TitleFacts& title, Date date) {
  const auto holds = holds_on(person.holds, title.id, date);
  if (holds.empty()) return std::nullopt;
  const auto resumes = resumes_on(person.holds, title.id, date);
  const HoldFacts& told = *holds.front();
  return Block{reason_of(told),
               told.ends_on ? "até " + format_br(*told.ends_on) : "sem data para acabar",
               resumes.value_or(date + open_block_days)};
}

MaybeBlock contact_block(const PersonFacts& person, const std::vector<Channel>& order,
                         const ContactLimits& limits, Date date) {
  if (choose_contact(person, order, limits.channels)) return std::nullopt;
  auto why = why_unreachable(person, order, limits.channels);
  return Block{why.reason, std::move(why.detail), date + open_block_days};
}

std::optional<ContactWindow> window_of(Channel channel, const PersonFacts& person,
                                       const ContactLimits& limits, Date date) {
  return channel_window(channel, limits.email_hours, person.state, date);
}

MaybeBlock window_block(Channel channel, const PersonFacts& person, const ContactLimits& limits,
                        const Day& day) {
  const auto today = window_of(channel, person, limits, day.date);
  if (today && day.minute < today->to_minute) return std::nullopt;
  Date next = day.date + 1;
  while (!window_of(channel, person, limits, next)) ++next;
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

MaybeBlock quiet_block(const PersonFacts& person, const ContactLimits& limits, Date date) {
  const auto until = quiet_until(person, limits, date);
  if (!until) return std::nullopt;
  return Block{Reason::quiet, "volta em " + format_br(*until), *until};
}

// Nobody is proposed for listing whom the régua did not tell in writing notice_days before.
MaybeBlock notice_block(const Policy& policy, const TitleFacts& title, const Occurrence& step,
                        Date date) {
  if (step.step->track != Track::task || step.step->task != TaskKind::list_negative)
    return std::nullopt;
  const ListingNotice notice = listing_notice(policy, title);
  if (notice.may_list(date)) return std::nullopt;
  if (!notice.told)
    return Block{Reason::notice_missing, "o aviso prévio ainda não saiu", date + open_block_days};
  return Block{Reason::notice_missing, "o aviso prévio saiu em " + format_br(*notice.told),
               *notice.told + notice_days};
}

// May this customer be contacted about this title today? One rule a line; the first that holds is
// the answer. Conduct: CDC 42 and 71; hours: email_hours.h; the rest: DESIGN law 5 and 6. A task is
// done by a person, who keeps the hours of his call himself: rules on messages are not asked.
MaybeBlock person_block(const PersonFacts& person, const TitleFacts& title, const Occurrence& step,
                        const ContactLimits& limits, const Day& day) {
  if (person.vulnerable) return Block{Reason::vulnerable, "", day.date + open_block_days};
  if (auto hold = hold_block(person, title, day.date)) return hold;
  if (step.step->track == Track::task) return std::nullopt;
  if (auto quiet = quiet_block(person, limits, day.date)) return quiet;
  const auto& order = step.step->channels;
  if (auto contact = contact_block(person, order, limits, day.date)) return contact;
  const auto choice = choose_contact(person, order, limits.channels);
  if (auto window = window_block(choice->channel, person, limits, day)) return window;
  if (auto cap = cap_block(person, step.day > 0, limits, day.date)) return cap;
  return std::nullopt;
}

bool done(const std::vector<int>& days, int day) {
  return std::find(days.begin(), days.end(), day) != days.end();
}

// A late title without a step of its own today, which a demand lists because it is owed too.
bool listed_with_demand(const PersonFacts& person, const TitleFacts& title, Date date) {
  return collectable(title.state) && date > last_day_on_time(title.due_date) &&
         !time_barred(title, date) && !is_held(person.holds, title.id, date);
}

bool older(const TitleFacts& a, const TitleFacts& b) {
  return std::tie(a.due_date, a.number, a.id) < std::tie(b.due_date, b.number, b.id);
}

// A title of which a step fires today.
struct Stepping {
  const TitleFacts* title = nullptr;
  Occurrence step;
};
bool older(const Stepping& a, const Stepping& b) { return older(*a.title, *b.title); }

PlannedMessage make_message(const PersonFacts& person, std::vector<Stepping> stepping,
                            const ContactLimits& limits, Date date) {
  std::sort(stepping.begin(), stepping.end(),
            [](const Stepping& a, const Stepping& b) { return older(a, b); });
  const Occurrence& step = stepping.front().step;
  PlannedMessage message;
  message.step = step.day;
  message.demand = step.day > 0;
  message.template_name = step.step->template_name;
  message.tone = step.step->tone;
  std::vector<const TitleFacts*> listed;
  for (const Stepping& each : stepping) listed.push_back(each.title);
  for (const TitleFacts& title : person.titles) {
    const bool already = std::find(listed.begin(), listed.end(), &title) != listed.end();
    if (message.demand && !already && listed_with_demand(person, title, date))
      listed.push_back(&title);
  }
  std::sort(listed.begin(), listed.end(),
            [](const TitleFacts* a, const TitleFacts* b) { return older(*a, *b); });
  for (const TitleFacts* title : listed) message.titles.push_back(title->id);
  // The oldest title's step was found to have a channel, and hours of it today.
  auto choice = *choose_contact(person, step.step->channels, limits.channels);
  message.channel = choice.channel;
  message.contact = choice.contact;
  message.fallback = {std::move(choice.left), step.step->fallback_hours, step.step->proof};
  const ContactWindow window = *window_of(message.channel, person, limits, date);
  message.not_before_minute = window.from_minute;
  message.not_after_minute = window.to_minute;
  return message;
}

std::vector<PlannedTask> make_tasks(std::vector<Stepping> stepping) {
  std::sort(stepping.begin(), stepping.end(),
            [](const Stepping& a, const Stepping& b) { return older(a, b); });
  std::vector<PlannedTask> tasks;
  for (const Stepping& each : stepping) {
    const Step& step = *each.step.step;
    auto task = std::find_if(tasks.begin(), tasks.end(),
                             [&](const PlannedTask& known) { return known.kind == step.task; });
    if (task == tasks.end()) {
      tasks.push_back({step.task, step.label, each.step.day, {}});
      task = tasks.end() - 1;
    }
    task->titles.push_back(each.title->id);
  }
  return tasks;
}

// A demand for which he has no address: also of somebody whom other channels than the step's reach,
// or his régua would be silent and nobody know. A channel without a carrier is not his fault.
bool lacks_contact(const Decision& decision, const Occurrence& step, const ContactLimits& limits) {
  const auto& order = step.step->channels;
  return decision.reason == Reason::no_contact && decision.step > 0 &&
         std::any_of(order.begin(), order.end(),
                     [&](Channel channel) { return limits.channels.has(channel); });
}

bool may_ask_for_contact(const PersonFacts& person, Date date) {
  if (person.vulnerable || person.contact_task_open) return false;
  return !person.contact_verified_on || *person.contact_verified_on + verify_contact_days <= date;
}

std::optional<Date> sooner(std::optional<Date> a, std::optional<Date> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace

std::optional<Date> quiet_until(const PersonFacts& person, const ContactLimits& limits, Date date) {
  if (!person.conversation_on || *person.conversation_on > date) return std::nullopt;
  const Date until = *person.conversation_on + limits.quiet_days;
  return date < until ? std::optional(until) : std::nullopt;
}

Contactable contactable_on(const PersonFacts& person, const ContactLimits& limits,
                           const std::vector<Channel>& order, Date today, int minute) {
  Contactable answer;
  answer.on = today;
  const auto choice = choose_contact(person, order, limits.channels);
  auto block = contact_block(person, order, limits, today);
  if (!block) {
    if (const auto closed = window_block(choice->channel, person, limits, {today, minute})) {
      answer.on = *closed->look_on;
    }
    block = cap_block(person, true, limits, answer.on);
  }
  if (block) {
    answer.reason = block->reason;
    answer.detail = block->detail;
    return answer;
  }
  answer.channel = choice->channel;
  answer.contact = choice->contact;
  answer.from_minute = window_of(answer.channel, person, limits, answer.on)->from_minute;
  return answer;
}

const Policy& policy_of(const PolicySet& set, const PersonFacts& person, const TitleFacts& title) {
  const PolicyLine& line =
      line_for(set, {person.kind, person.tags, title.amount, title.labels, person.score});
  if (line.experiment && challenged(*line.experiment, person.id, title.created_at))
    return line.experiment->challenger;
  return version_for(line, title.created_at);
}

namespace {

// The plan of one customer while it is made.
class Planning {
 public:
  Planning(const PersonFacts& person, const PolicySet& policies, const ContactLimits& limits,
           const Day& day)
      : person_(person), policies_(policies), limits_(limits), day_(day) {}

  PersonPlan make() {
    for (const TitleFacts& title : person_.titles) decide(title);
    const bool told = !result_.decisions.empty();
    const bool out_of_reach =
        lacks_contact_ || (told && person_.profile == Profile::did_not_receive);
    if (!messages_.empty())
      result_.message = make_message(person_, std::move(messages_), limits_, day_.date);
    result_.tasks = make_tasks(std::move(tasks_));
    if (out_of_reach && may_ask_for_contact(person_, day_.date))
      result_.tasks.push_back(
          {TaskKind::verify_contact, std::string(label(TaskKind::verify_contact)), 0, {}});
    return std::move(result_);
  }

 private:
  void decide(const TitleFacts& title) {
    const Policy& policy = policy_of(policies_, person_, title);
    const auto by_message = decide(title, policy, Track::message);
    const auto by_task = decide(title, policy, Track::task);
    result_.looks.push_back({title.id, sooner(by_message, by_task)});
  }

  // When this track must be looked at again.
  std::optional<Date> decide(const TitleFacts& title, const Policy& policy, Track track) {
    const bool over = !collectable(title.state) || time_barred(title, day_.date);
    const auto next = over ? std::nullopt : next_firing(policy, track, title.due_date, day_.date);
    const auto step = latest_occurrence(policy, track, person_.profile, title.due_date, day_.date);
    const auto& days = track == Track::message ? title.steps_done : title.tasks_done;
    if (!step || done(days, step->day)) return next;
    Decision decision{title.id, track,      step->day, Action::none,     Reason::step_due,
                      {},       title.owed, policy.id, step->step->label};
    auto block = title_block(title, *step, next, day_.date);
    if (!block) block = notice_block(policy, title, *step, day_.date);
    if (!block) block = person_block(person_, title, *step, limits_, day_);
    if (block) {
      decision.reason = block->reason;
      decision.detail = block->detail;
      lacks_contact_ = lacks_contact_ || lacks_contact(decision, *step, limits_);
      result_.decisions.push_back(std::move(decision));
      return block->look_on;
    }
    const bool missed = step->on < day_.date;
    decision.action = track == Track::message ? Action::message : Action::task;
    decision.reason = missed ? Reason::catch_up : Reason::step_due;
    decision.detail = missed ? format_br(step->on) : step_words(step->day);
    result_.decisions.push_back(std::move(decision));
    (track == Track::message ? messages_ : tasks_).push_back({&title, *step});
    return next;
  }

  const PersonFacts& person_;
  const PolicySet& policies_;
  const ContactLimits& limits_;
  const Day day_;
  PersonPlan result_;
  bool lacks_contact_ = false;  // for some demand of the day
  std::vector<Stepping> messages_;
  std::vector<Stepping> tasks_;
};

}  // namespace

PersonPlan plan(const PersonFacts& person, const PolicySet& policies, const ContactLimits& limits,
                Date date, int minute) {
  return Planning(person, policies, limits, {date, minute}).make();
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
    ReasonWords{Reason::hold_legal, "hold_legal", "O assunto está com o jurídico, {}."},
    ReasonWords{Reason::hold_dispute, "hold_dispute",
                "O cliente contesta a cobrança: espera a resposta de uma pessoa, {}."},
    ReasonWords{Reason::hold_agreement, "hold_agreement", "Há um acordo em curso, {}."},
    ReasonWords{Reason::hold_manual, "hold_manual", "Cobrança suspensa por alguém da equipe, {}."},
    ReasonWords{Reason::hold_promise, "hold_promise", "O cliente prometeu pagar, {}."},
    ReasonWords{Reason::money_in_flight, "money_in_flight",
                "O cliente avisou que pagou: a cobrança espera o dinheiro, {}."},
    ReasonWords{Reason::scheduled, "scheduled",
                "O cliente avisou que o pagamento está agendado: a cobrança espera, {}."},
    ReasonWords{Reason::pix_pending, "pix_pending",
                "Um Pix deste título está em processamento: a cobrança espera o crédito, {}."},
    ReasonWords{Reason::stray_credit, "stray_credit",
                "Entrou um pagamento que parece ser do cliente e falta identificar: a cobrança "
                "espera, {}."},
    ReasonWords{Reason::return_late, "return_late",
                "O retorno do banco não chegou e não se sabe ainda quem pagou: a cobrança espera, "
                "{}."},
    ReasonWords{Reason::quiet, "quiet",
                "Houve uma conversa com o cliente há pouco: a régua espera, e {}."},
    ReasonWords{Reason::opted_out, "opted_out",
                "O cliente pediu para não receber mensagens por {}."},
    ReasonWords{Reason::no_contact, "no_contact", "Não há contato que funcione: {}."},
    ReasonWords{Reason::outside_window, "outside_window", "Fora do horário de mensagens; {}."},
    ReasonWords{Reason::day_cap, "day_cap", "O cliente já recebeu uma mensagem hoje; {}."},
    ReasonWords{Reason::week_cap, "week_cap",
                "O limite de cobranças em sete dias foi atingido; {}."},
    ReasonWords{Reason::notice_missing, "notice_missing",
                "Só se propõe negativar dez dias depois do aviso por escrito; {}."},
};
static_assert(reason_table.size() == static_cast<std::size_t>(Reason::notice_missing) + 1);

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
