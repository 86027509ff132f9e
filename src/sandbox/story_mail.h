// The story's letters: a carrier that takes everything but what goes to addresses that do not
// work, and the dunning day that makes the letters.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/date.h"
#include "db/db.h"
#include "messaging/demo_mail.h"
#include "messaging/transport.h"
#include "sandbox/synthetic_company.h"

namespace quita::sandbox {

// Letters of the last days stay in the demo's mailbox; older ones were read and thrown away.
inline constexpr int mailbox_days = 7;

inline constexpr int senders_at_once = 4;

class StoryMail final : public messaging::Transport {
 public:
  // `last`: of the story, whose last letters stay; nothing: none does.
  StoryMail(db::Db&, TenantId, const Clock&, std::optional<Date> last,
            const std::unordered_set<std::string>& bouncing);

  messaging::Delivery send(TenantId, const messaging::Mail&) override;
  // Decides the day and sends what it decided.
  void dunning_day(const SyntheticDeps&, Date date);
  int taken() const { return taken_; }

 private:
  db::Db& db_;
  TenantId tenant_;
  const Clock& clock_;
  std::optional<Date> last_;
  Date today_;
  const std::unordered_set<std::string>& bouncing_;
  messaging::DemoTransport mailbox_;
  std::atomic<int> taken_{0};
};

}  // namespace quita::sandbox
