#include "receivable/legal_rates.h"

namespace quita::receivable {
namespace {

constexpr int index(int year, unsigned month) { return year * 12 + static_cast<int>(month) - 1; }

// Lei 14.905/2024 and Res. CMN 5.171/2024 hold from this day on.
constexpr Date first_day(2024, 8, 30);

// BACEN, SGS series 29543, as consulted on 2026-09-17.
constexpr LegalRate sgs_29543[] = {
    {2024, 8, 605'306},   {2024, 9, 676'227},   {2024, 10, 704'241}, {2024, 11, 385'874},
    {2024, 12, 171'924},  {2025, 1, 589'427},   {2025, 2, 902'209},  {2025, 3, 0},
    {2025, 4, 321'969},   {2025, 5, 623'200},   {2025, 6, 775'982},  {2025, 7, 834'880},
    {2025, 8, 942'622},   {2025, 9, 1'305'984}, {2025, 10, 736'394}, {2025, 11, 1'093'764},
    {2025, 12, 851'001},  {2026, 1, 967'510},   {2026, 2, 962'232},  {2026, 3, 155'714},
    {2026, 4, 768'672},   {2026, 5, 198'293},   {2026, 6, 450'641},  {2026, 7, 706'607},
    {2026, 8, 1'154'527}, {2026, 9, 1'499'119},
};

}  // namespace

LegalRates::LegalRates(std::vector<LegalRate> rates) {
  for (const LegalRate& rate : rates) {
    by_month_[index(rate.year, rate.month)] = rate.micro_percent;
  }
}

const LegalRates& LegalRates::published() {
  static const LegalRates rates(std::vector<LegalRate>(std::begin(sgs_29543), std::end(sgs_29543)));
  return rates;
}

LegalRates LegalRates::with(const std::vector<LegalRate>& more) const {
  LegalRates both = *this;
  for (const LegalRate& rate : more) {
    both.by_month_[index(rate.year, rate.month)] = rate.micro_percent;
  }
  return both;
}

LegalRates::Found LegalRates::of(Date day) const {
  if (day < first_day) return {0, true};
  const int month = index(day.year(), day.month());
  const auto after = by_month_.upper_bound(month);
  if (after == by_month_.begin()) return {0, false};
  const auto& [found, rate] = *std::prev(after);
  return {rate, found == month};
}

std::vector<LegalRate> LegalRates::all() const {
  std::vector<LegalRate> rates;
  for (const auto& [month, rate] : by_month_) {
    rates.push_back({month / 12, static_cast<unsigned>(month % 12) + 1, rate});
  }
  return rates;
}

}  // namespace quita::receivable
