// The algebra of holds (DESIGN law 6): what keeps the régua from a title on a date, and the day on
// which collection resumes. Each hold is an interval of days and a scope; together they are their
// union, so that their order and their number change nothing. Pure.
//
//   kind             begins       ends                        broken by
//   manual, legal    today        the day said, or never      a person
//   money_in_flight  today        as the money may take       the money
//   promise          today        the day promised            paying the title
//   dispute          today        never                       a person's answer
//   agreement        its signing  its last instalment         the agreement's break
// Two kinds of money in flight are nobody's doing (money_in_flight.h): a credit of which it is not
// known yet what it pays, and a return file that has not come.
// Collection resumes on the day after the last day held, with the latest step due; what is taken
// back resumes at once.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"

namespace quita::dunning {

// In the order in which one of several is told as the reason.
enum class HoldKind { legal, dispute, agreement, manual, promise, money_in_flight };
std::string_view word(HoldKind);   // "money_in_flight"
std::string_view label(HoldKind);  // Portuguese: "Promessa de pagamento"
std::optional<HoldKind> parse_hold_kind(std::string_view);

// Why money is said to be on its way.
enum class Flight {
  told_paid,     // the customer says that he has paid
  scheduled,     // he says that his bank will pay on a day
  pix_pending,   // the Pix provider has announced it, and not credited it
  stray_credit,  // the bank told of a payment that seems to be his, and fits no boleto
  return_late,   // the bank has not told yet who paid
};
std::string_view word(Flight);   // "pix_pending"
std::string_view label(Flight);  // Portuguese: "Pix em processamento"
std::optional<Flight> parse_flight(std::string_view);

inline constexpr std::size_t cnpj_root_letters = 8;  // what the companies of a group share

struct HoldFacts {
  HoldKind kind = HoldKind::manual;
  std::optional<TitleId> title;  // nothing: the whole customer
  Date starts_on;
  std::optional<Date> ends_on;        // the last day held; nothing: until somebody releases it
  Flight flight = Flight::told_paid;  // of money in flight
  bool operator==(const HoldFacts&) const = default;
};

// Whether that hold keeps the title from being asked for on that date.
bool covers(const HoldFacts&, const TitleId&, Date);

// Those that do, first the one that is told as the reason: by kind, then the one that lasts
// longest.
std::vector<const HoldFacts*> holds_on(std::span<const HoldFacts>, const TitleId&, Date);
bool is_held(std::span<const HoldFacts>, const TitleId&, Date);

// The first day from `date` on on which nothing holds the title; nothing: nobody knows.
std::optional<Date> resumes_on(std::span<const HoldFacts>, const TitleId&, Date date);

// What became of a promise: computed from the money that came in, never set by hand.
enum class PromiseState { running, kept, broken, withdrawn };
std::string_view word(PromiseState);
struct PromiseFacts {
  Date made_on;
  Date promised_on;
  Money amount;
  bool withdrawn = false;
};
// Money of the promise's titles that came in on that business date; taken back: negative.
struct Receipt {
  Date on;
  Money amount;
};
// Kept: the receipts from the day it was made to the day promised add up to the amount. Broken:
// they do not, and the day is over. News that comes late (a return file tells of yesterday) counts
// on its own date, so that a promise may turn out kept after all.
PromiseState promise_state(const PromiseFacts&, std::span<const Receipt>, Date today);

}  // namespace quita::dunning
