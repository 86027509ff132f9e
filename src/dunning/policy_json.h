// Steps and segments as the database keeps them:
//   [{"offset":-5,"template":"lembrete","label":"…"},
//    {"offset":10,"days":"business","repeat_every":5,"profiles":["unwilling"],"task":"call",…}]
//   {"tags":["vip"],"kind":"company","amount_min":100000}
// What is left out is as a new Step or Segment has it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dunning/policy_set.h"

namespace quita::dunning {

std::string steps_to_json(const std::vector<Step>&);
// What we wrote ourselves; anything else throws std::runtime_error.
std::vector<Step> steps_from_json(std::string_view);

std::string segment_to_json(const Segment&);
Segment segment_from_json(std::string_view);

}  // namespace quita::dunning
