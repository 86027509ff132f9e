#include "dunning/experiment_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "dunning/policy_json.h"
#include "dunning/policy_store.h"

namespace quita::dunning {
namespace {

constexpr std::array<std::string_view, 3> ending_words = {"champion", "challenger", "none"};
constexpr std::size_t name_max = 80;
constexpr int share_min = 10;
constexpr int share_max = 90;
constexpr int experiments_shown = 50;

#define QUITA_EXPERIMENT_COLUMNS                                                         \
  "id, line_id, policy_name, name, steps, share_percent, seed, started_at, started_by, " \
  "ended_at, ended_by, ending"

constexpr auto insert_experiment =
    "INSERT INTO experiment (tenant_id, id, line_id, policy_name, name, steps, share_percent, "
    "seed, started_at, started_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr auto select_one =
    "SELECT " QUITA_EXPERIMENT_COLUMNS " FROM experiment WHERE tenant_id = $1 AND id = $2";
constexpr auto select_recent = "SELECT " QUITA_EXPERIMENT_COLUMNS
                               " FROM experiment WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2";
// Through the index of those that run.
constexpr auto select_running =
    "SELECT " QUITA_EXPERIMENT_COLUMNS
    " FROM experiment WHERE tenant_id = $1 AND ended_at IS NULL ORDER BY id";
constexpr auto update_ended =
    "UPDATE experiment SET ended_at = $3, ended_by = $4, ending = $5 WHERE tenant_id = $1 "
    "AND id = $2 AND ended_at IS NULL";

ExperimentRecord read_record(db::Row& row) {
  ExperimentRecord record;
  Experiment& experiment = record.experiment;
  experiment.id = row.id<ExperimentId>(0);
  experiment.line = row.id<PolicyId>(1);
  record.policy_name = row.text(2);
  experiment.name = row.text(3);
  experiment.challenger = {PolicyId{experiment.id.uuid}, experiment.name, 1,
                           steps_from_json(row.view(4))};
  experiment.share_percent = static_cast<int>(row.integer(5));
  experiment.seed = row.text(6);
  experiment.started_at = row.instant(7);
  record.started_by = row.text(8);
  record.ended_at = row.optional_instant(9);
  record.ended_by = row.text(10);
  record.ending = parse_ending(row.optional_text(11).value_or(""));
  return record;
}

}  // namespace

std::string_view word(Ending ending) { return ending_words[static_cast<std::size_t>(ending)]; }

std::optional<Ending> parse_ending(std::string_view text) {
  const auto found = std::find(ending_words.begin(), ending_words.end(), text);
  if (found == ending_words.end()) return std::nullopt;
  return static_cast<Ending>(found - ending_words.begin());
}

Result<ExperimentRecord> begin_experiment(db::Tx& tx, const Act& act, TrialId trial_id,
                                          std::string_view text, int share_percent) {
  const PolicyTrial trial = TRY(find_trial(tx, trial_id));
  const PolicyLine line = TRY(find_policy(tx, trial.line));
  const std::string name(trim(text));
  if (name.empty() || length_utf8(name) > name_max) {
    return invalid("experiment.name",
                   fmt::format("O nome do experimento deve ter de 1 a {} letras.", name_max),
                   "name");
  }
  if (share_percent < share_min || share_percent > share_max) {
    return invalid("experiment.share",
                   fmt::format("A parte dos clientes que segue a desafiante vai de {} a {}%.",
                               share_min, share_max),
                   "share_percent");
  }
  for (const Experiment& running : running_experiments(tx)) {
    if (running.line != trial.line) continue;
    return fail(ErrorKind::conflict, "experiment.running",
                "Esta régua já tem um experimento em andamento: “" + running.name + "”.",
                "trial_id", "Encerre-o antes de começar outro.");
  }
  const ExperimentId id = ExperimentId::make(act.now);
  tx.execute(insert_experiment, tx.tenant(), id, line.id, line.current().policy.name, name,
             steps_to_json(trial.steps), share_percent, format_uuid(make_uuid_v7(act.now)), act.now,
             act.actor);
  return find_experiment(tx, id);
}

Result<ExperimentRecord> end_experiment(db::Tx& tx, const Act& act, ExperimentId id,
                                        Ending ending) {
  const ExperimentRecord record = TRY(find_experiment(tx, id));
  if (tx.execute(update_ended, tx.tenant(), id, act.now, act.actor, word(ending)) == 0) {
    return fail(ErrorKind::conflict, "experiment.ended", "Este experimento já foi encerrado.",
                "id");
  }
  if (ending == Ending::challenger) {
    const PolicyLine line = TRY(find_policy(tx, record.experiment.line));
    PolicyDraft draft;
    draft.name = line.current().policy.name;
    draft.segment = line.current().segment;
    draft.steps = record.experiment.challenger.steps;
    TRY_STATUS(save_policy(tx, act, record.experiment.line, std::move(draft)));
  } else {
    look_again_at_all(tx, act.today);
  }
  return find_experiment(tx, id);
}

Result<ExperimentRecord> find_experiment(db::Tx& tx, ExperimentId id) {
  auto found = tx.one(select_one, read_record, tx.tenant(), id);
  if (found) return *std::move(found);
  return fail(ErrorKind::not_found, "experiment.not_found", "Este experimento não existe.", "id");
}

std::vector<ExperimentRecord> recent_experiments(db::Tx& tx) {
  return tx.all(select_recent, read_record, tx.tenant(), experiments_shown);
}

std::vector<Experiment> running_experiments(db::Tx& tx) {
  return tx.all(
      select_running, [](db::Row& row) { return read_record(row).experiment; }, tx.tenant());
}

}  // namespace quita::dunning
