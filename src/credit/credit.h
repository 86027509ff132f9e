// What a customer may owe, and whether one more order fits. Pure.
//
//   available = limit − balance of his open titles − orders reserved
//
// A limit is a reservation, taken when an order is taken and not when its invoice is printed
// (ERPNext #33967, #10861 check at the wrong stage, or not at all):
//
//   reserved -> invoiced   titles stand for it now; they use the limit in its place
//            -> released   the order was given up
//            -> (expired)  older than its last day: it holds nothing any more
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

namespace quita::credit {

struct Block {
  Date since;
  std::string by;
  std::string why;
  bool by_policy = false;  // the régua set it, and takes it back when nothing is late any more
};

struct Standing {
  std::optional<Money> limit;  // nothing: none was set, any order fits
  Money open;                  // balance of his open titles, without charges
  Money reserved;              // orders that are not invoiced yet
  std::optional<Block> block;

  Money used() const { return open + reserved; }
  // May be below zero, when a limit was lowered or a sale came in past it (an NF-e that exists is
  // taken as it is). Nothing without a limit.
  std::optional<Money> available() const;
};

// Whether an order of that amount may be taken. Errors: credit.amount (not above zero),
// credit.blocked, credit.exceeded (its message tells the limit, what is used, and what is free).
Status may_reserve(const Standing&, Money amount);

enum class ReservationState { reserved, invoiced, released };
std::string_view word(ReservationState);  // as stored and in the API
std::optional<ReservationState> parse_reservation_state(std::string_view);

inline constexpr int reservation_days = 30;       // that an order holds its part when none are told
inline constexpr int reservation_days_max = 365;  // at most
inline constexpr int score_max = 1000;            // as the bureaus count

}  // namespace quita::credit
