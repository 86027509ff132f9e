// What a conversation with a customer is worth today, by a formula that can be told in one line, so
// that a worklist can say why a customer stands where he stands. Pure.
//
//   expected = owed today × gain(days late) × profile × promises broken × last conversation
//              × message today × telephone × what waits
//
// `gain` is by how much a conversation raises the chance of being paid within the month, not the
// chance itself: who is three days late pays anyway, who is a year late hardly pays at all. The
// figures are the house's hypotheses (docs/decisions), not statistics; they order a list and say
// nothing of one customer. Each factor is rounded down to the centavo.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "dunning/hold_rules.h"
#include "dunning/payer_profile.h"

namespace quita::desk {

// HighRadius's three: what waits for an answer, what a call settles, what needs thought.
enum class Section {
  open,     // a promise, a dispute or money in flight on something late
  easy,     // late for a short time, and pays when asked
  at_risk,  // late for long, or broke promises, or cannot or does not want to pay
};
std::string_view word(Section);   // "at_risk"
std::string_view label(Section);  // Portuguese: "Em risco"
std::optional<Section> parse_section(std::string_view word);

// Beyond these a customer is at risk.
inline constexpr int easy_days_late_max = 60;
inline constexpr int easy_broken_promises_max = 1;

struct WorkFacts {
  Money owed;         // of the late titles, with today's charges
  int days_late = 0;  // of the oldest of them
  dunning::Profile profile = dunning::Profile::fresh;
  int broken_promises = 0;  // in ProfileRules::history_days
  bool vulnerable = false;
  std::optional<Date> talked_on;     // the last conversation
  std::optional<Date> next_call_on;  // the next one that was agreed
  bool message_today = false;        // one left or is going to leave
  bool telephone = true;             // one that may ring
  // Of the late titles' holds today the first by kind, when one is held by a promise, a dispute or
  // money in flight; with its last day.
  std::optional<dunning::HoldKind> waits;
  std::optional<Date> waits_until;
  // Everything late is held by something that is not this desk's business: legal, agreement,
  // manual.
  bool out_of_reach = false;
};

struct Factor {
  std::string label;  // Portuguese: "31 a 60 dias de atraso"
  int percent = 100;
};

struct Worth {
  Section section = Section::easy;
  Money expected;
  std::vector<Factor> factors;  // those that are not 100 %, the gain first
  bool agreed = false;          // a call was agreed for today or before: it stands first
  Date changes_on;              // the day on which time alone may move him; within a week
};
// Nothing: there is nothing to call about.
std::optional<Worth> worth_of(const WorkFacts&, Date today);

// The formula's figures as the screen shows them: each factor with its cases.
struct FactorTable {
  std::string label;
  std::vector<Factor> cases;
};
std::vector<FactorTable> worth_tables();

}  // namespace quita::desk
