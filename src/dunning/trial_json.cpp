#include "dunning/trial_json.h"

#include <stdexcept>

namespace quita::dunning {

std::string trial_result_to_json(const TrialResult& result) { return json::write(result); }

TrialResult trial_result_from_json(std::string_view text) {
  auto result = json::read<TrialResult>(text);
  if (!result) throw std::runtime_error("policy_trial.result: " + result.error().message);
  return *std::move(result);
}

}  // namespace quita::dunning
