// At most N things of a kind, made when first needed, lent to one user at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "db/db.h"

namespace quita::db {

template <class T>
class Pool {
 public:
  Pool(int size_max, int wait_ms_max, std::function<std::unique_ptr<T>()> make)
      : size_max_(size_max), wait_ms_max_(wait_ms_max), make_(std::move(make)) {}

  // Gives the thing back when it goes; `drop` throws it away instead.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<T> thing) : pool_(&pool), thing_(std::move(thing)) {}
    Lease(Lease&& other) noexcept : pool_(other.pool_), thing_(std::move(other.thing_)) {
      other.pool_ = nullptr;
    }
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_) pool_->give_back(std::move(thing_));
    }
    T& operator*() { return *thing_; }
    T* operator->() { return thing_.get(); }
    void drop() { thing_.reset(); }

   private:
    Pool* pool_;
    std::unique_ptr<T> thing_;
  };

  // Throws a retryable Failure when none comes free in time.
  Lease take() {
    std::unique_lock lock(mutex_);
    const bool free = freed_.wait_for(lock, std::chrono::milliseconds(wait_ms_max_),
                                      [&] { return !idle_.empty() || lent_ < size_max_; });
    if (!free) throw Failure("no database connection came free in time", true);
    ++lent_;
    if (!idle_.empty()) {
      auto thing = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(thing));
    }
    lock.unlock();
    try {
      return Lease(*this, make_());
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }

  // Throws away what is not lent: after a lost connection the others are likely lost too.
  void drop_idle() {
    std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  void give_back(std::unique_ptr<T> thing) {
    {
      std::lock_guard lock(mutex_);
      --lent_;
      if (thing) idle_.push_back(std::move(thing));
    }
    freed_.notify_one();
  }

  const int size_max_;
  const int wait_ms_max_;
  const std::function<std::unique_ptr<T>()> make_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<T>> idle_;
  int lent_ = 0;
};

}  // namespace quita::db
