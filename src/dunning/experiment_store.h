// Experiments in the database: begun, running, ended.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "db/db.h"
#include "dunning/experiment.h"
#include "dunning/policy_trial.h"
#include "party/act.h"

namespace quita::dunning {

// How it ended: the challenger's steps became the régua, the champion stays, or nobody won.
enum class Ending { champion, challenger, none };
std::string_view word(Ending);
std::optional<Ending> parse_ending(std::string_view word);

struct ExperimentRecord {
  Experiment experiment;
  std::string policy_name;
  std::string started_by;
  std::optional<Instant> ended_at;
  std::string ended_by;
  std::optional<Ending> ending;
};

// The challenger is the draft of a trial, which its régua's owner has seen the effects of. Errors:
// trial.not_found, policy.not_found, experiment.name, experiment.share (10 to 90),
// experiment.running (the régua has one).
Result<ExperimentRecord> begin_experiment(db::Tx&, const Act&, TrialId, std::string_view name,
                                          int share_percent);
// A person's decision. `challenger`: its steps become the régua's next version for all titles.
// Otherwise titles go back to the régua that they would have followed. Errors:
// experiment.not_found, experiment.ended, those of save_policy.
Result<ExperimentRecord> end_experiment(db::Tx&, const Act&, ExperimentId, Ending);

Result<ExperimentRecord> find_experiment(db::Tx&, ExperimentId);  // error: experiment.not_found
std::vector<ExperimentRecord> recent_experiments(db::Tx&);        // newest first
// Those that run now, for the régua.
std::vector<Experiment> running_experiments(db::Tx&);

}  // namespace quita::dunning
