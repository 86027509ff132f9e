#include "dunning/payer_profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "messaging/library.h"

namespace quita::dunning {
namespace {

using ::testing::HasSubstr;
using Rules = ProfileRules;

constexpr Date today(2026, 12, 2);

PayerHistory paid(std::vector<int> days_late) {
  PayerHistory history;
  history.settled_days_late = std::move(days_late);
  return history;
}
Profile of(const PayerHistory& history) { return judge_payer(history, today).profile; }

TEST(PayerProfile, TooLittleHistoryIsNew) {
  EXPECT_EQ(of(paid({})), Profile::fresh);
  EXPECT_EQ(of(paid({0, 0})), Profile::fresh);
  EXPECT_EQ(of(paid({0, 0, 0})), Profile::punctual);
}

TEST(PayerProfile, HabitualBeginsAtItsShareOfLateTitles) {
  EXPECT_EQ(of(paid({0, 0, 0, 9, 9})), Profile::habitual) << "40 %";
  EXPECT_EQ(of(paid({0, 0, 0, 0, 9})), Profile::punctual) << "20 %";
  EXPECT_EQ(of(paid({2, 2, 2})), Profile::punctual) << "two days are on time";
  EXPECT_EQ(of(paid({3, 3, 3})), Profile::habitual);
  auto history = paid({0, 0, 0});
  history.open_days_late = {5, 5};
  EXPECT_EQ(of(history), Profile::habitual) << "an open late title is late already";
}

TEST(PayerProfile, WhoIsLateAndCannotBeReachedDidNotReceive) {
  auto history = paid({0, 0, 0});
  history.out_of_reach = "o e-mail foi devolvido; falta o celular";
  EXPECT_EQ(of(history), Profile::punctual) << "he owes nothing late";
  history.open_days_late = {1};
  EXPECT_EQ(of(history), Profile::did_not_receive);
  EXPECT_THAT(judge_payer(history, today).why,
              HasSubstr("nenhuma mensagem chega a ele: o e-mail foi devolvido; falta o celular."));
  history.out_of_reach.reset();
  EXPECT_EQ(of(history), Profile::punctual);
}

TEST(PayerProfile, SilenceAfterThreeDemandsIsNotReceived) {
  auto history = paid({0, 0, 0, 0});
  history.open_days_late = {15};
  history.demands = {today - 14, today - 12};
  EXPECT_EQ(of(history), Profile::punctual);
  history.demands.push_back(today - 8);
  EXPECT_EQ(of(history), Profile::did_not_receive);
  history.sign_of_life = today - 10;
  EXPECT_EQ(of(history), Profile::punctual) << "he opened his link in between";
  history.sign_of_life = today - 200;
  EXPECT_EQ(of(history), Profile::did_not_receive) << "that was long before";
  history.demands = {today - 60, today - 58, today - 50};
  EXPECT_EQ(of(history), Profile::punctual) << "older than what counts";
}

TEST(PayerProfile, WhoKnowsAndLetsItBeIsUnwilling) {
  auto history = paid({0, 0, 0});
  history.open_days_late = {Rules::unwilling_days_late};
  EXPECT_NE(of(history), Profile::unwilling) << "nobody says that he knows";
  history.sign_of_life = today - 5;
  EXPECT_EQ(of(history), Profile::unwilling);
  history.sign_of_life = today - Rules::unwilling_days_late;
  EXPECT_NE(of(history), Profile::unwilling) << "that was before he was late";
  history.sign_of_life = today - 5;
  history.open_days_late = {Rules::unwilling_days_late - 1};
  EXPECT_NE(of(history), Profile::unwilling);
}

TEST(PayerProfile, BrokenPromisesTell) {
  auto history = paid({0, 0, 0});
  history.broken_promises = 1;
  EXPECT_EQ(of(history), Profile::punctual);
  history.broken_promises = Rules::broken_promises_min;
  EXPECT_EQ(of(history), Profile::unwilling);
}

// Nobody is told to be unable to pay by a program.
TEST(PayerProfile, HardshipIsNeverComputed) {
  for (int open : {0, 30, 400}) {
    for (int broken : {0, 5}) {
      auto history = paid({40, 50, 60});
      if (open > 0) history.open_days_late = {open};
      history.broken_promises = broken;
      EXPECT_NE(of(history), Profile::hardship);
    }
  }
  EXPECT_EQ(profile_rules().size(), 6U);
}

TEST(PayerProfile, WordsComeBack) {
  for (int i = 0; i <= static_cast<int>(Profile::fresh); ++i) {
    EXPECT_EQ(parse_profile(word(static_cast<Profile>(i))), static_cast<Profile>(i));
  }
  EXPECT_EQ(word(Profile::fresh), "new");
}

// Each kind of payer has sentences of his own in the library of texts, under his word.
TEST(PayerProfile, TheLibrarySpeaksToEachKind) {
  const auto known = messaging::library_profiles_known();
  int kinds = 0;
  for (const ProfileRule& rule : profile_rules()) {
    ++kinds;
    EXPECT_NE(std::find(known.begin(), known.end(), word(rule.profile)), known.end())
        << word(rule.profile);
  }
  EXPECT_EQ(static_cast<std::size_t>(kinds), known.size());
}

}  // namespace
}  // namespace quita::dunning
