// What people and programs do about credit: set a limit, block it, and take orders into it.
//
// Each of these touches the customer's row first, so that two at once wait for each other and the
// second decides over what the first left: a limit cannot be passed by asking twice at once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "credit/credit.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::credit {

QUITA_ID(ReservationId, "crd");

struct Terms {
  std::optional<Money> limit;  // nothing: any order fits
  std::optional<int> score;    // 0 to 1000, the company's own or a bureau's
  std::string note;            // why, for people
};

struct Account {
  PartyId party;
  Standing standing;
  std::optional<int> score;
  std::string note;
  std::string set_by;
  std::optional<Instant> set_at;
};
// Of a customer without a row: no limit. Error: party.not_found.
Result<Account> account_of(db::Tx&, PartyId, Date today);

// Errors: party.not_found, credit.limit (below zero or above R$ 9.999.999.999,99), credit.score,
// credit.note (above 500 letters).
Result<Account> set_terms(db::Tx&, const Act&, PartyId, const Terms&);

// Errors: party.not_found, credit.reason (empty or above 500 letters). A second block changes
// nothing, but a person's takes the place of the régua's, which would end by itself.
Result<Account> block(db::Tx&, const Act&, PartyId, std::string_view why, bool by_policy);
// Error: credit.not_blocked.
Result<Account> unblock(db::Tx&, const Act&, PartyId, std::string_view why);
// Money came in: a block of the régua's ends when none of his titles is late any more.
void on_money(db::Tx&, const Act&, PartyId);

struct Reservation {
  ReservationId id;
  PartyId party;
  std::string reference;  // the order's number
  Money amount;
  ReservationState state = ReservationState::reserved;
  Date expires_on;  // the last day on which it holds its part
  Instant created_at;
  std::string created_by;
  std::optional<Instant> ended_at;
  std::string ended_by, note;
  std::vector<TitleId> titles;

  bool expired_on(Date today) const {
    return state == ReservationState::reserved && expires_on < today;
  }
};

struct NewReservation {
  PartyId party;
  std::string reference;
  Money amount;
  std::optional<Date> expires_on;  // reservation_days from today when absent
};
// The same order again gives the same reservation; one that was given up or has expired takes its
// part of the limit anew, if it still fits. Errors: party.not_found, credit.reference (empty
// or above 60 letters), credit.reference_taken (that order with another amount), credit.expires_on,
// and those of may_reserve().
Result<Reservation> reserve(db::Tx&, const Act&, const NewReservation&);

// The order became these titles of the same customer. Told again, nothing changes. An expired one
// may still be invoiced: the sale was made. Errors: credit.not_found, credit.released,
// credit.titles (none, another customer's, or one that stands for another order).
Result<Reservation> invoice(db::Tx&, const Act&, ReservationId, std::span<const TitleId>);

// The order was given up. Errors: credit.not_found, credit.invoiced; a second release changes
// nothing.
Result<Reservation> release(db::Tx&, const Act&, ReservationId, std::string_view why);

// Newest first; those that hold a part, or every one.
std::vector<Reservation> reservations_of(db::Tx&, PartyId, bool all, Date today, int limit);

}  // namespace quita::credit
