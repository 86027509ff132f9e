// "How are we?": the figures of the first screen. Each is a sum over titles or over the journal, so
// that it reconciles with the list behind it, to the centavo.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "db/db.h"

namespace quita::insight {

struct Figure {
  Money amount;
  std::int64_t count = 0;
  Money before;  // the same figure 30 days ago
};

// What is owed of titles `from` to `to` days late; `to` 0 = no upper end.
struct Band {
  std::string name;  // "1 a 5 dias"
  int from = 0;
  int to = 0;
  Money amount;
  std::int64_t count = 0;
};

struct DayFlow {
  Date date;
  Money expected;  // face of the titles due that day that were not cancelled
  Money received;  // payments, also beyond what was owed, less reversals, that came in that day
};

// Something that waits for a person.
struct Attention {
  std::string kind;
  std::int64_t count = 0;
};

struct Dashboard {
  Date on;
  Figure to_receive;     // the balance of open titles
  Figure overdue;        // the part of it whose last day to pay without charges has passed
  Money received_month;  // this month so far
  std::int64_t payments_month = 0;
  Money received_before;       // last month, up to the same day
  Money received_before_full;  // all of last month
  // Delinquency rate: owed and overdue ÷ face of what fell due, of the titles of the last
  // 365 days that were not cancelled since; and the same 30 days ago.
  Rate delinquency;
  Rate delinquency_before;
  std::vector<Band> bands;
  std::vector<DayFlow> days;  // the last 30, today, and the next 15
  std::vector<Attention> attention;
};

Dashboard dashboard(db::Tx&, Date today);
// The bands alone, also for the aging report.
std::vector<Band> aging(db::Tx&, Date today);

}  // namespace quita::insight
