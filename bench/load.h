// A load generator over keep-alive connections: as many requests as fit in a time, one at a time on
// each connection, from one thread with epoll, so that it takes little of the machine it measures.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace quita::bench {

struct Load {
  std::uint16_t port = 0;
  int connections = 64;
  double seconds = 5;
  // The whole request, head and body, of the nth request.
  std::function<std::string(std::int64_t n)> request;
  int status_expected = 200;
};
struct Outcome {
  std::int64_t answers = 0;   // with the expected status
  std::int64_t refusals = 0;  // with another one
  double seconds = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  std::string first_refusal;  // its first bytes, to know why
  double rate() const { return static_cast<double>(answers) / seconds; }
};
// Throws std::runtime_error when it cannot connect or a connection breaks.
Outcome run(const Load&);

std::string get_request(const std::string& path, const std::string& token = {});
std::string post_request(const std::string& path, const std::string& token,
                         const std::string& json);

}  // namespace quita::bench
