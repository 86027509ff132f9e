// A customer as the plan needs him on a date, read from the database.
#pragma once

#include <optional>
#include <string>

#include "db/db.h"
#include "dunning/plan.h"

namespace quita::dunning {

struct Person {
  PersonFacts facts;
  std::string time_zone;  // of the state where he lives; the company's when unknown
};

// Titles: the open ones, and closed ones that are due for a look by that date. What each costs is
// computed for `date`. Nothing when there is no such customer.
std::optional<Person> load_person(db::Tx&, PartyId, Date date, const std::string& company_zone);

// The customer's minute of the day `date` at `now`: 0 before it has begun there, 1440 after it.
int local_minute(Date date, Instant now, const std::string& time_zone);

}  // namespace quita::dunning
