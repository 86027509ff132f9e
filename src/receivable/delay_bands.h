// The company's bands of days late ("1 a 5 dias", "6 a 30 dias", "mais de 30 dias"): how it parts
// what is overdue, on the dashboard, in lists, in reports and beside the steps of a régua. They are
// told by their last days, so that they leave no gap and never overlap.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::receivable {

// Calendar days from the due date, both ends within.
struct DelayBand {
  int from = 1;
  int to = 0;  // 0: no end; the last one alone
  bool operator==(const DelayBand&) const = default;

  bool holds(int days_late) const { return days_late >= from && (to == 0 || days_late <= to); }
};
std::string label(const DelayBand&);  // "6 a 15 dias", "7 dias", "mais de 180 dias"

// 5, 15, 30, 60, 90, 180: what a new company has.
std::vector<int> default_band_ends();
inline constexpr std::size_t band_ends_max = 11;
inline constexpr int band_end_max = 3650;
// Rising last days; after the last of them comes a band without end. Errors: bands.count (none, or
// more than band_ends_max), bands.order (not rising, or not of 1 to band_end_max days).
Result<std::vector<DelayBand>> bands_of(const std::vector<int>& last_days);

std::vector<DelayBand> load_delay_bands(db::Tx&);
// Errors: bands_of's.
Status save_delay_bands(db::Tx&, const Act&, const std::vector<int>& last_days);

}  // namespace quita::receivable
