// Champion and challenger: while an experiment runs, a share of a régua's customers, drawn at
// random, follows other steps. Pure; experiment_store.h keeps them, experiment_result.h tells what
// came of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/id.h"
#include "dunning/policy.h"

namespace quita::dunning {

QUITA_ID(ExperimentId, "exp");

enum class Arm { champion, challenger };
std::string_view word(Arm);

// One at a time on a régua. Only titles made after it began take part, so that nobody changes his
// régua half-way and no message of before counts for one side.
struct Experiment {
  ExperimentId id;
  PolicyId line;  // nil: the default régua
  std::string name;
  Policy challenger;       // its id is the experiment's
  int share_percent = 50;  // of the customers, to the challenger
  std::string seed;
  Instant started_at;
};

// By the customer, never by the title: whoever gets the one gets it always. The seed is drawn when
// the experiment begins, so that no two experiments divide customers alike.
Arm arm_of(std::string_view seed, int share_percent, const PartyId&);

// Whether that title of that customer follows the challenger.
bool challenged(const Experiment&, const PartyId&, Instant title_made_at);

}  // namespace quita::dunning
