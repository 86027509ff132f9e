// Customers' pasts out of the database, as replay.h wants them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "db/db.h"
#include "dunning/replay.h"

namespace quita::dunning {

// Customers with a title that was owed on some day from `from` on, in the order of their ids.
std::vector<PartyId> people_with_titles_since(db::Tx&, Date from, const std::string& company_zone);

// Their pasts from `from` on and the year before it, by which payers are judged. In the order
// asked; who is no customer is left out. Cost: a few statements each fifty customers.
struct NamedPast {
  std::string name;
  PersonPast past;
};
std::vector<NamedPast> load_pasts(db::Tx&, std::span<const PartyId>, Date from, Date today,
                                  const std::string& company_zone);

}  // namespace quita::dunning
