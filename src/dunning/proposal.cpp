#include "dunning/proposal.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "dunning/hold.h"
#include "dunning/listing_notice.h"
#include "dunning/person_facts.h"
#include "dunning/policy_store.h"
#include "party/acting.h"
#include "receivable/receivable_service.h"
#include "receivable/receivable_store.h"

namespace quita::dunning {
namespace {

Result<Task> proposal_of(db::Tx& tx, TaskId id) {
  auto task = find_task(tx, id);
  if (!task) return fail(ErrorKind::not_found, "task.not_found", "Esta tarefa não existe.", "id");
  if (task->done_at) {
    return fail(ErrorKind::conflict, "task.done", "Esta tarefa já foi feita.", "id");
  }
  if (!is_proposal(task->kind)) {
    return fail(ErrorKind::conflict, "task.no_proposal",
                "Esta tarefa não é uma proposta: diga que foi feita.", "id");
  }
  return *std::move(task);
}

std::optional<banking::BankOrderKind> order_of(TaskKind kind) {
  if (kind == TaskKind::protest) return banking::BankOrderKind::protest;
  if (kind == TaskKind::list_negative) return banking::BankOrderKind::list_negative;
  return std::nullopt;
}

// What the régua's own rules say against it today, one a line; `listing`: as a bad debtor.
Status conduct_allows(db::Tx& tx, Date today, const receivable::TitleRecord& record, bool listing) {
  const TitleId id = record.title.id;
  const auto person = load_person(tx, record.title.party, today, time_zone_of(tx));
  const auto running = holds_on(person->facts.holds, id, today);
  if (!running.empty()) {
    return fail(ErrorKind::conflict, "proposal.held",
                "a cobrança está suspensa: " + std::string(label(running.front()->kind)));
  }
  if (!listing) return {};
  for (const TitleFacts& title : person->facts.titles) {
    if (title.id != id) continue;
    const auto notice = listing_notice(policy_of(load_policies(tx), person->facts, title), title);
    if (!notice.wanted || notice.may_list(today)) continue;
    return fail(ErrorKind::conflict, "proposal.notice",
                notice.told ? fmt::format("o aviso prévio saiu em {}, e são {} dias até negativar",
                                          format_br(*notice.told), notice_days)
                            : "o aviso prévio não saiu, ou voltou");
  }
  return {};
}

// Why this title may not be acted against today.
Status may_act(db::Tx& tx, const Act& act, const Task& task,
               const receivable::TitleRecord& record) {
  TRY_STATUS(conduct_allows(tx, act.today, record, task.kind == TaskKind::list_negative));
  if (const auto order = order_of(task.kind)) {
    TRY_STATUS(banking::may_order(tx, record.title.id, *order));
  }
  return {};
}

Status do_it(db::Tx& tx, const Act& act, const Task& task, const receivable::TitleRecord& record,
             std::string_view note) {
  const TitleId title = record.title.id;
  if (const auto order = order_of(task.kind)) {
    TRY(banking::ask_bank(tx, act, title, *order));
    return {};
  }
  const std::string reason = note.empty() ? std::string(label(task.kind)) : std::string(trim(note));
  if (task.kind == TaskKind::hand_over) {
    TRY(set_hold(
        tx, act,
        {record.title.party, title, "Entregue: " + reason, std::nullopt, HoldKind::legal}));
    return {};
  }
  TRY(receivable::write_off_title(tx, act, title, {"task", task.id.text()}, reason));
  return {};
}

// The titles to act against: those named of the task's, or all; only what is still owed.
Result<std::vector<receivable::TitleRecord>> chosen(db::Tx& tx, const Task& task,
                                                    const std::vector<TitleId>& only) {
  const auto titles = titles_of_task(tx, task.id);
  for (const TitleId& id : only) {
    if (std::find(titles.begin(), titles.end(), id) == titles.end()) {
      return invalid("proposal.title", "Um dos títulos não é desta proposta.", "titles", id.text());
    }
  }
  std::vector<receivable::TitleRecord> records;
  for (auto& record : receivable::find_titles(tx, only.empty() ? titles : only)) {
    if (receivable::collectable(record.state)) records.push_back(std::move(record));
  }
  if (records.empty()) {
    return fail(ErrorKind::conflict, "proposal.nothing",
                "Nenhum título desta proposta está mais em aberto.");
  }
  return records;
}

}  // namespace

Status may_be_ordered(db::Tx& tx, Date today, TitleId title, banking::BankOrderKind kind) {
  using banking::BankOrderKind;
  const auto record = receivable::find_title(tx, title);
  const bool against = kind == BankOrderKind::protest || kind == BankOrderKind::list_negative;
  if (!record || !against) return {};  // a stop is always right; what does not exist is told there
  const auto allowed = conduct_allows(tx, today, *record, kind == BankOrderKind::list_negative);
  if (allowed) return {};
  Error error = allowed.error();
  error.message = fmt::format("O título {} não pode ir: {}.", record->title.number, error.message);
  return tl::make_unexpected(std::move(error));
}

Result<Task> approve(db::Tx& tx, const Act& act, TaskId id, const std::vector<TitleId>& only,
                     std::string_view note) {
  const Task task = TRY(proposal_of(tx, id));
  const auto records = TRY(chosen(tx, task, only));
  std::string problems;
  for (const auto& record : records) {
    const auto may = may_act(tx, act, task, record);
    if (may) continue;
    std::string_view why = may.error().message;
    if (why.ends_with('.')) why.remove_suffix(1);
    problems +=
        fmt::format("{}título {}: {}", problems.empty() ? "" : "; ", record.title.number, why);
  }
  if (!problems.empty()) {
    return fail(ErrorKind::conflict, "proposal.blocked", "Nada foi feito: " + problems, "titles",
                "Deixe de fora os títulos que não podem ir, e aprove os outros.");
  }
  for (const auto& record : records) TRY_STATUS(do_it(tx, act, task, record, note));
  return finish_decided(tx, act, id, "approved", note);
}

Result<Task> refuse(db::Tx& tx, const Act& act, TaskId id, std::string_view note) {
  TRY(proposal_of(tx, id));
  return finish_decided(tx, act, id, "refused", note);
}

}  // namespace quita::dunning
