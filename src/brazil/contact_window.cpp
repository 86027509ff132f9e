#include "brazil/contact_window.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace quita {

namespace {

constexpr int hour = 60;

struct Rule {
  std::string_view state;
  std::string_view law;
  int weekday_from, weekday_to;
  int saturday_from, saturday_to;  // both 0: nobody may be contacted on Saturdays
};

// Nobody may be contacted on Sundays and holidays anywhere in this table.
constexpr std::array<Rule, 5> rules = {{
    {"AL", "Lei 7.782/2016 (AL)", 8 * hour, 20 * hour, 8 * hour, 14 * hour},
    // The law of Amazonas sets only the end; the beginning is the house's default.
    {"AM", "Lei 306/2016 (AM)", 8 * hour, 19 * hour, 0, 0},
    {"ES", "Lei 10.626/2017 (ES)", 8 * hour, 19 * hour, 0, 0},
    {"RJ", "Lei 7.868/2018 (RJ)", 9 * hour, 19 * hour, 0, 0},
    {"SP", "Lei 15.426/2014 (SP)", 8 * hour, 20 * hour, 8 * hour, 14 * hour},
}};
constexpr Rule house_default = {"",       "Regra padrão da casa", 8 * hour, 20 * hour, 8 * hour,
                                14 * hour};

}  // namespace

std::optional<ContactWindow> contact_window(std::string_view state, Date date, bool is_holiday) {
  constexpr unsigned sunday = 0;
  constexpr unsigned saturday = 6;
  if (is_holiday || date.weekday() == sunday) return std::nullopt;
  const std::string code = upper_ascii(state);
  const auto found = std::ranges::find(rules, code, &Rule::state);
  const Rule& rule = found == rules.end() ? house_default : *found;
  if (date.weekday() != saturday) {
    return ContactWindow{rule.weekday_from, rule.weekday_to, rule.law};
  }
  if (rule.saturday_to == 0) return std::nullopt;
  return ContactWindow{rule.saturday_from, rule.saturday_to, rule.law};
}

}  // namespace quita
