// API keys that were looked up a moment ago: a client that sends thousands of requests a second
// does not make the database read its key for each. A key revoked by this process is forgotten at
// once; one revoked by another process of the installation is honoured for one second at most.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/date.h"
#include "http/route.h"

namespace quita::company {

class KnownKeys {
 public:
  std::optional<http::Caller> find(const std::string& token_hash, Instant now) const;
  void keep(const std::string& token_hash, const http::Caller& caller, Instant now);
  void forget_all();

 private:
  static constexpr std::int64_t kept_ms = 1'000;
  static constexpr std::size_t size_max = 10'000;
  struct Known {
    http::Caller caller;
    Instant read_at;
  };

  mutable std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
};

}  // namespace quita::company
