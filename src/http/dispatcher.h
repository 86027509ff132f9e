// From a request to its answer: finds the route, lets the caller in or not, calls the handler.
// Plain synchronous code without sockets; the server, the tests and the fuzzers call it alike.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/message.h"
#include "http/static_site.h"

namespace quita::http {

class Context;
class Route;
class Routes;
struct Caller;

// Keeps the first answer to an Idempotency-Key. Implemented over the database, so that a repeat
// that meets another process gets the same answer. Keys belong to a caller's tenant.
class IdempotencyStore {
 public:
  virtual ~IdempotencyStore() = default;
  // Claims the key for a request with this fingerprint. Nothing: the key is new, go on and call
  // keep or release. A response: the first answer, to be given again. Errors (409):
  // idempotency.reused, the key came with another request; idempotency.running, the first is not
  // answered yet.
  virtual Result<std::optional<Response>> claim(const Caller&, const std::string& key,
                                                const std::string& fingerprint) = 0;
  // For an answer that its use case did not keep itself (Context::claimed).
  virtual void keep(const Caller&, const std::string& key, const Response& answer) = 0;
  // The request broke off without an answer worth keeping (a 5xx): the key is free again.
  virtual void release(const Caller&, const std::string& key) = 0;
};

// Tokens trickle into each address's bucket; a request on a public route takes one.
struct RateLimit {
  double per_second = 10;
  double burst = 60;
};
class RateLimiter {
 public:
  explicit RateLimiter(RateLimit limit) : limit_(limit) {}
  bool take(const std::string& address, std::chrono::steady_clock::time_point now);

 private:
  struct Bucket {
    double tokens = 0;
    std::chrono::steady_clock::time_point filled;
  };
  RateLimit limit_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

// What the composition root puts in.
struct Gate {
  // Who asks, from Authorization or a cookie; an unauthorised Error when credentials are wrong or
  // absent. Not called for public routes.
  std::function<Result<Caller>(const Request&)> authenticate;
  std::function<bool(const Caller&, std::string_view permission)> allows;
  // Null: routes marked idempotent ignore the key.
  IdempotencyStore* idempotency = nullptr;
  RateLimit public_rate;
};

// What the server needs to know of those who answer.
class Handler {
 public:
  virtual ~Handler() = default;
  // The largest body this request may carry; asked when the head is read.
  virtual std::size_t body_bytes_max(const Request& head) const = 0;
  // Never throws. Called from many threads.
  virtual Response handle(const Request&) = 0;
};

// Routes first, then the sites of static files. The tables must stand still and outlive it.
class Dispatcher final : public Handler {
 public:
  Dispatcher(const Routes&, std::vector<StaticSite>, Gate);
  ~Dispatcher() override;

  std::size_t body_bytes_max(const Request& head) const override;
  Response handle(const Request&) override;

  // quita_http_requests_total by status class and quita_http_request_seconds as a histogram, in
  // Prometheus's text format.
  std::string metrics() const;

 private:
  struct Node;

  Response answer(const Request&);
  Response answer_route(const Request&, const Route&, const std::vector<std::string_view>& values);
  Result<Response> call(const Route&, Context&);
  Result<Response> call_once(const Route&, Context&);
  void observe(const Request&, const Response&, double seconds);

  std::unique_ptr<Node> root_;
  std::vector<StaticSite> sites_;
  Gate gate_;
  RateLimiter public_rate_;

  static constexpr double bucket_seconds_[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                               0.1,   0.25,   0.5,   1,    2.5,   5};
  static constexpr std::size_t buckets_ = std::size(bucket_seconds_) + 1;  // the last: longer
  std::atomic<std::uint64_t> by_class_[6] = {};
  std::atomic<std::uint64_t> by_time_[buckets_] = {};
  std::atomic<std::uint64_t> total_microseconds_{0};
};

}  // namespace quita::http
