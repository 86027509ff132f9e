// A simulated year of a company with 5,000 customers through the real use cases, on SQLite: the
// wall time, and the processor's, which says more on a busy machine.
#include <sys/resource.h>

#include <chrono>

#include "app/year.h"
#include "figure.h"

int main() {
  const auto before = std::chrono::steady_clock::now();
  const int status = quita::app::year({});
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - before;
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  quita::bench::print({"a simulated year of 5,000 customers and 20,000 titles, checked",
                       wall.count(), "s", 60, false, "one writer thread of SQLite"});
  quita::bench::print(
      {"its processor time", seconds(used.ru_utime) + seconds(used.ru_stime), "s", 120, false});
  return status;
}
