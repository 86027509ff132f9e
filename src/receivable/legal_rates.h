// Taxa legal (CC 406, Lei 14.905/2024): the interest that is owed where none was agreed. A monthly
// rate published by BACEN (SGS 29543: FatorSelic ÷ FatorIPCA-15 − 1 of the month before, floor 0,
// Res. CMN 5.171/2024), pro-rated by calendar days of each month and added up as simple interest.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace quita::receivable {

// In millionths of a percent, as published: 0.605306 % is 605'306.
struct LegalRate {
  int year = 0;
  unsigned month = 0;
  std::int64_t micro_percent = 0;
};

class LegalRates {
 public:
  LegalRates() = default;
  explicit LegalRates(std::vector<LegalRate> rates);
  // What BACEN published from August 2024 to September 2026; 29 August 2024 and before have no
  // legal rate here, and no interest is demanded for them.
  static const LegalRates& published();
  // The same with a company's own additions (later months).
  LegalRates with(const std::vector<LegalRate>& more) const;

  struct Found {
    std::int64_t micro_percent = 0;
    bool known = true;  // false: the last known rate before that month stands in for it
  };
  Found of(Date day) const;
  std::vector<LegalRate> all() const;

 private:
  std::map<int, std::int64_t> by_month_;  // year × 12 + month − 1
};

}  // namespace quita::receivable
