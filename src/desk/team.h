// What each analyst did in a period, for whoever leads them. Cost: the calls of the period, through
// their index, and one pass over the worklist (late customers) for what waits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "db/db.h"

namespace quita::desk {

struct AnalystWork {
  std::optional<UserId> user;  // nothing: programs with a key, or nobody's queue
  std::string name;
  std::int64_t calls = 0, talked = 0;
  std::int64_t promises = 0, kept = 0, broken = 0;  // made in those calls
  Money promised, received;                         // in total; what came in for those promises
  std::int64_t waiting = 0;                         // customers in his queue now
  Money waiting_owed;                               // as the worklist last computed it
};

inline constexpr int team_days_max = 92;

// By name; whoever neither called nor has a queue is left out.
std::vector<AnalystWork> team_work(db::Tx&, Date from, Date to, Date today);

}  // namespace quita::desk
