#include "dunning/task.h"

#include <fmt/format.h>

#include "base/text.h"
#include "json/parse.h"
#include "party/timeline.h"

namespace quita::dunning {
namespace {

constexpr auto insert_task =
    "INSERT INTO task (tenant_id, id, cause, kind, party_id, label, due_on, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, cause) DO NOTHING";

constexpr auto insert_task_title =
    "INSERT INTO task_title (tenant_id, title_id, due_date, step, task_id) "
    "VALUES ($1, $2, $3, $4, $5)";

#define QUITA_TASK_SELECT                                                                         \
  "SELECT k.id, k.kind, k.party_id, p.name, k.label, k.due_on, k.created_at, k.done_at, "         \
  "k.done_by, k.note, k.decision FROM task k JOIN party p ON p.tenant_id = k.tenant_id AND p.id " \
  "= k.party_id "

// A task whose titles were all settled meanwhile is over without anybody's doing.
#define QUITA_TASK_STILL_WANTED                                                              \
  "AND k.done_at IS NULL AND (NOT EXISTS (SELECT 1 FROM task_title x WHERE x.tenant_id = "   \
  "k.tenant_id AND x.task_id = k.id) OR EXISTS (SELECT 1 FROM task_title x JOIN title t ON " \
  "t.tenant_id = x.tenant_id AND t.id = x.title_id WHERE x.tenant_id = k.tenant_id AND "     \
  "x.task_id = k.id AND t.state IN ('open', 'partly_paid'))) ORDER BY k.due_on, k.id LIMIT "

constexpr auto select_open =
    QUITA_TASK_SELECT "WHERE k.tenant_id = $1 " QUITA_TASK_STILL_WANTED "$2";
constexpr auto select_open_of_party =
    QUITA_TASK_SELECT "WHERE k.tenant_id = $1 AND k.party_id = $2 " QUITA_TASK_STILL_WANTED "$3";
constexpr auto select_task = QUITA_TASK_SELECT "WHERE k.tenant_id = $1 AND k.id = $2";

constexpr auto select_numbers =
    "SELECT t.number FROM task_title x JOIN title t ON t.tenant_id = x.tenant_id "
    "AND t.id = x.title_id WHERE x.tenant_id = $1 AND x.task_id = $2 ORDER BY t.due_date, t.id";

constexpr auto select_title_ids =
    "SELECT x.title_id FROM task_title x JOIN title t ON t.tenant_id = x.tenant_id "
    "AND t.id = x.title_id WHERE x.tenant_id = $1 AND x.task_id = $2 ORDER BY t.due_date, t.id";

constexpr auto update_done =
    "UPDATE task SET done_at = $3, done_by = $4, note = $5, decision = $6 WHERE tenant_id = $1 AND "
    "id = $2 "
    "AND done_at IS NULL";

constexpr auto update_done_of_cause =
    "UPDATE task SET done_at = $3, done_by = $4, note = $5 WHERE tenant_id = $1 AND cause = $2 "
    "AND done_at IS NULL";

constexpr std::size_t note_max = 500;

Task read_task(db::Row& row) {
  Task task;
  task.id = row.id<TaskId>(0);
  task.kind = parse_task_kind(row.view(1)).value_or(TaskKind::call);
  task.party = row.id<PartyId>(2);
  task.party_name = row.text(3);
  task.label = row.text(4);
  task.due_on = row.date(5);
  task.created_at = row.instant(6);
  task.done_at = row.optional_instant(7);
  task.done_by = row.text(8);
  task.note = row.text(9);
  task.decision = row.text(10);
  return task;
}

std::string fact_data(std::string_view label, std::string_view note) {
  return json::serialize(boost::json::object{{"label", boost::json::string(label)},
                                             {"note", boost::json::string(note)}});
}

}  // namespace

std::optional<TaskId> open_task(db::Tx& tx, const Act& act, const NewTask& wanted) {
  const TaskId id = TaskId::make(act.now);
  if (tx.execute(insert_task, tx.tenant(), id, wanted.cause, word(wanted.kind), wanted.party,
                 wanted.label, wanted.due_on, act.now) == 0) {
    return std::nullopt;
  }
  for (const TaskTitle& title : wanted.titles) {
    tx.execute(insert_task_title, tx.tenant(), title.title, title.due_date, title.step, id);
  }
  party::record_event(
      tx, act.now, act.actor,
      {"party.task_opened", wanted.party,
       wanted.titles.size() == 1 ? std::optional(wanted.titles.front().title) : std::nullopt,
       "task:" + id.text(), fact_data(wanted.label, "")});
  return id;
}

std::vector<Task> open_tasks(db::Tx& tx, std::optional<PartyId> party, int limit) {
  auto tasks = party ? tx.all(select_open_of_party, read_task, tx.tenant(), *party, limit)
                     : tx.all(select_open, read_task, tx.tenant(), limit);
  for (Task& task : tasks) {
    task.title_numbers = tx.all(
        select_numbers, [](db::Row& row) { return row.text(0); }, tx.tenant(), task.id);
  }
  return tasks;
}

std::optional<Task> find_task(db::Tx& tx, TaskId id) {
  return tx.one(select_task, read_task, tx.tenant(), id);
}

std::vector<TitleId> titles_of_task(db::Tx& tx, TaskId id) {
  return tx.all(
      select_title_ids, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), id);
}

Result<Task> finish_decided(db::Tx& tx, const Act& act, TaskId id, std::string_view decision,
                            std::string_view note) {
  if (length_utf8(note) > note_max) {
    return invalid("task.note", fmt::format("A anotação vai até {} letras.", note_max), "note");
  }
  if (tx.execute(update_done, tx.tenant(), id, act.now, act.actor, trim(note), decision) == 0) {
    return fail(ErrorKind::conflict, "task.done", "Esta tarefa já foi feita.", "id");
  }
  const Task task = find_task(tx, id).value();
  party::record_event(tx, act.now, act.actor,
                      {"party.task_done", task.party, std::nullopt, "task:" + id.text() + ":done",
                       fact_data(task.label, trim(note))});
  return task;
}

Result<Task> finish_task(db::Tx& tx, const Act& act, TaskId id, std::string_view note) {
  const auto task = find_task(tx, id);
  if (!task) return fail(ErrorKind::not_found, "task.not_found", "Esta tarefa não existe.", "id");
  if (task->kind == TaskKind::dispute) {
    return fail(ErrorKind::conflict, "task.dispute",
                "Esta tarefa termina com a resposta à contestação.", "id");
  }
  if (is_proposal(task->kind)) {
    return fail(ErrorKind::conflict, "task.proposal",
                "Esta tarefa é uma proposta: aprove ou recuse.", "id");
  }
  return finish_decided(tx, act, id, "", note);
}

void close_task_of_cause(db::Tx& tx, const Act& act, std::string_view cause,
                         std::string_view note) {
  tx.execute(update_done_of_cause, tx.tenant(), cause, act.now, act.actor,
             prefix_utf8(note, note_max));
}

}  // namespace quita::dunning
