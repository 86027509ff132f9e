#include "pix/due_charge.h"

#include <fmt/format.h>

#include <algorithm>

#include "brazil/bank_calendar.h"

namespace quita::pix {

namespace {

constexpr Hundredths whole = 100'00;  // 100 %

// The payer's business days.
class Calendar {
 public:
  explicit Calendar(const std::vector<Date>& local_holidays) : local_(local_holidays) {}

  bool open(Date date) const {
    return is_business_day(date) && std::find(local_.begin(), local_.end(), date) == local_.end();
  }
  Date moved(Date date) const {
    while (!open(date)) ++date;
    return date;
  }
  // Business days after `from`, up to and including `to`.
  int business_days(Date from, Date to) const {
    int days = 0;
    for (Date date = from + 1; date <= to; ++date) days += open(date) ? 1 : 0;
    return days;
  }

 private:
  const std::vector<Date>& local_;
};

bool in_business_days(InterestMode mode) { return mode >= InterestMode::value_per_business_day; }

bool by_date(DiscountMode mode) { return mode <= DiscountMode::percent_until_date; }

bool is_percent(DiscountMode mode) {
  return mode == DiscountMode::percent_until_date ||
         mode >= DiscountMode::percent_per_calendar_day_early;
}

bool is_percent(InterestMode mode) {
  return mode != InterestMode::value_per_calendar_day &&
         mode != InterestMode::value_per_business_day;
}

// Days of the rate's period.
int period_of(InterestMode mode) {
  switch (mode) {
    case InterestMode::percent_per_month_calendar_days:
      return 30;
    case InterestMode::percent_per_year_calendar_days:
      return 365;
    case InterestMode::percent_per_month_business_days:
      return 21;
    case InterestMode::percent_per_year_business_days:
      return 252;
    default:
      return 1;
  }
}

Money percent_of(Money base, Hundredths percent, std::int64_t times = 1, std::int64_t period = 1) {
  return multiply_divide(base, percent * times, whole * period, Rounding::half_up);
}

Status check_amount(bool percent, Hundredths amount, const char* field) {
  if (amount >= 0 && amount <= (percent ? whole : Money::outside_max)) return {};
  return invalid(percent ? "pix_charge.percent" : "pix_charge.amount",
                 fmt::format("{}: o valor não é permitido", field), field,
                 percent ? "uma porcentagem de 0.00 a 100.00" : "um valor de até 9999999999.99");
}

// A reduction that leaves nothing to pay.
bool takes_all(bool percent, Hundredths amount, Money original) {
  return percent ? amount >= whole : amount >= original.centavos();
}

Status check_discount(const DueCharge& charge, const Discount& discount) {
  constexpr auto field = "valor.desconto";
  const bool percent = is_percent(discount.mode);
  if (by_date(discount.mode)) {
    if (discount.until.empty() || discount.until.size() > 3 || discount.amount != 0) {
      return invalid("pix_charge.discount_shape",
                     "valor.desconto: as modalidades 1 e 2 dão o desconto por datas", field,
                     "de uma a três datas em descontoDataFixa, e nenhum valorPerc ao lado");
    }
  } else if (!discount.until.empty()) {
    return invalid("pix_charge.discount_shape",
                   "valor.desconto: as modalidades 3 a 6 dão o desconto por dia de antecipação",
                   field, "valorPerc, e nenhum descontoDataFixa");
  }
  const auto check_one = [&](Hundredths amount) -> Status {
    TRY_STATUS(check_amount(percent, amount, field));
    if (!takes_all(percent, amount, charge.original)) return {};
    return invalid("pix_charge.discount",
                   "valor.desconto: o desconto não pode ser o valor inteiro da cobrança", field,
                   "menos do que o valor original, ou menos de 100.00 %");
  };
  TRY_STATUS(check_one(discount.amount));
  for (std::size_t i = 0; i < discount.until.size(); ++i) {
    TRY_STATUS(check_one(discount.until[i].amount));
    const Date until = discount.until[i].until;
    const bool twice =
        std::any_of(discount.until.begin(), discount.until.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const DatedDiscount& other) { return other.until == until; });
    if (until > charge.due || twice) {
      return invalid("pix_charge.discount_date",
                     fmt::format("valor.desconto: a data {} {}", format_br(until),
                                 twice ? "aparece duas vezes" : "vem depois do vencimento"),
                     field, "datas diferentes, até o vencimento");
    }
  }
  return {};
}

// A limit on a closed day lasts until the next open one; of several that are still good, the
// earliest date's, which was given for paying soonest.
Money dated_discount(const Discount& discount, const Calendar& calendar, Money base, Date on) {
  const DatedDiscount* best = nullptr;
  for (const auto& dated : discount.until) {
    if (on > calendar.moved(dated.until)) continue;
    if (best == nullptr || dated.until < best->until) best = &dated;
  }
  if (best == nullptr) return {};
  return is_percent(discount.mode) ? percent_of(base, best->amount) : Money::centavos(best->amount);
}

int days_early(const Discount& discount, const Calendar& calendar, Date on, Date due) {
  switch (discount.mode) {
    case DiscountMode::value_per_calendar_day_early:
    case DiscountMode::percent_per_calendar_day_early:
      return due - on;
    case DiscountMode::value_per_business_day_early:
    case DiscountMode::percent_per_business_day_early:
      // From the day of payment, or the business day on which it counts, to the due date.
      return calendar.business_days(calendar.moved(on), due);
    default:
      return 0;
  }
}

Money interest_of(const Interest& interest, Money base, int days) {
  return is_percent(interest.mode)
             ? percent_of(base, interest.amount, days, period_of(interest.mode))
             : Money::centavos(interest.amount) * days;
}

}  // namespace

