#include "dunning/dispute.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dunning/policy_store.h"
#include "dunning/task.h"
#include "party/timeline.h"

namespace quita::dunning {
namespace {

constexpr std::size_t text_max = 1000;

std::string task_cause(HoldId id) { return "dispute:" + id.text(); }

Result<std::string> checked(std::string_view text, const char* code, const char* what,
                            const char* field) {
  const std::string_view trimmed = trim(text);
  if (trimmed.empty() || length_utf8(trimmed) > text_max) {
    return invalid(code, fmt::format("{}, em até {} letras.", what, text_max), field);
  }
  return std::string(trimmed);
}

}  // namespace

Result<Hold> open_dispute(db::Tx& tx, const Act& act, PartyId party, TitleId title,
                          std::string_view text) {
  const auto reason = TRY(checked(text, "dispute.text", "Diga o que não confere", "text"));
  const auto record = TRY(open_title_of(tx, party, title));
  const auto earlier = holds_of_title(tx, title, HoldKind::dispute);
  for (const Hold& hold : earlier) {
    if (hold.released_at) continue;
    return fail(ErrorKind::conflict, "dispute.running",
                "A contestação deste título já foi recebida e espera resposta.");
  }
  if (act.kind == "customer" && static_cast<int>(earlier.size()) >= portal_disputes_max) {
    return fail(ErrorKind::conflict, "dispute.too_many",
                "Já respondemos às contestações deste título. Se algo ainda não confere, fale com "
                "a empresa.");
  }
  Hold hold;
  hold.kind = HoldKind::dispute;
  hold.party = party;
  hold.title = title;
  hold.reason = reason;
  hold = add_hold(tx, act, std::move(hold), "party.disputed");
  NewTask task;
  task.cause = task_cause(hold.id);
  task.kind = TaskKind::dispute;
  task.party = party;
  task.label = fmt::format("{}: título {}", label(TaskKind::dispute), record.title.number);
  task.due_on = act.today;
  open_task(tx, act, task);
  return hold;
}

Result<Hold> answer_dispute(db::Tx& tx, const Act& act, HoldId id, bool accepted,
                            std::string_view text) {
  const auto answer =
      TRY(checked(text, "dispute.answer", "Diga o que foi respondido ao cliente", "answer"));
  auto hold = find_hold(tx, id);
  if (!hold || hold->kind != HoldKind::dispute) {
    return fail(ErrorKind::not_found, "hold.not_found", "Esta contestação não existe.", "id");
  }
  if (!end_hold(tx, act, id, answer, accepted)) {
    return fail(ErrorKind::conflict, "hold.released", "Esta contestação já foi respondida.", "id");
  }
  hold->answer = answer;
  hold->accepted = accepted;
  party::record_event(tx, act.now, act.actor,
                      {"party.dispute_answered", hold->party, hold->title,
                       "hold:" + id.text() + ":answered", hold_fact_data(*hold)});
  close_task_of_cause(tx, act, task_cause(id), answer);
  look_again(tx, hold->party, act.today);
  return *hold;
}

}  // namespace quita::dunning
