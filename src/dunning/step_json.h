// Steps as the database keeps them: [{"offset":-5,"template":"lembrete","label":"…"}].
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dunning/policy.h"

namespace quita::dunning {

std::string steps_to_json(const std::vector<Step>&);
// What we wrote ourselves; anything else throws std::runtime_error.
std::vector<Step> steps_from_json(std::string_view);

}  // namespace quita::dunning
