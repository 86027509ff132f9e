#include "cnab/layout.h"
#include "cnab/remittance.h"

namespace quita::cnab {
namespace {

constexpr int days_of_month = 30;            // as banks and FEBRABAN count interest
constexpr int longest_write_off_days = 120;  // Caixa's note on the period of write-off

// The nearest rate with so many decimals of a percent.
Rate rate_of(Money part, Money whole, int decimals) {
  std::int64_t step = 1;  // in millionths
  for (int i = decimals; i < 4; ++i) step *= 10;
  return Rate::ppm(
      multiply_divide(part, 1'000'000 / step, whole.centavos(), Rounding::half_up).centavos() *
      step);
}

}  // namespace

RemittanceItem fit_to_layout(const Covenant& covenant, RemittanceItem item) {
  const auto* layout = find_layout(covenant.bank, covenant.format);
  if (!layout) return item;
  const auto& charges = layout->charges;
  const auto base = item.amount - item.rebate;

  auto& interest = item.interest;
  if (interest.kind == InterestTerm::Kind::percent_month && !charges.monthly && charges.per_day) {
    auto a_day = multiply_divide(base, interest.monthly.ppm(), 1'000'000LL * days_of_month,
                                 Rounding::half_up);
    if (a_day.zero() && !interest.monthly.zero()) a_day = Money::centavos(1);
    interest = {InterestTerm::Kind::per_day, a_day, {}};
    if (a_day.zero()) interest = {};
  }

  if (interest.kind == InterestTerm::Kind::per_day && !charges.per_day && charges.monthly &&
      base.positive()) {
    interest = {
        InterestTerm::Kind::percent_month, {}, rate_of(interest.per_day * days_of_month, base, 2)};
    if (interest.monthly.zero()) interest = {};
  }

  auto& fine = item.fine;
  if (fine.kind == FineTerm::Kind::percent && !charges.fine_percent && charges.fine_amount) {
    fine = {FineTerm::Kind::amount, apply(base, fine.percent, Rounding::half_up), {}};
    if (fine.amount.zero()) fine = {};
  } else if (fine.kind == FineTerm::Kind::amount && !charges.fine_amount && charges.fine_percent &&
             base.positive()) {
    fine = {FineTerm::Kind::percent, {}, rate_of(fine.amount, base, charges.fine_decimals)};
    if (fine.percent.zero()) fine = {};
  }

  // A rate finer than the layout's columns: the nearest that it can say.
  if (fine.kind == FineTerm::Kind::percent && charges.fine_decimals < 2) {
    const auto step = charges.fine_decimals == 1 ? 1'000 : 10'000;
    fine.percent = Rate::ppm((fine.percent.ppm() + step / 2) / step * step);
    if (fine.percent.zero()) fine = {};
  }

  for (auto& discount : item.discounts)
    if (discount.kind == DiscountTerm::Kind::percent && !charges.discount_percent)
      discount = {DiscountTerm::Kind::amount,
                  discount.until,
                  apply(base, discount.percent, Rounding::half_up),
                  {}};

  if (!charges.write_off) item.write_off_days.reset();
  if (charges.write_off_required && item.order == Order::register_title && !item.write_off_days)
    item.write_off_days = longest_write_off_days;
  if (!find_record(layout->remittance, Part::detail, Key::accepted)) item.accepted = false;
  return item;
}

}  // namespace quita::cnab
