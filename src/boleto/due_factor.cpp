#include "boleto/due_factor.h"

#include <cassert>

namespace quita::boleto {

namespace {

constexpr int factor_max = 9999;
constexpr int cycle_first = 1000;  // what follows 9999
constexpr int cycle_days = factor_max - cycle_first + 1;

}  // namespace

int due_factor(Date due) {
  assert(due >= due_date_min);
  const int days = due - due_factor_base;
  return days <= factor_max ? days : cycle_first + (days - cycle_first) % cycle_days;
}

std::optional<Date> due_date(int factor, Date reference) {
  assert(factor >= 0 && factor <= factor_max);
  if (factor == 0) return std::nullopt;
  const Date earliest = reference - due_window_before_days;
  const Date latest = reference + due_window_after_days;
  // Factors below 1000 were only used in the first cycle.
  const int last_cycle = factor < cycle_first ? 0 : (latest - due_factor_base) / cycle_days + 1;
  for (int cycle = 0; cycle <= last_cycle; ++cycle) {
    const Date candidate = due_factor_base + (factor + cycle * cycle_days);
    if (candidate >= earliest && candidate <= latest) return candidate;
  }
  return std::nullopt;
}

}  // namespace quita::boleto
