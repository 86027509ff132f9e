// What can honestly be said of a difference between two groups. Pure.
//
// Shares (of payers): Wilson's score interval, and Newcombe's hybrid of two of them for their
// difference (method 10 of Statist. Med. 17, 873-890, 1998), which holds for small groups and for
// shares of 0 and 1. Means (R$ a customer): Welch's t interval, which supposes neither equal
// variances nor equal sizes; it leans on the mean of many customers being nearly normal, and is
// therefore not told of a group of fewer than welch_group_min.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "statistics/interval.h"

namespace quita::statistics {

inline constexpr double confidence = 0.95;

// `part` of `whole`; whole > 0.
Interval wilson(std::int64_t part, std::int64_t whole);
// share a − share b.
Interval newcombe(std::int64_t part_a, std::int64_t whole_a, std::int64_t part_b,
                  std::int64_t whole_b);

// How likely a draw that gives each of `whole` a chance `p` of being in the part is to be as far
// from p × whole as `part` or farther, on either side: the exact binomial test, twice the smaller
// tail, at most 1. whole ≥ part ≥ 0, 0 < p < 1. Sample-ratio mismatch: R. Kohavi, D. Tang, Y. Xu,
// "Trustworthy Online Controlled Experiments" (2020), chapter 21, which doubts below 0.001.
double chance_of_split(std::int64_t part, std::int64_t whole, double p);
inline constexpr double split_in_doubt = 0.001;

inline constexpr std::int64_t welch_group_min = 10;

struct Sample {
  std::int64_t count = 0;
  double mean = 0, variance = 0;  // of the sample: n − 1
};
Sample sample_of(std::span<const double>);
struct Difference {
  double mean = 0;  // a − b
  Interval interval;
};
// Nothing when a group is too small, or when nothing varies.
std::optional<Difference> welch(const Sample& a, const Sample& b,
                                std::int64_t group_min = welch_group_min);

// The p quantile of Student's t; 0.5 < p < 1, degrees > 0, not necessarily whole.
double student_quantile(double p, double degrees);

}  // namespace quita::statistics
