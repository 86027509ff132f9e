// Chance of one seed for the tests of this room, and réguas thrown with it: the seed that a failure
// names plays the same again.
#pragma once

#include <random>
#include <utility>
#include <vector>

#include "dunning/policy.h"

namespace quita::dunning {

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  bool one_in(int many) { return pick(1, many) == 1; }

 private:
  std::mt19937 random_;
};

inline Step random_step(Dice& dice) {
  static const char* const templates[] = {"lembrete", "atraso-1", "atraso-7", "atraso-15"};
  Step step;
  step.offset = dice.pick(-12, 45);
  step.template_name = templates[dice.pick(0, 3)];
  step.label = "Passo";
  if (dice.one_in(3)) step.count = DayCount::business;
  if (step.offset > 0 && dice.one_in(4)) step.repeat_every = dice.pick(1, 15);
  if (step.repeat_every > 0 && dice.one_in(2)) step.repeat_times = dice.pick(1, 4);
  if (dice.one_in(3)) step.profiles = {static_cast<Profile>(dice.pick(0, 5))};
  if (dice.one_in(4)) {
    step.track = Track::task;
    step.task = static_cast<TaskKind>(dice.pick(0, 4));
  }
  return step;
}

// Steps that a régua may have, in their order.
inline std::vector<Step> random_steps(Dice& dice) {
  for (;;) {
    std::vector<Step> steps;
    for (int left = dice.pick(1, 9); left > 0; --left) steps.push_back(random_step(dice));
    if (auto checked = check_steps(std::move(steps))) return *std::move(checked);
  }
}

}  // namespace quita::dunning
