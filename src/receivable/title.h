// A title: what one customer owes by one date, and the terms on which he owes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/money.h"

namespace quita::receivable {

enum class InterestMode { none, monthly, daily, legal };
enum class DiscountMode { fixed, percent };
enum class OriginKind { nfe, order, api, manual, csv };
enum class TitleState { open, partly_paid, paid, cancelled, written_off, renegotiated };

std::string_view name(InterestMode);
std::string_view name(DiscountMode);
std::string_view name(OriginKind);
std::string_view name(TitleState);
std::optional<InterestMode> parse_interest_mode(std::string_view);
std::optional<DiscountMode> parse_discount_mode(std::string_view);
std::optional<OriginKind> parse_origin_kind(std::string_view);
std::optional<TitleState> parse_title_state(std::string_view);
std::string_view label(TitleState);  // Portuguese: "em aberto", "pago em parte" …
// Still owed: open or partly paid.
constexpr bool collectable(TitleState state) {
  return state == TitleState::open || state == TitleState::partly_paid;
}

// Granted when the title is settled until a date, which is at or before the due date.
struct Discount {
  Date until;
  DiscountMode mode = DiscountMode::fixed;
  Money amount;  // fixed
  Rate rate;     // percent of face − rebate
  bool operator==(const Discount&) const = default;
};

struct Terms {
  Rate fine;                                         // multa, once
  InterestMode interest_mode = InterestMode::legal;  // none agreed: CC 406
  Rate interest;                                     // monthly: simple, a month of 30 days
  Money interest_daily;             // daily: on the whole face; in proportion after a part is paid
  std::vector<Discount> discounts;  // at most three, by rising date
  Money rebate;                     // abatimento granted at issue
  bool operator==(const Terms&) const = default;
};

struct Title {
  TitleId id;
  PartyId party;
  std::string number;       // seu número: what the customer knows it by
  std::string description;  // what was sold, shown to the payer
  Date issue_date;
  Date due_date;
  Money amount;  // face
  Terms terms;
  OriginKind origin_kind = OriginKind::manual;
  std::string origin_key;  // NF-e key and duplicata, the caller's key …; unique with its kind
  std::optional<AccountId> account;
  Instant created_at;
};

// What a caller should know and may ignore.
struct Warning {
  std::string code, message;
};

// The hard rules. Codes: title.number, .description, .amount, .due_date (before issue), .fine
// (above 100 %), .interest, .discount (more than three, after the due date, not below the amount,
// out of order), .rebate.
Status check_title(const Title&);
// Named warnings, for a payer who is a consumer (CPF) or a company: title.fine_consumer (above 2 %,
// CDC 52 §1), title.fine_high (above 10 %), title.interest_high (above 1 % a month for a consumer:
// Dec. 22.626/33 caps at twice the legal rate; above 3.3 % a month for anybody),
// title.interest_daily_rounding (R$/day from a small title).
std::vector<Warning> warnings_of(const Title&, bool consumer);

// "Multa de 2% e juros de 1% ao mês após o vencimento. Desconto de R$ 5,00 até 10/12/2026."
std::string terms_text(const Terms&);

// `discounts` as kept in the database and back: JSON. Error: title.discounts.
std::string discounts_to_json(const std::vector<Discount>&);
Result<std::vector<Discount>> discounts_from_json(std::string_view);

}  // namespace quita::receivable
