#include "messaging/rota.h"

#include "company/company.h"

namespace quita::messaging {
namespace {

// Gives the turn back however it ended.
class Turn {
 public:
  Turn(Rota& rota, TenantId company) : rota_(rota), company_(company) {}
  ~Turn() { rota_.done(company_); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Rota& rota_;
  const TenantId company_;
};

}  // namespace

void Rota::read_companies(Instant now) {
  if (read_at_ && now >= *read_at_ && now - *read_at_ < pause) return;
  for (const auto& company : db_.read_system([](db::Tx& tx) { return company::all_companies(tx); }))
    companies_.try_emplace(company.id);
  read_at_ = now;
}

std::optional<TenantId> Rota::next() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  read_companies(now);
  auto longest = companies_.end();
  for (auto it = companies_.begin(); it != companies_.end(); ++it) {
    const Standing& standing = it->second;
    if (standing.served) continue;
    if (standing.ended_at && now >= *standing.ended_at && now - *standing.ended_at < pause)
      continue;
    if (longest == companies_.end() || standing.ended_at < longest->second.ended_at) longest = it;
  }
  if (longest == companies_.end()) return std::nullopt;
  longest->second.served = true;
  return longest->first;
}

void Rota::done(TenantId company) {
  const std::lock_guard lock(mutex_);
  companies_[company] = {false, clock_.now()};
}

void take_turns(SenderDeps& deps, Carrier& carrier, Rota& rota,
                const std::function<bool()>& keep_going) {
  while (keep_going()) {
    const auto company = rota.next();
    if (!company) return;
    const Turn turn(rota, *company);
    send_due(deps, *company, carrier, keep_going);
  }
}

}  // namespace quita::messaging