Status check_due_charge(const DueCharge& charge) {
  if (!charge.original.positive() || charge.original.centavos() > Money::outside_max) {
    return invalid("pix_charge.amount", "valor.original: o valor não pode ser cobrado",
                   "valor.original", "de 0.01 a 9999999999.99");
  }
  if (charge.days_valid_after_due < 0 || charge.days_valid_after_due > days_valid_max) {
    return invalid("pix_charge.days_valid",
                   fmt::format("calendario.validadeAposVencimento: {} dias não são permitidos",
                               charge.days_valid_after_due),
                   "calendario.validadeAposVencimento", "de 0 a 3650 dias");
  }
  if (charge.fine) {
    TRY_STATUS(
        check_amount(charge.fine->mode == FineMode::percent, charge.fine->amount, "valor.multa"));
  }
  if (charge.interest) {
    TRY_STATUS(
        check_amount(is_percent(charge.interest->mode), charge.interest->amount, "valor.juros"));
  }
  if (charge.rebate) {
    const bool percent = charge.rebate->mode == RebateMode::percent;
    TRY_STATUS(check_amount(percent, charge.rebate->amount, "valor.abatimento"));
    if (takes_all(percent, charge.rebate->amount, charge.original)) {
      return invalid("pix_charge.rebate",
                     "valor.abatimento: o abatimento não pode ser o valor inteiro da cobrança",
                     "valor.abatimento", "menos do que o valor original, ou menos de 100.00 %");
    }
  }
  return charge.discount ? check_discount(charge, *charge.discount) : Status();
}

Result<DueChargeTotals> charges_on(const DueCharge& charge, Date on) {
  TRY_STATUS(check_due_charge(charge));
  const Calendar calendar(charge.local_holidays);
  DueChargeTotals totals;
  totals.on = on;
  totals.due = calendar.moved(charge.due);
  totals.last_payment = calendar.moved(totals.due + charge.days_valid_after_due);
  totals.payable = on <= totals.last_payment;
  totals.original = charge.original;
  if (charge.rebate) {
    totals.rebate = charge.rebate->mode == RebateMode::percent
                        ? percent_of(charge.original, charge.rebate->amount)
                        : Money::centavos(charge.rebate->amount);
  }
  const Money base = totals.original - totals.rebate;
  if (on > totals.due) {
    const bool business = charge.interest && in_business_days(charge.interest->mode);
    totals.days_late = business ? calendar.business_days(totals.due, on) : on - totals.due;
    if (charge.interest) totals.interest = interest_of(*charge.interest, base, totals.days_late);
    if (charge.fine && totals.days_late > 0) {
      totals.fine = charge.fine->mode == FineMode::percent ? percent_of(base, charge.fine->amount)
                                                           : Money::centavos(charge.fine->amount);
    }
  } else if (charge.discount) {
    const auto& discount = *charge.discount;
    totals.days_early = days_early(discount, calendar, on, totals.due);
    if (by_date(discount.mode)) {
      totals.discount = dated_discount(discount, calendar, base, on);
    } else if (is_percent(discount.mode)) {
      totals.discount = percent_of(base, discount.amount, totals.days_early);
    } else {
      totals.discount = Money::centavos(discount.amount) * totals.days_early;
    }
    if (totals.discount >= base) {
      return invalid("pix_charge.discount",
                     fmt::format("valor.desconto: paga em {}, a cobrança não deixaria nada a pagar",
                                 format_br(on)),
                     "valor.desconto", "um desconto menor do que o valor da cobrança");
    }
  }
  totals.total = base - totals.discount + totals.fine + totals.interest;
  return totals;
}

}  // namespace quita::pix
