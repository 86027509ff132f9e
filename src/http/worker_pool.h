// A bounded pool of threads for synchronous work. Threads are started as work arrives, up to the
// maximum, and stay; a full queue refuses at once.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace quita::http {

class WorkerPool {
 public:
  class Task {
   public:
    virtual ~Task() = default;
    virtual void run() = 0;
  };

  WorkerPool(int threads_max, std::size_t queue_max)
      : threads_max_(static_cast<std::size_t>(threads_max)), queue_max_(queue_max) {}
  ~WorkerPool() { stop(); }

  // False, and the task stays with the caller, when the queue is full or the pool stops.
  bool submit(std::unique_ptr<Task>& task);
  // Finishes what runs, drops what waits, joins.
  void stop();

 private:
  void work();

  const std::size_t threads_max_;
  const std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::unique_ptr<Task>> queue_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace quita::http
