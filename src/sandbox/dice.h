// Seeded chance that gives the same throws on every machine: the standard library's distributions
// do not promise that.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>

namespace quita::sandbox {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {  // splitmix64
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)
  bool chance(double probability) { return unit() < probability; }
  int between(int low, int high) {  // both included
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  // Lognormal by its median; Box–Muller.
  double lognormal(double median, double sigma) {
    const double normal =
        std::sqrt(-2 * std::log(1 - unit())) * std::cos(2 * std::numbers::pi * unit());
    return median * std::exp(sigma * normal);
  }
  template <class T, std::size_t n>
  const T& pick(const T (&items)[n]) {
    return items[next() % n];
  }

 private:
  std::uint64_t state_;
};

}  // namespace quita::sandbox
