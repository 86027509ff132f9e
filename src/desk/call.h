// A call with a customer, told by the person who made or took it. What came of it is done by the
// use cases that the portal and the other screens call too: a promise, a dispute, money in flight.
//
//   outcome       talked  counts  what follows
//   talked        yes     yes     the number works
//   promised      yes     yes     a promise (dunning/promise.h)
//   disputes      yes     yes     a dispute of one title (dunning/dispute.h)
//   already_paid  yes     yes     money in flight (dunning/hold.h)
//   refuses       yes     yes     nothing by itself: the régua and the profile's rules go on
//   hardship      yes     yes     the payer's profile is "hardship", which softens the régua
//   callback      yes     yes     a task on the day agreed
//   third_party   no      yes     nothing: a debt is nobody else's business (CDC 42)
//   no_answer     no      no      nothing
//   wrong_number  no      no      the contact does not work
//
// "talked" is a fact party.conversation, after which machines are quiet; "counts" takes from the
// person's contact budget when we called him. A call is a fact: logging it is never refused because
// it should not have been made (call_sheet.h tells that before).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/money.h"
#include "db/db.h"
#include "dunning/task.h"
#include "party/act.h"

namespace quita::desk {

QUITA_ID(CallId, "cal");

enum class Outcome {
  talked,
  promised,
  disputes,
  already_paid,
  refuses,
  hardship,
  callback,
  third_party,
  no_answer,
  wrong_number,
};
std::string_view word(Outcome);   // "already_paid"
std::string_view label(Outcome);  // Portuguese: "Diz que já pagou"
std::optional<Outcome> parse_outcome(std::string_view word);
bool talked(Outcome);   // with the customer himself
bool reached(Outcome);  // somebody answered

enum class Direction { outgoing, incoming };
std::string_view word(Direction);
std::optional<Direction> parse_direction(std::string_view word);

inline constexpr int next_days_max = 90;

struct NewCall {
  PartyId party;
  std::optional<ContactId> contact;  // the telephone
  Direction direction = Direction::outgoing;
  Outcome outcome = Outcome::talked;
  std::string note;
  std::optional<Date> next_on;          // when somebody should call again; a task
  std::optional<TitleId> title;         // promised, already_paid: all that he owes when absent
  std::optional<Date> date;             // promised: by when; already_paid: when
  std::optional<Money> amount;          // promised; what will be owed on that day when absent
  std::optional<dunning::TaskId> task;  // that this call does
};

struct Call {
  CallId id;
  PartyId party;
  Instant at;
  Date on;
  std::optional<UserId> user;
  std::string by;  // the person's name
  Direction direction = Direction::outgoing;
  std::string number;
  Outcome outcome = Outcome::talked;
  std::string note;
  std::optional<Date> next_on;
  std::optional<HoldId> promise;
};

// Errors: party.not_found, call.contact (not a telephone of his), call.note (above 1000 letters;
// none for a dispute), call.title (none for a dispute), call.date (none for a promise),
// call.next_on (past, too far, or none for a callback), call.nothing_owed (already_paid),
// task.not_found (another customer's), and those of the use cases that it leads to.
Result<Call> log_call(db::Tx&, const Act&, const NewCall&);

// Newest first.
std::vector<Call> calls_of(db::Tx&, PartyId, int limit);

}  // namespace quita::desk
