#include "http/worker_pool.h"

#include <algorithm>

namespace quita::http {

WorkerPool::WorkerPool(int threads_max, std::size_t queue_max, int working_max)
    : threads_max_(static_cast<std::size_t>(threads_max)),
      working_max_(std::min<std::size_t>(
          threads_max_, working_max > 0 ? static_cast<std::size_t>(working_max)
                                        : 2 * std::max(1u, std::thread::hardware_concurrency()))),
      queue_max_(queue_max) {}

bool WorkerPool::submit(std::unique_ptr<Task>& task) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || queue_.size() >= queue_max_) return false;
  queue_.push_back(std::move(task));
  if (working_ < working_max_) let_one_on();
  return true;
}

void WorkerPool::let_one_on() {
  if (idle_ > called_) {
    ++called_;
    wake_.notify_one();
  } else if (threads_.size() < threads_max_) {
    threads_.emplace_back([this] { work(); });
  } else {
    return;  // all have a task; the first that ends it takes the next
  }
  ++working_;
}

void WorkerPool::begins_to_wait() {
  const std::lock_guard lock(mutex_);
  --working_;
  if (!queue_.empty() && working_ < working_max_) let_one_on();
}

void WorkerPool::goes_on() {
  const std::lock_guard lock(mutex_);
  ++working_;
}

void WorkerPool::work() {
  Waiting::of_this_thread() = this;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (!queue_.empty() && may_go_on()) {
      auto task = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      task->run();
      task.reset();
      lock.lock();
      continue;
    }
    --working_;
    ++idle_;
    wake_.wait(lock, [&] { return stopping_ || called_ > 0; });
    --idle_;
    if (!stopping_) --called_;
  }
}

void WorkerPool::stop() {
  std::deque<std::unique_ptr<Task>> dropped;
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(queue_);
    threads.swap(threads_);
  }
  wake_.notify_all();
  for (auto& thread : threads) thread.join();
}

}  // namespace quita::http
