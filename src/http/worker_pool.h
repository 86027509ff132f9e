// A bounded pool of threads for synchronous work. Threads are started as work arrives, up to the
// maximum, and stay; a full queue refuses at once. As many threads work at once as the cores, or
// the database's connections, can serve, besides those that wait (base/waiting.h): more would only
// take turns, and wake and sleep for every task.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/waiting.h"

namespace quita::http {

class WorkerPool : private Waiting::Listener {
 public:
  class Task {
   public:
    virtual ~Task() = default;
    virtual void run() = 0;
  };

  // working_max 0: twice the cores.
  WorkerPool(int threads_max, std::size_t queue_max, int working_max = 0);
  ~WorkerPool() { stop(); }

  // False, and the task stays with the caller, when the queue is full or the pool stops.
  bool submit(std::unique_ptr<Task>& task);
  // Finishes what runs, drops what waits, joins.
  void stop();

 private:
  void begins_to_wait() override;
  void goes_on() override;
  // Both with mutex_ held.
  void let_one_on();
  bool may_go_on() const { return working_ <= working_max_; }

  void work();

  const std::size_t threads_max_;
  const std::size_t working_max_;
  const std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::unique_ptr<Task>> queue_;
  std::vector<std::thread> threads_;
  std::size_t working_ = 0;  // threads with a task or on their way to one, without those that wait
  std::size_t idle_ = 0;     // threads that sleep
  std::size_t called_ = 0;   // of those, to be woken
  bool stopping_ = false;
};

}  // namespace quita::http
