#include "statistics/comparison.h"

#include <algorithm>
#include <cmath>

namespace quita::statistics {
namespace {

constexpr double z = 1.959963984540054;  // of 95 %, both sides

// I_x(a, b), by its continued fraction (Abramowitz & Stegun 26.5.8, evaluated as Lentz does).
double fraction_of_beta(double a, double b, double x) {
  constexpr int steps_max = 500;
  constexpr double tiny = 1e-300, exact = 1e-15;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  if (std::abs(d) < tiny) d = tiny;
  d = 1 / d;
  double value = d;
  for (int m = 1; m <= steps_max; ++m) {
    const double two = 2.0 * m;
    const double terms[] = {m * (b - m) * x / ((a + two - 1) * (a + two)),
                            -(a + m) * (a + b + m) * x / ((a + two) * (a + two + 1))};
    double change = 1;
    for (const double term : terms) {
      d = 1 + term * d;
      c = 1 + term / c;
      if (std::abs(d) < tiny) d = tiny;
      if (std::abs(c) < tiny) c = tiny;
      d = 1 / d;
      change = c * d;
      value *= change;
    }
    if (std::abs(change - 1) < exact) break;
  }
  return value;
}

double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) +
                                a * std::log(x) + b * std::log1p(-x));
  // The fraction converges fast on this side of the mean, the symmetry gives the other.
  if (x < (a + 1) / (a + b + 2)) return front * fraction_of_beta(a, b, x) / a;
  return 1 - front * fraction_of_beta(b, a, 1 - x) / b;
}

double student_probability(double t, double degrees) {
  const double tail = incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2;
  return t > 0 ? 1 - tail : tail;
}

}  // namespace

double chance_of_split(std::int64_t part, std::int64_t whole, double p) {
  const auto n = static_cast<double>(whole), k = static_cast<double>(part);
  // P(X ≤ k) = I_{1−p}(n − k, k + 1) and P(X ≥ k) = I_p(k, n − k + 1).
  const double below = part >= whole ? 1 : incomplete_beta(n - k, k + 1, 1 - p);
  const double above = part <= 0 ? 1 : incomplete_beta(k, n - k + 1, p);
  return std::min(1.0, 2 * std::min(below, above));
}

Interval wilson(std::int64_t part, std::int64_t whole) {
  const double n = static_cast<double>(whole), p = static_cast<double>(part) / n;
  const double middle = p + z * z / (2 * n);
  const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {std::max(0.0, (middle - spread) / scale), std::min(1.0, (middle + spread) / scale)};
}

Interval newcombe(std::int64_t part_a, std::int64_t whole_a, std::int64_t part_b,
                  std::int64_t whole_b) {
  const double a = static_cast<double>(part_a) / static_cast<double>(whole_a);
  const double b = static_cast<double>(part_b) / static_cast<double>(whole_b);
  const Interval of_a = wilson(part_a, whole_a), of_b = wilson(part_b, whole_b);
  return {a - b - std::hypot(a - of_a.low, of_b.high - b),
          a - b + std::hypot(of_a.high - a, b - of_b.low)};
}

Sample sample_of(std::span<const double> values) {
  Sample sample;
  sample.count = static_cast<std::int64_t>(values.size());
  if (values.empty()) return sample;
  double sum = 0;
  for (const double value : values) sum += value;
  sample.mean = sum / static_cast<double>(values.size());
  if (values.size() < 2) return sample;
  double squares = 0;
  for (const double value : values) squares += (value - sample.mean) * (value - sample.mean);
  sample.variance = squares / static_cast<double>(values.size() - 1);
  return sample;
}

std::optional<Difference> welch(const Sample& a, const Sample& b, std::int64_t group_min) {
  if (a.count < group_min || b.count < group_min || a.count < 2 || b.count < 2) return std::nullopt;
  const double of_a = a.variance / static_cast<double>(a.count);
  const double of_b = b.variance / static_cast<double>(b.count);
  const double both = of_a + of_b;
  if (both <= 0) return std::nullopt;
  // Welch-Satterthwaite.
  const double degrees = both * both /
                         (of_a * of_a / static_cast<double>(a.count - 1) +
                          of_b * of_b / static_cast<double>(b.count - 1));
  const double mean = a.mean - b.mean;
  const double spread = student_quantile((1 + confidence) / 2, degrees) * std::sqrt(both);
  return Difference{mean, {mean - spread, mean + spread}};
}

double student_quantile(double p, double degrees) {
  double low = 0, high = 1;
  while (student_probability(high, degrees) < p && high < 1e9) high *= 2;
  for (int i = 0; i < 200 && high - low > 1e-12 * high; ++i) {
    const double middle = (low + high) / 2;
    (student_probability(middle, degrees) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace quita::statistics
