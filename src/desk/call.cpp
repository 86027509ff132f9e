#include "desk/call.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "desk/call_store.h"
#include "dunning/contact_budget.h"
#include "dunning/dispute.h"
#include "dunning/hold.h"
#include "dunning/payer_history.h"
#include "dunning/promise.h"
#include "json/parse.h"
#include "party/conversation.h"
#include "party/party_service.h"
#include "party/timeline.h"
#include "receivable/charges.h"

namespace quita::desk {
namespace {

constexpr std::size_t note_max = 1000;
constexpr std::size_t summary_max = 200;  // of the timeline's line
constexpr int tasks_looked_at = 200;      // of one customer

struct Known {
  Outcome outcome;
  std::string_view word, label;
  bool talked, reached;
};
constexpr std::array known{
    Known{Outcome::talked, "talked", "Falei com o cliente", true, true},
    Known{Outcome::promised, "promised", "Prometeu pagar", true, true},
    Known{Outcome::disputes, "disputes", "Contesta a cobrança", true, true},
    Known{Outcome::already_paid, "already_paid", "Diz que já pagou", true, true},
    Known{Outcome::refuses, "refuses", "Recusa pagar", true, true},
    Known{Outcome::hardship, "hardship", "Em dificuldade: quer negociar", true, true},
    Known{Outcome::callback, "callback", "Pediu para ligar depois", true, true},
    Known{Outcome::third_party, "third_party", "Atendeu outra pessoa", false, true},
    Known{Outcome::no_answer, "no_answer", "Não atendeu", false, false},
    Known{Outcome::wrong_number, "wrong_number", "Número errado", false, false},
};
const Known& of(Outcome outcome) { return known[static_cast<std::size_t>(outcome)]; }

std::string_view next_label(Outcome outcome) {
  return outcome == Outcome::callback ? "Ligar na data que o cliente pediu" : "Ligar de novo";
}

std::string next_cause(CallId id) { return "call:" + id.text() + ":next"; }

// What was asked for, checked, with what the rest needs of the customer.
class Logging {
 public:
  Logging(db::Tx& tx, const Act& act, const NewCall& wanted)
      : tx_(tx), act_(act), wanted_(wanted) {}

  Result<Call> log() {
    const auto party = TRY(party::load_party(tx_, wanted_.party));
    TRY_STATUS(check());
    TRY_STATUS(find_number(party));
    TRY_STATUS(check_task());
    call_.id = CallId::make(act_.now);
    call_.party = wanted_.party;
    call_.at = act_.now;
    call_.on = act_.today;
    if (act_.kind == "user" && act_.id) call_.user = UserId{*act_.id};
    call_.by = act_.actor;
    call_.direction = wanted_.direction;
    call_.outcome = wanted_.outcome;
    call_.note = trim(wanted_.note);
    call_.next_on = wanted_.next_on;
    TRY_STATUS(follow());
    tell();
    mark_number();
    TRY_STATUS(do_tasks());
    insert_call(tx_, call_, wanted_.task);
    count();
    return call_;
  }

 private:
  Status check() const {
    if (length_utf8(wanted_.note) > note_max) {
      return invalid("call.note", fmt::format("A anotação vai até {} letras.", note_max), "note");
    }
    if (wanted_.outcome == Outcome::disputes && trim(wanted_.note).empty())
      return invalid("call.note", "Anote o que o cliente contesta.", "note");
    if (wanted_.outcome == Outcome::disputes && !wanted_.title)
      return invalid("call.title", "Diga qual título o cliente contesta.", "title_id");
    if (wanted_.outcome == Outcome::promised && !wanted_.date)
      return invalid("call.date", "Diga até quando o cliente prometeu pagar.", "date");
    if (wanted_.outcome == Outcome::callback && !wanted_.next_on)
      return invalid("call.next_on", "Diga em que dia o cliente pediu a ligação.", "next_on");
    const auto& next = wanted_.next_on;
    if (next && (*next < act_.today || *next > act_.today + next_days_max)) {
      return invalid("call.next_on",
                     fmt::format("A próxima ligação pode ser de hoje até {}.",
                                 format_br(act_.today + next_days_max)),
                     "next_on");
    }
    return {};
  }

  Status find_number(const party::Party& party) {
    if (!wanted_.contact) return {};
    const auto at = std::find_if(
        party.contacts.begin(), party.contacts.end(), [&](const party::Contact& contact) {
          return contact.id == *wanted_.contact && contact.channel == party::Channel::phone;
        });
    if (at == party.contacts.end())
      return invalid("call.contact", "Este telefone não é do cliente.", "contact_id");
    call_.number = at->value;
    return {};
  }

  Status check_task() const {
    if (!wanted_.task) return {};
    const auto tasks = dunning::open_tasks(tx_, wanted_.party, tasks_looked_at);
    const bool his = std::any_of(tasks.begin(), tasks.end(),
                                 [&](const auto& task) { return task.id == *wanted_.task; });
    if (his) return {};
    return fail(ErrorKind::not_found, "task.not_found",
                "Esta tarefa não está aberta para este cliente.", "task_id");
  }

