// Whose turn it is: companies whose messages several threads of a process send, none of them two at
// once. A company whose server is slow holds up the thread that serves it, and nobody else's mail.
//
//   a company's messages wait ≤ pause + (companies ÷ threads) × a turn
#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "base/date.h"
#include "db/db.h"
#include "messaging/carrier.h"
#include "messaging/sender.h"

namespace quita::messaging {

class Rota {
 public:
  Rota(db::Db& db, const Clock& clock) : db_(db), clock_(clock) {}

  // Of the companies that nobody serves, the one that has waited longest, when its last turn ended
  // at least `pause` ago. It is the caller's until done().
  std::optional<TenantId> next();
  void done(TenantId);

  static constexpr std::chrono::milliseconds pause{1'000};

 private:
  struct Standing {
    bool served = false;
    std::optional<Instant> ended_at;
  };
  void read_companies(Instant now);

  db::Db& db_;
  const Clock& clock_;
  std::mutex mutex_;
  std::optional<Instant> read_at_;
  std::map<TenantId, Standing> companies_;
};

// What a thread of the process does: turns as they come, until there is none now. `carrier` is the
// thread's own.
void take_turns(SenderDeps&, Carrier& carrier, Rota&, const std::function<bool()>& keep_going);

}  // namespace quita::messaging
