// A tried draft as the API shows it.
#pragma once

#include "dunning/trial_json.h"

namespace quita::dunning {

struct TrialView {
  TrialId id;
  PolicyId policy_id;
  std::string policy_name;
  int months = 12;
  std::string state;        // "waiting", "running", "done", "failed"
  int done = 0, total = 0;  // customers
  std::optional<TrialResult> result;
  std::string created_by;
  Instant created_at;
  std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(TrialView, (),
                      (id, policy_id, policy_name, months, state, done, total, result, created_by,
                       created_at, finished_at))

TrialView view_of(const PolicyTrial&);

}  // namespace quita::dunning
