// Holds in the database: one row a hold, of any kind.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "dunning/hold_rules.h"
#include "party/act.h"
#include "receivable/receivable_store.h"

namespace quita::dunning {

struct Hold {
  HoldId id;
  HoldKind kind = HoldKind::manual;
  PartyId party;
  std::optional<TitleId> title;  // nothing: the whole customer
  Date starts_on;
  std::optional<Date> ends_on;  // the last day held
  std::string reason;
  std::string created_by;
  Instant created_at;
  std::optional<Instant> released_at;
  std::string released_by;
  std::optional<Money> amount;   // of a promise
  std::string answer;            // to a dispute
  std::optional<bool> accepted;  // whether a dispute was found right
  // Of a company: every customer with its root of CNPJ, its first eight characters, is held too.
  bool whole_group = false;

  Flight flight = Flight::told_paid;  // of money in flight
  std::string reference;              // the name that who announced the money gave it

  bool running_on(Date date) const { return !released_at && (!ends_on || *ends_on >= date); }
};

// A hold of that kind from today on, written with its line in the timeline.
Hold add_hold(db::Tx&, const Act&, Hold, std::string_view event);
std::optional<Hold> find_hold(db::Tx&, HoldId);
// Those of that kind that were set on the title, oldest first.
std::vector<Hold> holds_of_title(db::Tx&, TitleId, HoldKind);
// The one of that title to which somebody outside gave that name.
std::optional<Hold> hold_of_reference(db::Tx&, TitleId, std::string_view reference);
// Those that nobody took back, newest first (some may have ended); with `all`, every one.
std::vector<Hold> holds_of(db::Tx&, PartyId, bool all);
// Those of other companies of his group that hold him too.
std::vector<Hold> group_holds_over(db::Tx&, PartyId);
bool is_company(db::Tx&, PartyId);
// Customers with the same root of CNPJ, himself among them; of a person: himself.
std::vector<PartyId> group_of(db::Tx&, PartyId);
std::vector<Hold> running_holds(db::Tx&, Date today, int limit);
// Ends it now; false when somebody did already.
bool end_hold(db::Tx&, const Act&, HoldId, std::string_view answer, std::optional<bool> accepted);

// The title, when it is that customer's. Error: title.not_found.
Result<receivable::TitleRecord> title_of(db::Tx&, PartyId, TitleId);
// The same, when it is owed. Error: title.not_open.
Result<receivable::TitleRecord> open_title_of(db::Tx&, PartyId, TitleId);
// "data" of a timeline's line about a hold.
std::string hold_fact_data(const Hold&);

}  // namespace quita::dunning
