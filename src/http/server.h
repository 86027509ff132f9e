// The HTTP/1.1 server. Sockets, timeouts and limits are kept by coroutines on a few I/O threads;
// the handler is plain synchronous code on a bounded pool of workers. When every worker is busy and
// the queue is full, the answer is 503 with Retry-After, at once: the queue never grows.
//
// TLS ends at a proxy in front (nginx, Caddy, a load balancer) that sends X-Forwarded-For and
// X-Forwarded-Proto; name its address in trusted_proxies, and set behind_tls.
//
// Time until an answer = queue wait + handler; a head must be complete within head_timeout_ms of
// its first byte, a body within body_timeout_ms, the next request within idle_timeout_ms.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/date.h"
#include "http/dispatcher.h"

namespace quita::http {

struct ServerConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, told by Server::port
  int io_threads = 1;
  int workers = 64;
  // Of the workers, as many work at once besides those that wait (worker_pool.h); 0: twice the
  // cores.
  int working_max = 0;
  std::size_t queue_max = 1024;
  std::size_t connections_max = 10'000;
  std::size_t head_bytes_max = 16 * 1024;
  int head_timeout_ms = 10'000;
  int body_timeout_ms = 30'000;
  int idle_timeout_ms = 60'000;
  int write_timeout_ms = 30'000;
  // Whose X-Forwarded-For is believed: addresses as text, "127.0.0.1", "::1".
  std::vector<std::string> trusted_proxies;
  bool behind_tls = false;  // adds Strict-Transport-Security
};

class Server {
 public:
  // Binds and listens; throws std::runtime_error naming address and reason when it cannot.
  Server(ServerConfig, Handler&, const Clock&);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  // Takes no new connection, answers what has begun (at most drain_ms), closes, joins all threads.
  void stop(int drain_ms = 10'000);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quita::http
