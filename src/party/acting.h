// From a request's caller to the Act that use cases take.
#pragma once

#include <string>

#include "base/date.h"
#include "db/db.h"
#include "party/act.h"

namespace quita {

// The company's time zone; São Paulo's when the company is not there (a test without one).
std::string time_zone_of(db::Tx&);
// `actor` acts now: the business date is the company's own (Invoice Ninja #8665).
Act act_of(db::Tx&, const std::string& actor, const Clock&);

}  // namespace quita
