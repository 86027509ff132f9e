// Of which business days an account's bank has told, and which day is missing. A bank tells of a
// day in a file that comes in the night or morning after it; until then nobody knows who has paid
// on that day, and whoever did must not be told that he did not.
//
// Not every bank sends a file of a day on which nothing happened. So a missing file means something
// only where files come every business day: that is learnt from the last ten of them, or said by a
// person.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "banking/account.h"
#include "base/date.h"
#include "cnab/return.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::banking {

// The business days for which collecting waits for a file, the first one after the missing day
// included: a bank's bad morning passes, a broken connection does not stop collection.
inline constexpr int return_wait_days = 2;
// Files come every business day when so many of the last ten had one.
inline constexpr int daily_days_min = 8;
inline constexpr int daily_days_looked_at = 10;

struct ReturnsKnown {
  ReturnRhythm rhythm = ReturnRhythm::automatic;
  Date since;                    // the account's first day
  std::vector<Date> told;        // the last days of which a file told, rising, each once
  std::optional<Date> given_up;  // through that day a person goes on without
};

struct ReturnGap {
  Date missing;      // the first business day of which no file has told
  Date waits_until;  // collecting waits from the day after `missing` to this one
  bool operator==(const ReturnGap&) const = default;

  bool waits_on(Date date) const { return date > missing && date <= waits_until; }
};
// What is missing on the morning of `today`: a file that tells of the business day before it, or of
// a later day. Pure.
std::optional<ReturnGap> return_gap(const ReturnsKnown&, Date today);

// The last business day of which a file tells: the latest thing that happened in it, or the
// business day before it was made, whichever is later; of a file in which nothing happened, and
// that came after the day it was made, that day. Never a day that is not there yet.
Date covered_day(const cnab::ReturnFile&, Date imported_on);

// An account of which a day is missing. Accounts of one agency and number share their files.
struct LateReturn {
  AccountId account;
  std::string bank;
  std::string name;
  ReturnGap gap;
};
std::vector<LateReturn> late_returns(db::Tx&, Date today);

// The late titles of that account for which the bank may have taken money.
struct GapTitles {
  std::int64_t titles = 0;
  Money balance;
};
GapTitles titles_of_gap(db::Tx&, const LateReturn&, Date today);

// A person goes on without the files up to yesterday. Error: account.not_found.
Status go_on_without_return(db::Tx&, const Act&, AccountId);

}  // namespace quita::banking
