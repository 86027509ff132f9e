// A pool of threads runs no more of them at once than the cores can serve. A thread that is about
// to wait for a disk or another machine says so with a Waiting, and its pool lets another one on
// for as long. Outside a pool it does nothing.
#pragma once

namespace quita {

class Waiting {
 public:
  class Listener {
   public:
    virtual void begins_to_wait() = 0;
    virtual void goes_on() = 0;

   protected:
    ~Listener() = default;
  };

  Waiting() : listener_(of_this_thread()) {
    if (listener_ != nullptr) listener_->begins_to_wait();
  }
  ~Waiting() {
    if (listener_ != nullptr) listener_->goes_on();
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  // A pool sets it in each of its threads.
  static Listener*& of_this_thread() {
    thread_local Listener* listener = nullptr;
    return listener;
  }

 private:
  Listener* const listener_;
};

}  // namespace quita
