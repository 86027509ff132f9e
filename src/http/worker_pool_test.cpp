#include "http/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <semaphore>

namespace quita::http {
namespace {

class Call final : public WorkerPool::Task {
 public:
  explicit Call(std::function<void()> function) : function_(std::move(function)) {}
  void run() override { function_(); }

 private:
  std::function<void()> function_;
};

bool submit(WorkerPool& pool, std::function<void()> function) {
  std::unique_ptr<WorkerPool::Task> task = std::make_unique<Call>(std::move(function));
  return pool.submit(task);
}

// A company's slow disk or mail server must not keep the others from their pages.
TEST(WorkerPool, ThoseThatWaitLetOthersOn) {
  constexpr int threads = 64;
  WorkerPool pool(threads, 1000);
  std::latch all_wait(threads - 1);
  std::latch answered(1);
  std::latch over(threads - 1);
  for (int i = 0; i < threads - 1; ++i) {
    ASSERT_TRUE(submit(pool, [&] {
      {
        const Waiting for_a_disk;
        all_wait.count_down();
        answered.wait();
      }
      over.count_down();
    }));
  }
  all_wait.wait();
  ASSERT_TRUE(submit(pool, [&] { answered.count_down(); }));
  over.wait();
}

// The most tasks that a pool of 64 threads ran at once.
int most_at_once(int working_max) {
  std::atomic<int> at_once = 0;
  std::atomic<int> most = 0;
  std::latch over(500);
  WorkerPool pool(64, 1000, working_max);
  for (int i = 0; i < 500; ++i) {
    EXPECT_TRUE(submit(pool, [&] {
      const int now = ++at_once;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::yield();
      --at_once;
      over.count_down();
    }));
  }
  over.wait();
  return most;
}

TEST(WorkerPool, WorksOnNoMoreAtOnceThanTheCoresCanServe) {
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  EXPECT_LE(most_at_once(0), 2 * cores);
  EXPECT_EQ(most_at_once(1), 1);
}

TEST(WorkerPool, WorksOnAsManyAtOnceAsItIsTold) {
  constexpr int connections = 8;
  std::latch all_work(connections);
  std::latch over(connections);
  WorkerPool pool(64, 1000, connections);
  for (int i = 0; i < connections; ++i) {
    ASSERT_TRUE(submit(pool, [&] {
      all_work.arrive_and_wait();
      over.count_down();
    }));
  }
  over.wait();
}

TEST(WorkerPool, AFullQueueRefusesAtOnce) {
  WorkerPool pool(1, 1);
  std::binary_semaphore begun(0);
  std::binary_semaphore go_on(0);
  ASSERT_TRUE(submit(pool, [&] {
    begun.release();
    go_on.acquire();
  }));
  begun.acquire();
  EXPECT_TRUE(submit(pool, [] {}));
  EXPECT_FALSE(submit(pool, [] {}));
  go_on.release();
}

}  // namespace
}  // namespace quita::http
