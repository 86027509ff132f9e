// A trial's result as the database keeps it and the API tells it.
#pragma once

#include <string>
#include <string_view>

#include "dunning/policy_trial.h"
#include "json/bind.h"

namespace quita::dunning {

BOOST_DESCRIBE_STRUCT(TrialStep, (), (day, words, present, draft))
BOOST_DESCRIBE_STRUCT(TrialMonth, (), (month, present, draft))
BOOST_DESCRIBE_STRUCT(TrialChannel, (), (channel, label, present, draft, present_cost, draft_cost))
BOOST_DESCRIBE_STRUCT(TrialSide, (),
                      (messages, reminders, demands, tasks, customers, most_in_week, first, last))
BOOST_DESCRIBE_STRUCT(TrialCustomer, (), (id, name, present, draft))
BOOST_DESCRIBE_STRUCT(TrialResult, (),
                      (from, last, people, titles, one_in, really_sent, present, draft, steps,
                       months, channels, changed))

std::string trial_result_to_json(const TrialResult&);
// What we wrote ourselves; anything else throws std::runtime_error.
TrialResult trial_result_from_json(std::string_view);

}  // namespace quita::dunning
