#include "app/background.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>

namespace quita::app {

void Background::every(std::string name, std::chrono::milliseconds pause,
                       std::function<void()> work) {
  threads_.emplace_back([this, name = std::move(name), pause, work = std::move(work)] {
    constexpr std::chrono::milliseconds step{50};  // how long a stop may take
    while (running()) {
      try {
        work();
      } catch (const std::exception& trouble) {
        spdlog::error("{}: {}", name, trouble.what());
      }
      for (auto waited = step; running() && waited < pause; waited += step) {
        std::this_thread::sleep_for(step);
      }
    }
  });
}

void Background::stop() {
  stopping_.request_stop();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace quita::app
