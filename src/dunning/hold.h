// Holds: what keeps the régua from a customer or a title, from when to when. The first calendar
// day after `ends_on` collection resumes, with the latest step due.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "dunning/plan.h"
#include "party/act.h"

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

  bool running_on(Date date) const { return !released_at && (!ends_on || *ends_on >= date); }
};
std::string_view word(HoldKind);  // "manual", "money_in_flight"

struct NewHold {
  PartyId party;
  std::optional<TitleId> title;
  std::string reason;
  std::optional<Date> ends_on;
};
// A person's decision, from today on. Errors: hold.reason, hold.ends_on (before today),
// party.not_found, title.not_found (or another customer's).
Result<Hold> set_hold(db::Tx&, const Act&, const NewHold&);

// The customer says that he has paid: the title waits money_in_flight_days business days for the
// bank. Said again while that hold runs, nothing changes. A title gets at most told_paid_max such
// holds, so that saying it for ever does not stop collection for ever; it is noted each day it is
// said. Errors: title.not_found (or another customer's), title.not_open.
Result<std::optional<Hold>> tell_paid(db::Tx&, const Act&, PartyId, TitleId,
                                      std::optional<Date> paid_on, std::string_view note);
inline constexpr int money_in_flight_days = 3;
inline constexpr int told_paid_max = 2;

// The hold that was taken back; the régua looks at the customer again today. Errors:
// hold.not_found, hold.released.
Result<Hold> release_hold(db::Tx&, const Act&, HoldId);

// Money came in for the title: what waited for it ends. (The settlement itself makes the régua look
// at the title again today: Kill Bill #2297 skipped a step after a partial payment.)
void on_money(db::Tx&, const Act&, PartyId, TitleId);

// Those that nobody took back, newest first (some may have ended); with `all`, every one.
std::vector<Hold> holds_of(db::Tx&, PartyId, bool all);
std::vector<Hold> running_holds(db::Tx&, Date today, int limit);

}  // namespace quita::dunning
