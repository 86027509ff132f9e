// How a customer pays, told from his history by plain rules: so that a good customer is not treated
// like one who does not want to pay, and that nobody is pressed who was never reached. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace quita::dunning {

enum class Profile {
  punctual,         // pays on the day, or nearly always
  habitual,         // pays, but is used to be late
  did_not_receive,  // late, and nothing says that our messages reach him
  hardship,         // cannot pay now; only a person says so
  unwilling,        // knows what he owes and lets it be
  fresh,            // too little history; "new" for people and in the API
};
std::string_view word(Profile);   // "did_not_receive"
std::string_view label(Profile);  // Portuguese: "Não recebeu"
std::optional<Profile> parse_profile(std::string_view word);

// The rules' thresholds, which the screen shows.
struct ProfileRules {
  static constexpr int history_days = 365;         // titles settled since then count
  static constexpr int history_titles_min = 3;     // fewer: new
  static constexpr int late_days_tolerated = 2;    // a payment so many days late is on time
  static constexpr int habitual_percent_min = 40;  // of the titles late: habitual
  static constexpr int silence_days = 45;          // in which demands count as unanswered
  static constexpr int silent_demands_min = 3;     // so many without a sign of life: not received
  static constexpr int unwilling_days_late = 60;   // late so long, and he knows it
  static constexpr int broken_promises_min = 2;    // in history_days
};

// What the rules look at, on a date.
struct PayerHistory {
  std::vector<int> settled_days_late;  // of each title paid in history_days; 0 or less: on time
  std::vector<int> open_days_late;     // of each title owed whose last day without charges is over
  // Why no message reaches him (why_out_of_reach): "o e-mail foi devolvido; falta o celular".
  std::optional<std::string> out_of_reach;
  std::vector<Date> demands;           // that went to him and did not fail, rising
  // The last day on which he opened his link, said something or paid.
  std::optional<Date> sign_of_life;
  int broken_promises = 0;
};

struct ProfileVerdict {
  Profile profile = Profile::fresh;
  std::string why;  // the rule that held, with its figures, in Portuguese
};
// The first rule that holds: did_not_receive, unwilling, new, habitual, punctual.
ProfileVerdict judge_payer(const PayerHistory&, Date on);

// The rules as sentences for the screen, in their order.
struct ProfileRule {
  Profile profile;
  std::string text;
};
std::vector<ProfileRule> profile_rules();

}  // namespace quita::dunning
