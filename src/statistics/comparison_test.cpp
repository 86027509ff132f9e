// Against published figures.
#include "statistics/comparison.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace quita::statistics {
namespace {

// Newcombe, Statist. Med. 17, 857-872 (1998), table I, method 3.
TEST(Wilson, GivesNewcombesTable) {
  const struct {
    int part, whole;
    double low, high;
  } table[] = {{81, 263, 0.2553, 0.3662},
               {15, 148, 0.0624, 0.1605},
               {0, 20, 0, 0.1611},
               {1, 29, 0.0061, 0.1718}};
  for (const auto& row : table) {
    const Interval interval = wilson(row.part, row.whole);
    EXPECT_NEAR(interval.low, row.low, 0.00006) << row.part << "/" << row.whole;
    EXPECT_NEAR(interval.high, row.high, 0.00006) << row.part << "/" << row.whole;
  }
}

// Newcombe, Statist. Med. 17, 873-890 (1998), table II, method 10.
TEST(Newcombe, GivesHisTable) {
  const struct {
    int a, m, b, n;
    double low, high;
  } table[] = {{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},
               {6, 7, 2, 7, 0.0582, 0.8062},     {5, 56, 0, 29, -0.0381, 0.1926},
               {0, 10, 0, 20, -0.1611, 0.2775},  {0, 10, 0, 10, -0.2775, 0.2775},
               {10, 10, 0, 20, 0.6791, 1.0000},  {10, 10, 0, 10, 0.6075, 1.0000}};
  for (const auto& row : table) {
    const Interval interval = newcombe(row.a, row.m, row.b, row.n);
    EXPECT_NEAR(interval.low, row.low, 0.00006) << row.a << "/" << row.m;
    EXPECT_NEAR(interval.high, row.high, 0.00006) << row.a << "/" << row.m;
  }
}

// The table of every book of statistics, 97.5 %.
TEST(Student, GivesTheTable) {
  const std::pair<double, double> table[] = {{1, 12.7062}, {2, 4.3027},  {5, 2.5706},
                                             {10, 2.2281}, {30, 2.0423}, {120, 1.9799}};
  for (const auto& [degrees, t] : table) EXPECT_NEAR(student_quantile(0.975, degrees), t, 0.00006);
  EXPECT_NEAR(student_quantile(0.975, 1e7), 1.95996, 0.00001);
}

// Student's sleep data (Biometrika 6, 1908), as R's t.test gives it: −3.3654832 to 0.2054832.
TEST(Welch, GivesRsIntervalOfStudentsSleepData) {
  const std::vector<double> one{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> two{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const auto difference = welch(sample_of(one), sample_of(two));
  ASSERT_TRUE(difference);
  EXPECT_NEAR(difference->mean, -1.58, 1e-9);
  EXPECT_NEAR(difference->interval.low, -3.3654832, 1e-6);
  EXPECT_NEAR(difference->interval.high, 0.2054832, 1e-6);
}

TEST(Welch, SaysNothingOfAFewOrOfWhatDoesNotVary) {
  const std::vector<double> few{1, 2, 3}, same(20, 5.0);
  EXPECT_FALSE(welch(sample_of(few), sample_of(few)));
  EXPECT_FALSE(welch(sample_of(same), sample_of(same)));
}

// R: 2 * pbinom(149, 360, 0.5) = 0.00126…; binom.test gives the same.
TEST(ChanceOfSplit, IsTheExactBinomialTest) {
  EXPECT_NEAR(chance_of_split(5, 10, 0.5), 1, 1e-12);
  EXPECT_NEAR(chance_of_split(0, 10, 0.5), 2 / 1024.0, 1e-12);
  EXPECT_NEAR(chance_of_split(10, 10, 0.5), 2 / 1024.0, 1e-12);
  EXPECT_NEAR(chance_of_split(1, 10, 0.5), 22 / 1024.0, 1e-12);
  EXPECT_NEAR(chance_of_split(2, 3, 0.1), 2 * (3 * 0.01 * 0.9 + 0.001), 1e-12);
  EXPECT_EQ(chance_of_split(0, 0, 0.5), 1);
  // By adding up the terms.
  double tail = 0, term = std::pow(0.5, 360);
  for (int k = 0; k <= 149; ++k) {
    tail += term;
    term *= (360.0 - k) / (k + 1);
  }
  EXPECT_NEAR(chance_of_split(149, 360, 0.5), 2 * tail, 1e-9);
  EXPECT_NEAR(chance_of_split(211, 360, 0.5), 2 * tail, 1e-9) << "on either side";
}

// Doubted where there is nothing to doubt: no more often than it says.
TEST(ChanceOfSplit, DoubtsAFairDrawSeldom) {
  std::mt19937 random(11);
  std::binomial_distribution<int> draw(500, 0.3);
  int doubted = 0;
  for (int i = 0; i < 20'000; ++i)
    doubted += chance_of_split(draw(random), 500, 0.3) < split_in_doubt;
  EXPECT_LE(doubted, 40) << "of 20,000, 20 are expected";
}

}  // namespace
}  // namespace quita::statistics
