#include "statistics/interval.h"

#include <cmath>
#include <limits>

namespace quita::statistics {

// Newton's steps on the distribution function, from a start by its own logistic approximation; the
// function itself is the library's erfc.
double normal_quantile(double p) {
  const auto below = [](double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; };
  const auto density = [](double x) {
    return std::exp(-x * x / 2) / std::sqrt(2 * 3.14159265358979323846);
  };
  constexpr double logistic = 1.702;
  constexpr int steps_max = 60;
  double x = std::log(p / (1 - p)) / logistic;
  for (int step = 0; step < steps_max; ++step) {
    const double change = (below(x) - p) / density(x);
    // Far out the curve is flat and a whole step would leap over the root.
    x -= std::fmax(-1.0, std::fmin(1.0, change));
    if (std::fabs(change) < 1e-12) break;
  }
  return x;
}

Estimate ratio_of_sums(std::span<const Observation> observations) {
  Estimate estimate;
  estimate.observations = static_cast<int>(observations.size());
  double part = 0;
  double whole = 0;
  for (const Observation& each : observations) {
    part += each.part;
    whole += each.whole;
  }
  if (observations.size() < 2 || whole == 0) return estimate;
  estimate.value = part / whole;
  double squares = 0;
  for (const Observation& each : observations) {
    const double rest = each.part - estimate.value * each.whole;
    squares += rest * rest;
  }
  const auto n = static_cast<double>(observations.size());
  estimate.variance = squares * n / (n - 1) / (whole * whole);
  return estimate;
}

Estimate difference(const Estimate& a, const Estimate& b) {
  return {a.value - b.value, a.variance + b.variance, a.observations + b.observations};
}

Interval fixed_interval(const Estimate& estimate, double confidence) {
  const double half = normal_quantile(1 - (1 - confidence) / 2) * std::sqrt(estimate.variance);
  return {estimate.value - half, estimate.value + half};
}

Interval always_valid_interval(const Estimate& estimate, double confidence, double tau) {
  const double v = estimate.variance;
  constexpr double endless = std::numeric_limits<double>::infinity();
  // No variance is no knowledge: all customers alike so far, or none.
  if (v <= 0) return {-endless, endless};
  const double alpha = 1 - confidence;
  const double mixed = v + tau * tau;
  const double half = std::sqrt(v * mixed / (tau * tau) * std::log(mixed / (v * alpha * alpha)));
  return {estimate.value - half, estimate.value + half};
}

}  // namespace quita::statistics
