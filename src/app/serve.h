// `quita serve` and `quita demo`: everything one machine needs, in one process.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/system.h"

namespace quita::app {

struct ServeOptions {
  Location location;
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string public_url;  // how customers reach it; empty: http://host:port
  bool behind_tls = false;
  std::vector<std::string> trusted_proxies;
  int workers = 64;
  double public_requests_per_second = 20;  // per address, on routes without a login; 0: no limit
  bool background = true;                  // daily job, sender, drop folders
};

// Serves until SIGINT or SIGTERM. Prints the address. Returns the exit status.
int serve(const ServeOptions&);

}  // namespace quita::app
