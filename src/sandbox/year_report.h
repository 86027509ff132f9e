// What a simulated year came to, read from what it left in the database: what was said and through
// what, what came in and how late, which promises were kept, and whether the contact budget held.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "db/db.h"

namespace quita::sandbox {

// Titles due before `report_horizon_days` ago, by how late the last of their money came.
inline constexpr int report_horizon_days = 60;

struct DelayBand {
  std::string label;  // "no prazo", "1 a 5 dias de atraso" … "em aberto"
  int titles = 0;
  Money amount;  // face
};

struct StepCount {
  std::string label;    // of the step, as its régua had it: "3 dias depois do vencimento"
  std::string channel;  // "email"
  int messages = 0;     // that the carrier took
};

struct YearReport {
  int titles = 0, customers = 0;
  Money sold, received;
  std::vector<StepCount> steps;  // by the step's day
  int messages = 0;              // of the régua, taken
  int failed = 0;                // refused, or not handed over
  int thanks = 0;                // other messages taken
  int decisions = 0, held_back = 0;
  std::map<std::string, int> reasons;  // why nothing was said, by the rule's word
  std::vector<DelayBand> bands;
  int promises = 0, kept = 0, broken = 0;
  int disputes = 0, opted_out = 0, bounced = 0, tasks = 0;
  int most_in_a_day = 0;   // messages of the régua to one person
  int most_in_a_week = 0;  // demands to one person in any seven days in a row
  int cap_a_day = 0, cap_a_week = 0;
};

YearReport read_year(db::Tx&, Date last);
// For people, in Portuguese, one fact a line.
std::string words(const YearReport&);

}  // namespace quita::sandbox
