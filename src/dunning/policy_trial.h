// "Testar antes de usar": a draft of a régua beside the one in force, both replayed (replay.h) over
// the company's own last months. Asked for in one moment, made in the background, kept.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "db/db.h"
#include "dunning/policy.h"
#include "party/act.h"

namespace quita::dunning {

QUITA_ID(TrialId, "tri");

struct TrialStep {
  int day = 0;                 // Occurrence::day
  std::string words;           // "3 dias depois do vencimento"
  int present = 0, draft = 0;  // messages
};
struct TrialMonth {
  Date month;  // its first day
  int present = 0, draft = 0;
};
// A message's cost is the mean of what the company's own messages of that channel cost in those
// months; nothing: it sent none that way, and nobody knows. E-mail costs nothing by the message.
struct TrialChannel {
  std::string channel, label;
  int present = 0, draft = 0;
  std::optional<Money> present_cost, draft_cost;
};
struct TrialSide {
  int messages = 0, reminders = 0, demands = 0, tasks = 0;
  int customers = 0;     // who got a message
  int most_in_week = 0;  // demands to one customer in any seven days in a row
  std::optional<Date> first, last;
};
struct TrialCustomer {
  PartyId id;
  std::string name;
  int present = 0, draft = 0;
};
struct TrialResult {
  Date from, last;
  int people = 0, titles = 0;  // looked at
  int one_in = 1;              // of how many customers one was taken; 1: all
  int really_sent = 0;         // messages of the régua that left in those days, to the same people
  TrialSide present, draft;
  std::vector<TrialStep> steps;  // by day
  std::vector<TrialMonth> months;
  std::vector<TrialChannel> channels;  // those that one of them uses
  std::vector<TrialCustomer> changed;  // for whom most changes, most first; at most twenty
};

enum class TrialState { waiting, running, done, failed };
std::string_view word(TrialState);

struct PolicyTrial {
  TrialId id;
  PolicyId line;  // nil: the default régua
  std::string policy_name;
  std::vector<Step> steps;  // of the draft
  int months = 12;
  TrialState state = TrialState::waiting;
  int done = 0, all = 0;  // customers
  std::optional<TrialResult> result;
  std::string error;
  std::string created_by;
  Instant created_at;
  std::optional<Instant> finished_at;
};

inline constexpr int trial_months_max = 24;
inline constexpr int trials_kept = 20;  // of a company; older ones go
inline constexpr int trial_people_max =
    20'000;  // above: every nth customer, chosen by his id's hash

// Errors: policy.not_found, trial.months, those of check_steps.
Result<PolicyTrial> ask_trial(db::Tx&, const Act&, PolicyId line, std::vector<Step>, int months);
Result<PolicyTrial> find_trial(db::Tx&, TrialId);                // error: trial.not_found
std::vector<PolicyTrial> recent_trials(db::Tx&, PolicyId line);  // newest first

// Makes what waits, of every company; one process at a time a company. Called every few seconds.
// Customers are read some hundred to a transaction, so that nobody waits for it.
void make_trials(db::Db&, const Clock&, std::string_view worker,
                 const std::function<bool()>& keep_going);

}  // namespace quita::dunning
