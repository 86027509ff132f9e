// What a difference between two groups of customers is worth: estimates with their uncertainty.
// Pure numbers; money comes in as sums of centavos and leaves as a share.
//
// Customers are drawn at random, not titles: one who buys ten times is one observation, or the
// interval would be too narrow. Hence the ratio of two sums over customers, with its linearised
// variance (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, section 2.11).
#pragma once

#include <span>

namespace quita::statistics {

// The standard normal distribution's quantile, |error| < 1e-9; 0 < p < 1.
double normal_quantile(double p);

struct Observation {
  double part = 0;   // what came in, or the days, of one customer
  double whole = 0;  // what was owed, or the titles, of the same
};
struct Estimate {
  double value = 0;
  double variance = 0;  // of the value
  int observations = 0;
};
// Σ part / Σ whole. With fewer than two observations, or nothing owed: value and variance 0.
Estimate ratio_of_sums(std::span<const Observation>);
// Independent groups.
Estimate difference(const Estimate& a, const Estimate& b);  // a − b

struct Interval {
  double low = 0, high = 0;
  bool excludes_zero() const { return low > 0 || high < 0; }
};
// For one look, decided on beforehand. `confidence` 0.95: 95 %.
Interval fixed_interval(const Estimate&, double confidence);

// For as many looks as anybody likes: at least `confidence` that the truth is in every one of the
// intervals ever looked at, so that stopping when one of them excludes zero is honest. It is the
// confidence sequence of the mixture of normals N(0, tau²):
//   ± sqrt( V (V + tau²) / tau² · log( (V + tau²) / (V · alpha²) ) ),   V the variance.
// R. Johari, P. Koomen, L. Pekelis, D. Walsh, "Always Valid Inference", Operations Research 70(3),
// 2022, section 4; S. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, Annals of Statistics 49(2), 2021,
// proposition 5. `tau` is the size of difference that one expects, said before the data: another
// one makes the interval wider, never wrong. It is wider than the fixed one: that is the price.
Interval always_valid_interval(const Estimate&, double confidence, double tau);

}  // namespace quita::statistics
