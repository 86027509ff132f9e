// Intervals against published figures, and against what they promise: how often chance alone leads
// somebody astray who looks every day.
#include "statistics/interval.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace quita::statistics {
namespace {

TEST(NormalQuantile, IsThatOfTheTables) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-9);
  EXPECT_NEAR(normal_quantile(0.95), 1.644853626951473, 1e-9);
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-12);
  EXPECT_NEAR(normal_quantile(0.005), -2.575829303548901, 1e-9);
  EXPECT_NEAR(normal_quantile(0.9999), 3.719016485455709, 1e-8);
}

// n pairs with these sums and sums of squares and products: two zero-mean patterns, at right
// angles.
std::vector<Observation> with_sums(int n, double x, double y, double xx, double yy, double xy) {
  const auto size = static_cast<double>(n);
  const double sxx = xx - x * x / size;
  const double syy = yy - y * y / size;
  const double sxy = xy - x * y / size;
  const double u = 1 / std::sqrt(2.0);
  const double a = std::sqrt(sxx);
  const double b = sxy / a;
  const double c = std::sqrt(syy - b * b);
  std::vector<Observation> pairs;
  for (int i = 0; i < n; ++i) {
    const double first = i == 0 ? u : i == 1 ? -u : 0;
    const double second = i == 2 ? u : i == 3 ? -u : 0;
    pairs.push_back({y / size + b * first + c * second, x / size + a * first});
  }
  return pairs;
}

// Cochran 1977, section 2.11: food cost a head in 33 families, 907.2 dollars for 123 heads. The
// book finds 7.38 with a standard error of 0.534.
TEST(RatioOfSums, IsThatOfTheBook) {
  const auto families = with_sums(33, 123, 907.2, 533, 28'224, 3'595.5);
  const Estimate ratio = ratio_of_sums(families);
  EXPECT_NEAR(ratio.value, 7.38, 0.005);
  EXPECT_NEAR(std::sqrt(ratio.variance), 0.534, 0.0005);
  EXPECT_EQ(ratio.observations, 33);
}

TEST(RatioOfSums, OfNothingKnowsNothing) {
  EXPECT_EQ(ratio_of_sums({}).variance, 0);
  const std::vector<Observation> one = {{1, 1}};
  const Interval interval = always_valid_interval(ratio_of_sums(one), 0.95, 0.05);
  EXPECT_FALSE(interval.excludes_zero());
  EXPECT_TRUE(std::isinf(interval.high));
}

// The authors' own implementation (github.com/gostevehoward/confseq, its unit test): a sum of
// intrinsic time 100 with rho 12.60056 is bounded by 30.35209 at 5 %. As a mean: variance 1/100,
// tau² = 1/rho.
TEST(AlwaysValid, IsTheBoundOfItsAuthors) {
  const Interval interval = always_valid_interval({0, 0.01, 100}, 0.95, std::sqrt(1 / 12.60056));
  EXPECT_NEAR(interval.high, 0.3035209, 1e-6);
  EXPECT_NEAR(interval.low, -0.3035209, 1e-6);
}

TEST(AlwaysValid, IsWiderThanTheOneForASingleLook) {
  const Estimate estimate{0.1, 0.0004, 500};
  const Interval once = fixed_interval(estimate, 0.95);
  EXPECT_NEAR(once.high, 0.1 + 1.959963984540054 * 0.02, 1e-9);
  const Interval always = always_valid_interval(estimate, 0.95, 0.05);
  EXPECT_LT(always.low, once.low);
  EXPECT_GT(always.high, once.high);
}

// Two groups that are the same, looked at after every fifty customers of each, two hundred times:
// who stops at the first interval that excludes zero is wrong in at most 5 % of the lives with the
// one, and in a third of them with the other.
TEST(AlwaysValid, WhoLooksEveryDayIsSeldomMisled) {
  constexpr int lives = 400;
  constexpr int looks = 200;
  constexpr int at_once = 50;
  constexpr int looks_before = 2;  // a variance of a few customers is none
  std::mt19937 random(20261122);
  std::bernoulli_distribution pays(0.8);
  int misled_always = 0;
  int misled_once = 0;
  for (int life = 0; life < lives; ++life) {
    int paid[2] = {0, 0};
    bool always = false;
    bool once = false;
    for (int look = 1; look <= looks; ++look) {
      for (int& group : paid) {
        for (int i = 0; i < at_once; ++i) group += pays(random) ? 1 : 0;
      }
      if (look <= looks_before) continue;
      const auto estimate = [&](int group) {
        const double n = look * at_once;
        const double share = paid[group] / n;
        return Estimate{share, share * (1 - share) / n, look * at_once};
      };
      const Estimate gap = difference(estimate(0), estimate(1));
      always = always || always_valid_interval(gap, 0.95, 0.05).excludes_zero();
      once = once || fixed_interval(gap, 0.95).excludes_zero();
    }
    misled_always += always ? 1 : 0;
    misled_once += once ? 1 : 0;
  }
  EXPECT_LE(misled_always, lives * 5 / 100);
  EXPECT_GT(misled_once, lives * 25 / 100);
}

// A difference that is there is found.
TEST(AlwaysValid, FindsADifferenceOfFivePoints) {
  const double n = 4'000;
  const Estimate better{0.85, 0.85 * 0.15 / n, 4'000};
  const Estimate worse{0.80, 0.80 * 0.20 / n, 4'000};
  EXPECT_TRUE(always_valid_interval(difference(better, worse), 0.95, 0.05).excludes_zero());
}

// Customers with many titles are one observation each: taking titles for customers would claim a
// variance several times too small.
TEST(RatioOfSums, CountsCustomersNotTitles) {
  std::vector<Observation> customers, titles;
  for (int i = 0; i < 100; ++i) {
    const bool good = i % 2 == 0;
    customers.push_back({good ? 10.0 : 0.0, 10.0});
    for (int k = 0; k < 10; ++k) titles.push_back({good ? 1.0 : 0.0, 1.0});
  }
  EXPECT_DOUBLE_EQ(ratio_of_sums(customers).value, ratio_of_sums(titles).value);
  EXPECT_NEAR(ratio_of_sums(customers).variance / ratio_of_sums(titles).variance, 10, 0.2);
}

}  // namespace
}  // namespace quita::statistics
