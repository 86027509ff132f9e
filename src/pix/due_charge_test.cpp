#include "pix/due_charge.h"

#include <gtest/gtest.h>

#include <random>

#include "brazil/bank_calendar.h"

namespace quita::pix {
namespace {

DueCharge charge_of(Date due, int days_valid = days_valid_default) {
  return {.original = Money::centavos(100'000), .due = due, .days_valid_after_due = days_valid};
}

DueChargeTotals on(const DueCharge& charge, Date date) {
  const auto totals = charges_on(charge, date);
  EXPECT_TRUE(totals) << (totals ? "" : totals.error().message);
  return totals.value_or(DueChargeTotals());
}

std::string refusal(const DueCharge& charge, Date date = Date(2026, 11, 1)) {
  const auto totals = charges_on(charge, date);
  return totals ? "made" : totals.error().code;
}

// API Pix 2.9.0, CobDataDeVencimento, examples A to G: the last day on which a payment is taken.
struct Example {
  char name;
  Date due;
  int days_valid;
  Date moved_due, last;
};
const Example examples[] = {
    {'A', {2020, 10, 20}, 4, {2020, 10, 20}, {2020, 10, 26}},
    {'B', {2020, 12, 25}, 0, {2020, 12, 28}, {2020, 12, 28}},
    {'C', {2020, 12, 25}, 1, {2020, 12, 28}, {2020, 12, 29}},
    {'D', {2020, 12, 25}, 3, {2020, 12, 28}, {2020, 12, 31}},
    {'E', {2020, 12, 25}, 4, {2020, 12, 28}, {2021, 1, 4}},
    {'F', {2021, 8, 27}, 5, {2021, 8, 27}, {2021, 9, 1}},
    {'G', {2021, 8, 28}, 5, {2021, 8, 30}, {2021, 9, 6}},
};

TEST(DueCharge, TheSpecificationsExamplesAToG) {
  for (const auto& example : examples) {
    SCOPED_TRACE(example.name);
    const auto charge = charge_of(example.due, example.days_valid);
    for (Date date = example.due; date <= example.last; ++date) {
      EXPECT_TRUE(on(charge, date).payable) << format_iso(date);
    }
    EXPECT_FALSE(on(charge, example.last + 1).payable);
    EXPECT_EQ(on(charge, example.due).due, example.moved_due);
    EXPECT_EQ(on(charge, example.due).last_payment, example.last);
  }
}

TEST(DueCharge, NothingIsLateUntilTheMovedDueDate) {
  auto charge = charge_of({2021, 8, 28});  // a Saturday: moved to Monday, 30 August
  charge.fine = Fine{FineMode::percent, 200};
  charge.interest = Interest{InterestMode::value_per_calendar_day, 10};
  for (Date date(2021, 8, 28); date <= Date(2021, 8, 30); ++date) {
    EXPECT_EQ(on(charge, date).total, charge.original) << format_iso(date);
  }
  const auto tuesday = on(charge, {2021, 8, 31});
  EXPECT_EQ(tuesday.days_late, 1);  // from the moved date, not three
  EXPECT_EQ(tuesday.interest, Money::centavos(10));
  EXPECT_EQ(tuesday.fine, Money::centavos(2'000));
}

TEST(DueCharge, HolidaysOfThePayersTownMoveTheDueDateToo) {
  auto charge = charge_of({2026, 1, 20});  // São Sebastião, Rio de Janeiro
  charge.local_holidays = {{2026, 1, 20}};
  EXPECT_EQ(on(charge, {2026, 1, 20}).due, Date(2026, 1, 21));
}

TEST(DueCharge, InterestInEightModes) {
  // Due on Friday, 6 March 2026; paid on Thursday, 19 March: 13 calendar and 9 business days.
  const std::pair<InterestMode, std::pair<Hundredths, std::int64_t>> cases[] = {
      {InterestMode::value_per_calendar_day, {33, 429}},
      {InterestMode::percent_per_calendar_day, {10, 1'300}},
      {InterestMode::percent_per_month_calendar_days, {100, 433}},  // 433.33
      {InterestMode::percent_per_year_calendar_days, {1200, 427}},  // 427.40
      {InterestMode::value_per_business_day, {33, 297}},
      {InterestMode::percent_per_business_day, {10, 900}},
      {InterestMode::percent_per_month_business_days, {100, 429}},  // 428.57
      {InterestMode::percent_per_year_business_days, {1200, 429}},  // 428.57
  };
  for (const auto& [mode, expected] : cases) {
    auto charge = charge_of({2026, 3, 6});
    charge.interest = Interest{mode, expected.first};
    const auto totals = on(charge, {2026, 3, 19});
    EXPECT_EQ(totals.interest.centavos(), expected.second) << static_cast<int>(mode);
    EXPECT_EQ(totals.total, charge.original + totals.interest);
  }
}

TEST(DueCharge, FineInTwoModesOnceAndOnTheRebatedAmount) {
  auto charge = charge_of({2026, 3, 6});
  charge.rebate = Rebate{RebateMode::value, 10'000};
  charge.fine = Fine{FineMode::percent, 200};
  EXPECT_EQ(on(charge, {2026, 3, 7}).fine, Money::centavos(1'800));
  EXPECT_EQ(on(charge, {2026, 3, 30}).fine, Money::centavos(1'800));
  charge.fine = Fine{FineMode::value, 500};
  EXPECT_EQ(on(charge, {2026, 3, 9}).total, Money::centavos(90'500));
}

TEST(DueCharge, WithInterestInBusinessDaysNothingIsLateOnASaturday) {
  auto charge = charge_of({2026, 3, 6});
  charge.fine = Fine{FineMode::percent, 200};
  charge.interest = Interest{InterestMode::percent_per_business_day, 10};
  EXPECT_EQ(on(charge, {2026, 3, 8}).total, charge.original);
  EXPECT_EQ(on(charge, {2026, 3, 9}).days_late, 1);
  EXPECT_EQ(on(charge, {2026, 3, 9}).total, Money::centavos(102'100));
}

TEST(DueCharge, RebateInTwoModes) {
  auto charge = charge_of({2026, 3, 6});
  charge.rebate = Rebate{RebateMode::percent, 5};  // 0.05 % of R$ 1.000,00
  EXPECT_EQ(on(charge, {2026, 3, 6}).rebate, Money::centavos(50));
  charge.rebate = Rebate{RebateMode::value, 12'345};
  EXPECT_EQ(on(charge, {2026, 3, 6}).total, Money::centavos(87'655));
}

TEST(DueCharge, DiscountsUntilDates) {
  auto charge = charge_of({2026, 3, 20});
  // Friday the 6th and Saturday the 14th, which lasts until Monday the 16th.
  charge.discount =
      Discount{DiscountMode::value_until_date, 0, {{{2026, 3, 14}, 3'000}, {{2026, 3, 6}, 5'000}}};
  EXPECT_EQ(on(charge, {2026, 3, 6}).discount, Money::centavos(5'000));
  EXPECT_EQ(on(charge, {2026, 3, 7}).discount, Money::centavos(3'000));
  EXPECT_EQ(on(charge, {2026, 3, 16}).discount, Money::centavos(3'000));
  EXPECT_EQ(on(charge, {2026, 3, 17}).discount, Money());
  charge.discount->mode = DiscountMode::percent_until_date;
  charge.discount->until = {{{2026, 3, 20}, 250}};
  EXPECT_EQ(on(charge, {2026, 3, 20}).discount, Money::centavos(2'500));
  EXPECT_EQ(on(charge, {2026, 3, 21}).discount, Money());
}

TEST(DueCharge, ADiscountMovedFromAHolidayWinsOverTheNextOnes) {
  // Good Friday, 2 April 2021, and the Monday after it (bacen/pix-api, discussion 390).
  auto charge = charge_of({2021, 4, 10});
  charge.discount =
      Discount{DiscountMode::value_until_date, 0, {{{2021, 4, 2}, 300}, {{2021, 4, 5}, 200}}};
  EXPECT_EQ(on(charge, {2021, 4, 5}).discount, Money::centavos(300));
  EXPECT_EQ(on(charge, {2021, 4, 6}).discount, Money());
}

TEST(DueCharge, DiscountsForEachDayOfAdvance) {
  // Due on Friday, 20 March 2026; paid on Tuesday the 10th: 10 calendar and 8 business days.
  const std::pair<DiscountMode, std::int64_t> cases[] = {
      {DiscountMode::value_per_calendar_day_early, 250},
      {DiscountMode::value_per_business_day_early, 200},
      {DiscountMode::percent_per_calendar_day_early, 2'500},
      {DiscountMode::percent_per_business_day_early, 2'000},
  };
  for (const auto& [mode, discount] : cases) {
    auto charge = charge_of({2026, 3, 20});
    charge.discount = Discount{mode, 25, {}};
    EXPECT_EQ(on(charge, {2026, 3, 10}).discount.centavos(), discount) << static_cast<int>(mode);
    EXPECT_EQ(on(charge, {2026, 3, 20}).discount, Money());
    EXPECT_EQ(on(charge, {2026, 3, 23}).discount, Money());
  }
  // Paid on a Saturday, it counts like the Monday after it.
  auto charge = charge_of({2026, 3, 20});
  charge.discount = Discount{DiscountMode::value_per_business_day_early, 25, {}};
  EXPECT_EQ(on(charge, {2026, 3, 14}).days_early, on(charge, {2026, 3, 16}).days_early);
}

TEST(DueCharge, RefusesWhatTheSpecificationForbids) {
  const auto with = [](auto change) {
    auto charge = charge_of({2026, 12, 10});
    change(charge);
    return refusal(charge);
  };
  EXPECT_EQ(with([](auto& c) { c.original = Money(); }), "pix_charge.amount");
  EXPECT_EQ(with([](auto& c) { c.days_valid_after_due = -1; }), "pix_charge.days_valid");
  EXPECT_EQ(with([](auto& c) {
              c.rebate = Rebate{RebateMode::value, 100'000};
            }),
            "pix_charge.rebate");
  EXPECT_EQ(with([](auto& c) {
              c.rebate = Rebate{RebateMode::percent, 10'000};
            }),
            "pix_charge.rebate");
  EXPECT_EQ(with([](auto& c) { c.fine = Fine{FineMode::percent, 10'001}; }), "pix_charge.percent");
  EXPECT_EQ(with([](auto& c) {
              c.interest = Interest{InterestMode::percent_per_calendar_day, -1};
            }),
            "pix_charge.percent");
  using Mode = DiscountMode;
  const auto discount = [&](Discount value) { return with([&](auto& c) { c.discount = value; }); };
  EXPECT_EQ(discount({Mode::value_until_date, 100, {}}), "pix_charge.discount_shape");
  EXPECT_EQ(discount({Mode::value_until_date, 0, {}}), "pix_charge.discount_shape");
  EXPECT_EQ(discount({Mode::value_per_calendar_day_early, 1, {{{2026, 12, 1}, 1}}}),
            "pix_charge.discount_shape");
  EXPECT_EQ(discount({Mode::value_until_date, 0, {{{2026, 12, 11}, 1}}}),
            "pix_charge.discount_date");
  EXPECT_EQ(discount({Mode::value_until_date, 0, {{{2026, 12, 1}, 1}, {{2026, 12, 1}, 2}}}),
            "pix_charge.discount_date");
  EXPECT_EQ(discount({Mode::value_until_date, 0, {{{2026, 12, 1}, 100'000}}}),
            "pix_charge.discount");
  // 10 % a business day, many days early (bacen/pix-api, discussion 408).
  EXPECT_EQ(discount({Mode::percent_per_business_day_early, 1'000, {}}), "pix_charge.discount");
}

TEST(DueChargeProperty, TotalsReconcileAndInterestNeverShrinks) {
  std::mt19937 random(20261122);
  const auto any = [&](std::int64_t first, std::int64_t last) {
    return std::uniform_int_distribution<std::int64_t>(first, last)(random);
  };
  for (int round = 0; round < 2'000; ++round) {
    auto charge = charge_of(Date(2026, 1, 1) + static_cast<int>(any(0, 700)));
    charge.original = Money::centavos(any(1, 1'000'000'000));
    charge.interest = Interest{static_cast<InterestMode>(any(1, 8)), any(0, 1'000)};
    charge.fine = Fine{static_cast<FineMode>(any(1, 2)), any(0, 1'000)};
    Money before;
    const int first = static_cast<int>(any(-5, 40));
    for (int day = first; day < first + 10; ++day) {
      const auto totals = on(charge, charge.due + day);
      EXPECT_EQ(totals.total,
                totals.original - totals.rebate - totals.discount + totals.fine + totals.interest);
      EXPECT_GE(totals.interest, before);
      EXPECT_TRUE(is_business_day(totals.due) && is_business_day(totals.last_payment));
      EXPECT_TRUE(totals.due >= charge.due && totals.last_payment >= totals.due);
      before = totals.interest;
    }
  }
}

}  // namespace
}  // namespace quita::pix
