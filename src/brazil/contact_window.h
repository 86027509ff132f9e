// When the law of the debtor's state lets a collector call or write to him.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace quita {

// Contact is allowed at minute m of the local day when from_minute <= m < to_minute.
struct ContactWindow {
  int from_minute = 0;
  int to_minute = 0;
  std::string_view law;  // what sets it: "Lei 15.426/2014 (SP)", or the house's default
};

// The window of that day for a debtor who lives in `state` ("SP"; an unknown or empty code gets the
// default), or nothing when nobody may be contacted on it. `is_holiday` is said by the caller, who
// knows the local calendar as well; Sundays are seen here. Applies to calls, SMS and WhatsApp.
std::optional<ContactWindow> contact_window(std::string_view state, Date date, bool is_holiday);

}  // namespace quita
