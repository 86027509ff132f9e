// How often a second one core does a thing.
#pragma once

#include <algorithm>
#include <ctime>

namespace quita::bench {

// CPU seconds of this thread: what other programs of the machine take is not counted.
inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// `work` does `count` of the things. The best of five rounds of at least 0.3 CPU seconds each,
// after one that warms up: neighbours on the same machine take cache and clock, and never give any.
template <class Work>
double rate_of(double count, Work work) {
  work();
  double best = 0;
  for (int round = 0; round < 5; ++round) {
    double done = 0;
    double passed = 0;
    const double begin = cpu_seconds();
    do {
      work();
      done += count;
      passed = cpu_seconds() - begin;
    } while (passed < 0.3);
    best = std::max(best, done / passed);
  }
  return best;
}

// Keeps a result from being optimised away.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "r,m"(value) : "memory");
}

}  // namespace quita::bench
