// A customer as the worklist sees him, read from his own rows, many at once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/db.h"
#include "desk/queue.h"
#include "desk/worth.h"
#include "dunning/person_facts.h"
#include "party/party.h"

namespace quita::desk {

struct WorkPerson {
  dunning::Person person;
  std::vector<party::Contact> telephones;  // best first
  WorkFacts facts;
  std::optional<Worth> worth;
  int late_titles = 0;
  std::optional<UserId> assigned;  // by hand

  QueueCustomer for_queue() const {
    return {person.facts.id, person.name, person.facts.tags, facts.owed};
  }
};

// In the order asked. Cost: some fifteen statements for every fifty customers.
std::vector<WorkPerson> load_work_people(db::Tx&, std::span<const PartyId>, Date today);

}  // namespace quita::desk
