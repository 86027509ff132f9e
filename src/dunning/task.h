// What a person is to do about a customer: a call, a letter, an answer. The régua opens tasks,
// people do them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "db/db.h"
#include "dunning/policy.h"
#include "party/act.h"

namespace quita::dunning {

QUITA_ID(TaskId, "tsk");

struct TaskTitle {
  TitleId title;
  Date due_date;
  int step = 0;  // Occurrence::day
};
struct NewTask {
  std::string cause;  // makes it once
  TaskKind kind = TaskKind::call;
  PartyId party;
  std::string label;
  Date due_on;
  std::vector<TaskTitle> titles;
};
// Nothing when there is one of that cause.
std::optional<TaskId> open_task(db::Tx&, const Act&, const NewTask&);

struct Task {
  TaskId id;
  TaskKind kind = TaskKind::call;
  PartyId party;
  std::string party_name;
  std::string label;
  Date due_on;
  Instant created_at;
  std::optional<Instant> done_at;
  std::string done_by, note;
  std::string decision;  // of a proposal: "approved", "refused"; empty: none yet
  std::vector<std::string> title_numbers;
};
std::optional<Task> find_task(db::Tx&, TaskId);
std::vector<TitleId> titles_of_task(db::Tx&, TaskId);  // by due date
// Open ones, oldest first: those about titles as long as one of them is owed.
std::vector<Task> open_tasks(db::Tx&, std::optional<PartyId>, int limit);
// Done by somebody, with what came of it. Errors: task.not_found, task.done, task.note (above 500
// letters), task.dispute (a dispute is answered: dispute.h), task.proposal (a proposal is decided:
// proposal.h).
Result<Task> finish_task(db::Tx&, const Act&, TaskId, std::string_view note);
// The task of a proposal that was decided, or of what the régua did itself. Errors: task.done,
// task.note.
Result<Task> finish_decided(db::Tx&, const Act&, TaskId, std::string_view decision,
                            std::string_view note);
void close_task_of_cause(db::Tx&, const Act&, std::string_view cause, std::string_view note);

}  // namespace quita::dunning
