// What a title costs on a day. Computed from dates each time it is asked, never accumulated by a
// job (Invoice Ninja #2330 added a late fee every hour).
//
//   principal = face − principal paid            rebate = abatimentos granted
//   total     = principal − rebate − discount + fine + interest
//   fine      = rate × (face − rebate − principal paid until the last day without charges), once
//   interest  = Σ over the days late of (principal owed that day − rebate) × rate ÷ 30
//             − interest already paid or waived; never on the fine
//
// Rounding: fine, interest and a percentual discount are each rounded once, half up, to the
// centavo. A due date on which no bill can be paid at a bank is kept free of charges through the
// next day on which it can (Lei 7.089/1983); when it is paid after that, interest counts from the
// original due date, as banks do with boletos (docs/decisions/0010).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "receivable/journal.h"
#include "receivable/legal_rates.h"
#include "receivable/title.h"

namespace quita::receivable {

struct ChargeLine {
  std::string label;  // Portuguese: "Multa de 2% sobre R$ 1.000,00"
  Money amount;       // as it moves the total
};

struct Charges {
  Date on;
  Money principal, rebate, discount, fine, interest, total;
  int days_late = 0;        // calendar days from the due date; 0 while no charges are owed
  Date due_date;            // in force on that day
  Date effective_due_date;  // the last day without charges
  std::vector<ChargeLine> explanation;

  Money late_charges() const { return fine + interest; }
};

// A list shows sums; the words cost more than the sums do.
enum class Explained { yes, no };

// `journal`: the title's entries in order; those after `on` are not looked at, so that any past day
// may be asked. An empty journal stands for a title that was issued and not touched since.
Charges charges_on(const Title&, std::span<const Entry> journal, Date on,
                   const LegalRates& = LegalRates::published(), Explained = Explained::yes);

// Fine and interest that have come to be owed by `on` from the beginning, with nothing taken off
// for what was recognised since.
struct Accrued {
  Money base;  // face − rebate − principal paid until the last day without charges
  Money fine, interest;
  bool late = false;
};
Accrued accrued_on(const Title&, std::span<const Entry> journal, Date on,
                   const LegalRates& = LegalRates::published());

// Late on `today`: the day without charges has passed.
bool overdue(Date due_date, Date today);
// Calendar days late, 0 while not overdue.
int days_late(Date due_date, Date today);
// The latest due date that is overdue on `today`: "due_date <= this" is the SQL of overdue().
Date last_overdue_due_date(Date today);

}  // namespace quita::receivable
