// A sum in instalments; pure.
//
//   first  = share of the sum, rounded half up to the centavo; or, where no share is asked for, one
//            of equal parts
//   rest   = sum − first, in equal parts; part k (k = 0, 1, 2 …) bears simple interest for k
//            intervals after the first payment: interest = Σ rest/parts × rate × days_k / 30, a
//            month of 30 days, rounded once, half up
//   each   = (rest + interest) ÷ parts, rounded down; the last takes the centavos that are left
// so that the instalments add up to sum + interest, always. Simple and never compound: whoever is
// no bank may not take interest on interest (Dec. 22.626/1933, art. 4º; STF, Súmula 121).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"

namespace quita::agreement {

enum class Interval { week, fortnight, month };  // 7 days, 15 days, the same day of each month
std::string_view word(Interval);                 // "month"
std::optional<Interval> parse_interval(std::string_view word);

struct Terms {
  int most = 1;  // instalments, the first payment among them; 1: none
  Rate first;    // of the sum, paid first; zero: an equal part
  Interval interval = Interval::month;
  Money least;         // no instalment is smaller
  Rate interest;       // a month
  int first_days = 3;  // from the signing to the first payment
};
inline constexpr int instalments_most = 60;  // five years, as Lei 14.181/2021 has it at most

struct PlannedInstalment {
  Date due;
  Money amount;
};
struct Plan {
  Money sum, interest;
  std::vector<PlannedInstalment> instalments;
  Money total() const { return sum + interest; }
};

// Nothing where the terms do not allow it: count out of [2, most], or an instalment below the
// least.
std::optional<Plan> plan(Money sum, int count, const Terms&, Date signed_on);
// Every one that the terms allow, by their counts.
std::vector<Plan> plans(Money sum, const Terms&, Date signed_on);

}  // namespace quita::agreement
