// Customers as the plan needs them on a date, read from the database, many at once.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/db.h"
#include "dunning/plan.h"
#include "messaging/outbox.h"

namespace quita::dunning {

struct Person {
  PersonFacts facts;
  std::string name;
  std::string document;
  ProfileVerdict verdict;              // computed; facts.profile may be set by hand
  int broken_promises = 0;             // in ProfileRules::history_days
  std::string time_zone;               // of the state where he lives; the company's when unknown
  std::vector<std::string> addresses;  // of facts.contacts, in their order
  std::string postal_address;          // one line; empty when there is none
  // What went to him on that date, by cause.
  std::map<std::string, messaging::MessageState> messages_today;

  // Where a message to that contact goes; without one, the postal address.
  const std::string& address_of(const std::optional<ContactId>&) const;
};

// Titles: the open ones, and closed ones that are due for a look by that date. What each costs is
// computed for `date`. In the order asked; who is no customer is left out.
// What the bank has told counts up to `known_on` (`date` when absent): a forecast knows no more.
// Labels and scores cost two more statements and are read where `labels` asks for them.
enum class Labels { left_out, read };
std::vector<Person> load_people(db::Tx&, std::span<const PartyId>, Date date,
                                const std::string& company_zone, Labels = Labels::read,
                                std::optional<Date> known_on = {});
std::optional<Person> load_person(db::Tx&, PartyId, Date date, const std::string& company_zone);

// The customer's minute of the day `date` at `now`: 0 before it has begun there, 1440 after it.
int local_minute(Date date, Instant now, const std::string& time_zone);

}  // namespace quita::dunning
