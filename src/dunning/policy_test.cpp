#include "dunning/policy.h"

#include <gtest/gtest.h>

namespace quita::dunning {
namespace {

TEST(Policy, DefaultIsTheReguaOfTheMarket) {
  std::vector<int> offsets;
  for (const Step& step : default_steps()) offsets.push_back(step.offset);
  EXPECT_EQ(offsets, (std::vector<int>{-5, -1, 0, 1, 3, 7, 15, 30}));
  EXPECT_TRUE(check_steps(default_steps()));
}

// Dolibarr #30771 took the offset's sign the wrong way round.
TEST(Policy, SignIsToldInWords) {
  EXPECT_EQ(step_words(-5), "5 dias antes do vencimento");
  EXPECT_EQ(step_words(-1), "1 dia antes do vencimento");
  EXPECT_EQ(step_words(0), "no dia do vencimento");
  EXPECT_EQ(step_words(1), "1 dia depois do vencimento");
  EXPECT_EQ(step_words(30), "30 dias depois do vencimento");
}

TEST(Policy, PreviewShowsRealDates) {
  const Date due(2026, 12, 10);  // a Thursday
  const auto lines = preview(default_steps(), due);
  EXPECT_EQ(lines[0].date, Date(2026, 12, 5));
  EXPECT_EQ(lines[0].weekday, "sábado");
  EXPECT_EQ(lines[2].date, due);
  EXPECT_EQ(lines[3].date, Date(2026, 12, 11));
  EXPECT_EQ(lines[7].date, Date(2027, 1, 9));
}

TEST(Policy, LateStepsCountFromTheLastDayWithoutCharges) {
  const Date saturday(2026, 12, 5);
  EXPECT_EQ(step_date(saturday, -1), Date(2026, 12, 4));
  EXPECT_EQ(step_date(saturday, 0), saturday);
  EXPECT_EQ(step_date(saturday, 1), Date(2026, 12, 8));
}

TEST(Policy, SortsAndRefuses) {
  const auto sorted = check_steps({{3, "b", "B"}, {-2, "a", "A"}});
  ASSERT_TRUE(sorted);
  EXPECT_EQ((*sorted)[0].offset, -2);
  EXPECT_EQ(check_steps({}).error().code, "policy.empty");
  EXPECT_EQ(check_steps({{1, "a", "A"}, {1, "b", "B"}}).error().code, "policy.repeated");
  EXPECT_EQ(check_steps({{-61, "a", "A"}}).error().code, "policy.offset");
  EXPECT_EQ(check_steps({{1801, "a", "A"}}).error().code, "policy.offset");
  EXPECT_EQ(check_steps({{1, " ", "A"}}).error().code, "policy.template");
  EXPECT_EQ(check_steps({{1, "a", ""}}).error().code, "policy.label");
  EXPECT_EQ(check_steps({{1, "a", ""}}).error().field, "steps.0.label");
  std::vector<Step> many;
  for (int i = 0; i < 41; ++i) many.push_back({i, "a", "A"});
  EXPECT_EQ(check_steps(many).error().code, "policy.too_many");
}

}  // namespace
}  // namespace quita::dunning
