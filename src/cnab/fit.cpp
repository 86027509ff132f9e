#include "cnab/layout.h"
#include "cnab/remittance.h"

namespace quita::cnab {
namespace {

constexpr int days_of_month = 30;            // as banks and FEBRABAN count interest
constexpr int longest_write_off_days = 120;  // Caixa's note on the period of write-off

}  // namespace

RemittanceItem fit_to_layout(const Covenant& covenant, RemittanceItem item) {
  const auto* layout = find_layout(covenant.bank, covenant.format);
  if (!layout) return item;
  const auto& charges = layout->charges;
  const auto base = item.amount - item.rebate;

  auto& interest = item.interest;
  if (interest.kind == InterestTerm::Kind::percent_month && !charges.monthly) {
    auto a_day = multiply_divide(base, interest.monthly.ppm(), 1'000'000LL * days_of_month,
                                 Rounding::half_up);
    if (a_day.zero() && !interest.monthly.zero()) a_day = Money::centavos(1);
    interest = {InterestTerm::Kind::per_day, a_day, {}};
    if (a_day.zero()) interest = {};
  }

  if (interest.kind == InterestTerm::Kind::per_day && !charges.per_day && base.positive()) {
    const auto hundredths = multiply_divide(interest.per_day, 10'000LL * days_of_month,
                                            base.centavos(), Rounding::half_up)
                                .centavos();
    interest = {InterestTerm::Kind::percent_month, {}, Rate::ppm(hundredths * 100)};
    if (hundredths == 0) interest = {};
  }

  auto& fine = item.fine;
  if (fine.kind == FineTerm::Kind::percent && !charges.fine_percent) {
    fine = {FineTerm::Kind::amount, apply(base, fine.percent, Rounding::half_up), {}};
    if (fine.amount.zero()) fine = {};
  } else if (fine.kind == FineTerm::Kind::amount && !charges.fine_amount && base.positive()) {
    const auto hundredths =
        multiply_divide(fine.amount, 10'000, base.centavos(), Rounding::half_up).centavos();
    fine = {FineTerm::Kind::percent, {}, Rate::ppm(hundredths * 100)};
    if (hundredths == 0) fine = {};
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
