// What an experiment came to, on a date: who was asked the one way and who the other, what of it
// was paid, and what the difference is worth (statistics/interval.h).
//
// Only titles whose due date is result_days old count, all of them and for so many days each: who
// bought last week and has not paid is no failure yet, and who had longer to pay is no success.
// Customers keep the side that they were drawn for, whether a message ever reached them or not.
#pragma once

#include <optional>

#include "db/db.h"
#include "dunning/experiment_store.h"
#include "statistics/comparison.h"

namespace quita::dunning {

inline constexpr int result_days = 30;            // after the due date
inline constexpr int customers_for_verdict = 50;  // on each side, or it is too early
// The differences that one hopes for, which tune the intervals (always_valid_interval).
inline constexpr double share_expected = 0.05;
inline constexpr double days_expected = 2;
inline constexpr double confidence = 0.95;

struct ArmCount {
  int drawn = 0;                // customers with a title that takes part, old enough or not
  int customers = 0;            // with a title that counts
  int titles = 0, waiting = 0;  // that count; that are too young to
  Money due, recovered;         // face of those that count; what of it came in within result_days
};
struct ArmValue {
  double value = 0;
  statistics::Interval interval;  // for one look: how sure this side's own figure is
};
struct Measure {
  ArmValue champion, challenger;
  double gap = 0;                     // challenger − champion
  statistics::Interval gap_interval;  // for as many looks as one likes
};
// split_in_doubt: the sides are not as a draw would have made them (sample-ratio mismatch).
// Somebody or something else than the lot divided the customers, and no difference between the
// sides can be put down to the régua.
enum class Verdict { too_early, undecided, challenger_better, champion_better, split_in_doubt };
std::string_view word(Verdict);

struct ExperimentResult {
  Date as_of;
  ArmCount champion, challenger;
  // How likely a fair draw is to divide so unevenly: of those drawn, by the share of the
  // experiment.
  double chance_of_split = 1;
  Measure titles_paid;       // share of titles paid within result_days: this one decides
  Measure amount_recovered;  // share of their face that came in
  Measure days_to_pay;       // from the due date, result_days for those who did not
  Verdict verdict = Verdict::too_early;
};

ExperimentResult measure(db::Tx&, const ExperimentRecord&, Date today);

}  // namespace quita::dunning