  // The use case that the outcome leads to.
  Status follow() {
    switch (wanted_.outcome) {
      case Outcome::promised: {
        const auto hold =
            TRY(dunning::promise(tx_, act_,
                                 {wanted_.party, wanted_.title, *wanted_.date, wanted_.amount,
                                  std::string(prefix_utf8(call_.note, 500))}));
        call_.promise = hold.id;
        return {};
      }
      case Outcome::disputes:
        TRY(dunning::open_dispute(tx_, act_, wanted_.party, *wanted_.title, call_.note));
        return {};
      case Outcome::already_paid:
        return tell_paid();
      case Outcome::hardship:
        TRY(dunning::set_profile(tx_, act_, wanted_.party, dunning::Profile::hardship,
                                 call_.note.empty() ? "Disse na ligação que está em dificuldade"
                                                    : std::string(prefix_utf8(call_.note, 500))));
        return {};
      default:
        return {};
    }
  }

  // Of one title, or of all that is late.
  Status tell_paid() {
    std::vector<TitleId> titles;
    if (wanted_.title) {
      titles.push_back(*wanted_.title);
    } else {
      for (const auto& record : receivable::open_titles_of(tx_, wanted_.party)) {
        if (receivable::overdue(record.title.due_date, act_.today))
          titles.push_back(record.title.id);
      }
    }
    if (titles.empty()) {
      return fail(ErrorKind::conflict, "call.nothing_owed",
                  "O cliente não tem título vencido em aberto: escolha o título que ele diz ter "
                  "pago, ou “Falei com o cliente”.");
    }
    for (const TitleId& title : titles) {
      TRY(dunning::tell_paid(tx_, act_, wanted_.party, title, wanted_.date, call_.note));
    }
    return {};
  }

  void tell() {
    const std::string_view note = prefix_utf8(call_.note, summary_max);
    const std::string cause = "call:" + call_.id.text();
    if (talked(call_.outcome)) {
      party::Conversation talk;
      talk.party = call_.party;
      talk.by = party::ConversationBy::call;
      talk.at = act_.now;
      talk.summary = fmt::format("{}{}{}", label(call_.outcome), note.empty() ? "" : ". ", note);
      talk.cause = cause;
      party::record_conversation(tx_, act_, talk);
      return;
    }
    party::record_event(
        tx_, act_.now, act_.actor,
        {"party.call_tried", call_.party, std::nullopt, cause,
         json::serialize(boost::json::object{{"outcome", boost::json::string(label(call_.outcome))},
                                             {"note", boost::json::string(note)}})});
  }

  void mark_number() {
    if (call_.number.empty()) return;
    const std::string cause = "call:" + call_.id.text() + ":number";
    if (call_.outcome == Outcome::wrong_number) {
      party::mark_contact(tx_, act_, call_.party, party::Channel::phone, call_.number,
                          party::ContactState::bounced, "número errado, dito em ligação", cause);
    } else if (talked(call_.outcome)) {
      party::mark_contact(tx_, act_, call_.party, party::Channel::phone, call_.number,
                          party::ContactState::works, "atendeu a ligação", cause);
    }
  }

  // The task that the call does; earlier agreed calls that this one makes needless; the next one.
  Status do_tasks() {
    if (wanted_.task) {
      TRY(dunning::finish_task(tx_, act_, *wanted_.task, prefix_utf8(label(call_.outcome), 500)));
    }
    if (talked(call_.outcome) || call_.next_on) {
      for (const std::string& cause : due_next_calls(tx_, call_.party, act_.today))
        dunning::close_task_of_cause(tx_, act_, cause, label(call_.outcome));
    }
    if (!call_.next_on) return {};
    dunning::NewTask task;
    task.cause = next_cause(call_.id);
    task.kind = dunning::TaskKind::call;
    task.party = call_.party;
    task.label = next_label(call_.outcome);
    task.due_on = *call_.next_on;
    dunning::open_task(tx_, act_, task);
    return {};
  }

  // Who called us was not disturbed by us.
  void count() {
    if (call_.direction == Direction::incoming || !reached(call_.outcome)) return;
    dunning::lock_budgets(tx_, std::span(&call_.party, 1));
    dunning::count_call(tx_, call_.party, act_.today, call_.id.uuid);
  }

  db::Tx& tx_;
  const Act& act_;
  const NewCall& wanted_;
  Call call_;
};

}  // namespace

std::string_view word(Outcome outcome) { return of(outcome).word; }
std::string_view label(Outcome outcome) { return of(outcome).label; }
bool talked(Outcome outcome) { return of(outcome).talked; }
bool reached(Outcome outcome) { return of(outcome).reached; }

std::optional<Outcome> parse_outcome(std::string_view text) {
  for (const Known& one : known) {
    if (one.word == text) return one.outcome;
  }
  return std::nullopt;
}

std::string_view word(Direction direction) {
  return direction == Direction::incoming ? "incoming" : "outgoing";
}

std::optional<Direction> parse_direction(std::string_view text) {
  for (const Direction direction : {Direction::outgoing, Direction::incoming}) {
    if (word(direction) == text) return direction;
  }
  return std::nullopt;
}

Result<Call> log_call(db::Tx& tx, const Act& act, const NewCall& wanted) {
  return Logging(tx, act, wanted).log();
}

}  // namespace quita::desk
