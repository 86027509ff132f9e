// Promises to pay: by when and how much, given to an analyst or in the portal. While one runs
// nobody collects; whether it was kept tells the journal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dunning/hold_store.h"

namespace quita::dunning {

// What the company lets a customer promise by himself (setting "promises").
struct PromiseLimits {
  int portal_days_max = 10;  // calendar days from today; 0: the portal offers none
};
PromiseLimits load_promise_limits(db::Tx&);
// Error: promises.portal_days_max (0 to 60).
Status save_promise_limits(db::Tx&, const Act&, const PromiseLimits&);

inline constexpr int promise_days_max = 90;           // of a promise that an analyst notes
inline constexpr int portal_promises_broken_max = 2;  // of a title; then a person must talk to him

struct NewPromise {
  PartyId party;
  std::optional<TitleId> title;  // nothing: all that he owes
  Date on;
  std::optional<Money> amount;  // what will be owed on that day when absent
  std::string note;
};
// Errors: promise.date (past, or later than the limit), promise.amount (nothing, or more than is
// owed), promise.running (one covers it already), promise.nothing_owed, promise.note,
// party.not_found, title.not_found, title.not_open.
Result<Hold> promise(db::Tx&, const Act&, const NewPromise&);
// The same from the customer himself, of a title. Errors besides: promise.not_offered,
// promise.too_many (broken before).
Result<Hold> promise_by_customer(db::Tx&, const Act&, PartyId, TitleId, Date on);

struct Promise {
  Hold hold;
  PromiseState state = PromiseState::running;
  Money received;  // from the day it was made to the day promised
};
Promise promise_of(db::Tx&, const Hold&, Date today);
// Newest first: a customer's, or those of the last `days` of everybody.
std::vector<Promise> promises_of(db::Tx&, PartyId, Date today);
std::vector<Promise> recent_promises(db::Tx&, Date today, int days, int limit);

}  // namespace quita::dunning
