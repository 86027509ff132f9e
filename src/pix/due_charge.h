// What a Pix charge with a due date (cobv) costs on a day, as the receiver's bank must compute it
// for the payer (API Pix 2.9.0, CobVValor and CobDataDeVencimento; "Manual de Padrões para
// Iniciação do Pix", calculation of the charge's value).
//
//   total    = original − rebate − discount + fine + interest
//   due      = the due date, or the next business day of the payer; every date that refers to it,
//              and every discount's limit, moves likewise
//   interest = value × days, or (original − rebate) × percent ÷ n × days, simple;
//              n = 1, 30, 365 for calendar days and 1, 21, 252 for business days
//   fine     = value, or (original − rebate) × percent, once from the first day that counts as late
//   discount = value, or (original − rebate) × percent; of a day's advance, × days
//
// Each of rebate, discount, fine and interest is rounded once, half up, to the centavo. What the
// specification leaves open is settled in docs/decisions/0013-pix-charges.md.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

namespace quita::pix {

// The numbers are the domains of the API Pix.
enum class FineMode : std::uint8_t { value = 1, percent = 2 };
enum class RebateMode : std::uint8_t { value = 1, percent = 2 };
enum class InterestMode : std::uint8_t {
  value_per_calendar_day = 1,
  percent_per_calendar_day = 2,
  percent_per_month_calendar_days = 3,
  percent_per_year_calendar_days = 4,
  value_per_business_day = 5,
  percent_per_business_day = 6,
  percent_per_month_business_days = 7,
  percent_per_year_business_days = 8,
};
enum class DiscountMode : std::uint8_t {
  value_until_date = 1,
  percent_until_date = 2,
  value_per_calendar_day_early = 3,
  value_per_business_day_early = 4,
  percent_per_calendar_day_early = 5,
  percent_per_business_day_early = 6,
};

// valorPerc, \d{1,10}\.\d{2}: centavos, or hundredths of a percent ("2.00" % is 200).
using Hundredths = std::int64_t;

struct Fine {
  FineMode mode;
  Hundredths amount;
};
struct Interest {
  InterestMode mode;
  Hundredths amount;
};
struct Rebate {
  RebateMode mode;
  Hundredths amount;
};
struct DatedDiscount {
  Date until;
  Hundredths amount;
};
struct Discount {
  DiscountMode mode;
  Hundredths amount = 0;             // modes 3 to 6
  std::vector<DatedDiscount> until;  // modes 1 and 2: one to three
};

inline constexpr int days_valid_default = 30;
inline constexpr int days_valid_max = 3650;

struct DueCharge {
  Money original;
  Date due;
  int days_valid_after_due = days_valid_default;  // validadeAposVencimento, calendar days
  std::optional<Fine> fine;
  std::optional<Interest> interest;
  std::optional<Rebate> rebate;
  std::optional<Discount> discount;
  // Holidays of the payer's state and town, besides weekends and national bank holidays: the
  // specification moves dates by them too (codMun).
  std::vector<Date> local_holidays;
};

// May this charge be made? Errors, `field` being the member's Portuguese path: pix_charge.amount,
// .days_valid, .percent (above 100 %), .rebate and .discount (not below the amount, or 100 %),
// .discount_date (after the due date, or a date twice), .discount_shape (dates where the mode wants
// one amount, or the reverse).
Status check_due_charge(const DueCharge&);

struct DueChargeTotals {
  Date on;
  Date due;           // moved
  Date last_payment;  // the last day on which it may be paid, moved
  bool payable = false;
  // After the due date, as the interest's mode counts days (calendar days without interest).
  int days_late = 0;
  // Before the due date, as the discount's mode counts them (0 unless it is 3 to 6).
  int days_early = 0;
  Money original, rebate, discount, fine, interest, total;
};

// After last_payment the amounts are still told, and `payable` is false. Errors: those of
// check_due_charge, and pix_charge.discount when the days of advance would leave nothing to pay.
Result<DueChargeTotals> charges_on(const DueCharge&, Date on);

}  // namespace quita::pix
