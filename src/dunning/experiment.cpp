#include "dunning/experiment.h"

#include <fmt/format.h>

namespace quita::dunning {

std::string_view word(Arm arm) { return arm == Arm::champion ? "champion" : "challenger"; }

Arm arm_of(std::string_view seed, int share_percent, const PartyId& party) {
  // The first bytes of a hash are as even as dice; uuid_of is the same on every machine.
  const Uuid hash = uuid_of(fmt::format("experiment {} {}", seed, party.text()));
  std::uint32_t drawn = 0;
  for (int i = 0; i < 4; ++i) drawn = drawn << 8 | hash.bytes[static_cast<std::size_t>(i)];
  constexpr std::uint32_t parts = 10'000;
  constexpr std::uint32_t parts_of_a_percent = 100;
  return drawn % parts < static_cast<std::uint32_t>(share_percent) * parts_of_a_percent
             ? Arm::challenger
             : Arm::champion;
}

bool challenged(const Experiment& experiment, const PartyId& party, Instant title_made_at) {
  return title_made_at >= experiment.started_at &&
         arm_of(experiment.seed, experiment.share_percent, party) == Arm::challenger;
}

}  // namespace quita::dunning
