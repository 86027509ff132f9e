#include "agreement/plan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace quita::agreement {
namespace {

constexpr int month_days = 30;
constexpr std::int64_t millionths = 1'000'000;

constexpr std::array<std::pair<Interval, std::string_view>, 3> intervals = {
    {{Interval::week, "week"}, {Interval::fortnight, "fortnight"}, {Interval::month, "month"}}};

int days_of(Interval interval) {
  return interval == Interval::week ? 7 : interval == Interval::fortnight ? 15 : month_days;
}

Date due_of(Date first, Interval interval, int nth) {
  return interval == Interval::month ? first.add_months(nth) : first + days_of(interval) * nth;
}

}  // namespace

std::string_view word(Interval interval) {
  return intervals[static_cast<std::size_t>(interval)].second;
}

std::optional<Interval> parse_interval(std::string_view text) {
  for (const auto& [interval, word] : intervals) {
    if (word == text) return interval;
  }
  return std::nullopt;
}

std::optional<Plan> plan(Money sum, int count, const Terms& terms, Date signed_on) {
  if (count < 2 || count > terms.most || !sum.positive()) return std::nullopt;
  const bool down_payment = !terms.first.zero();
  const Money first = down_payment ? apply(sum, terms.first, Rounding::half_up) : Money();
  const Money rest = sum - first;
  const int parts = down_payment ? count - 1 : count;
  if (!rest.positive()) return std::nullopt;
  // 0 + 1 + 2 …: a part that is due with the first payment bears nothing.
  const std::int64_t intervals_borne = static_cast<std::int64_t>(count) * (count - 1) / 2;
  Plan made;
  made.sum = sum;
  made.interest =
      multiply_divide(rest, terms.interest.ppm() * intervals_borne * days_of(terms.interval),
                      millionths * month_days * parts, Rounding::half_up);
  const Money spread = rest + made.interest;
  const Money each = multiply_divide(spread, 1, parts, Rounding::down);
  const Date first_due = signed_on + terms.first_days;
  for (int nth = 0; nth < count; ++nth) {
    const bool last = nth == count - 1;
    const Money amount = down_payment && nth == 0 ? first
                         : last                   ? spread - each * (parts - 1)
                                                  : each;
    if (!amount.positive() || amount < terms.least) return std::nullopt;
    made.instalments.push_back({due_of(first_due, terms.interval, nth), amount});
  }
  return made;
}

std::vector<Plan> plans(Money sum, const Terms& terms, Date signed_on) {
  std::vector<Plan> all;
  for (int count = 2; count <= terms.most; ++count) {
    if (auto made = plan(sum, count, terms, signed_on)) all.push_back(*std::move(made));
  }
  return all;
}

}  // namespace quita::agreement
