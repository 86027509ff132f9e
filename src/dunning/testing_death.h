// Death on command: a process that dies before its Nth step. A step is a statement, a COMMIT, the
// moment before a carrier takes a mail and the moment after it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>

#include "db/db.h"

namespace quita::dunning {

// No std::exception, so that nobody who mends failures mistakes it for one. What was not committed
// is gone, as it is when a process ends; what was committed stays.
struct Died {};

class Death {
 public:
  // A new life. `comes` is asked before each step, which it is told by number, from 1 on; nothing:
  // nobody dies.
  void begin(std::function<bool(std::int64_t)> comes) {
    comes_ = std::move(comes);
    steps_ = 0;
    deaths_ = 0;
  }

  // `asked` more than once: death comes more readily at this moment.
  void step(int asked = 1) {
    if (!awake_) return;
    ++steps_;
    for (int i = 0; i < asked; ++i) {
      if (!comes_ || !comes_(steps_)) continue;
      ++deaths_;
      throw Died();
    }
  }
  // Asleep, nothing is counted and nobody dies: for those who only look on.
  // Gives what was before.
  bool wake(bool awake) { return std::exchange(awake_, awake); }
  std::int64_t steps() const { return steps_; }
  int deaths() const { return deaths_; }

  db::Options options() {
    db::Options options;
    options.durable = false;
    options.before_step = [this](std::string_view) { step(); };
    return options;
  }

 private:
  std::function<bool(std::int64_t)> comes_;
  bool awake_ = false;
  std::int64_t steps_ = 0;
  int deaths_ = 0;
};

}  // namespace quita::dunning
