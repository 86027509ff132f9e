// What runs by itself beside the server: the daily job at each company's midnight, the sender, and
// the drop folders. Each is a loop of its own thread that survives a database that is away.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace quita::app {

class Background {
 public:
  Background() = default;
  ~Background() { stop(); }
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Calls `work` now, and again `pause` after it came back, until stop(). What it throws is logged
  // under `name`, and the next round comes all the same.
  void every(std::string name, std::chrono::milliseconds pause, std::function<void()> work);
  bool running() const { return !stopping_.stop_requested(); }
  // For work that waits for another machine: it ends within a second of a stop.
  std::stop_token stopping() const { return stopping_.get_token(); }
  void stop();

 private:
  std::stop_source stopping_;
  std::vector<std::thread> threads_;
};

}  // namespace quita::app
