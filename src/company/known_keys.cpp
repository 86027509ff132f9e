#include "company/known_keys.h"

namespace quita::company {

std::optional<http::Caller> KnownKeys::find(const std::string& token_hash, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(token_hash);
  if (known == known_.end()) return std::nullopt;
  const auto age = now.ms - known->second.read_at.ms;
  if (age < 0 || age >= kept_ms) return std::nullopt;
  return known->second.caller;
}

void KnownKeys::keep(const std::string& token_hash, const http::Caller& caller, Instant now) {
  const std::lock_guard lock(mutex_);
  if (known_.size() >= size_max) known_.clear();
  known_.insert_or_assign(token_hash, Known{caller, now});
}

void KnownKeys::forget_all() {
  const std::lock_guard lock(mutex_);
  known_.clear();
}

}  // namespace quita::company
