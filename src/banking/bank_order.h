// Orders to the bank about a slip that it knows: protest, negative listing, and the end of either.
// They leave with the next remittance of the slip's account.
//
//   due -> sent        the remittance that carries it was made
//       -> withdrawn   taken back before that: by a person, or because nothing is owed any more
//
// What was asked and is not owed any more is stopped by the remittance itself: a protest together
// with the write-off of the slip (sustar e baixar), a listing by an order of its own, so that the
// payer's name is clean within five business days of the payment (STJ, Súmula 548).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "cnab/cnab.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::banking {

QUITA_ID(BankOrderId, "bko");

enum class BankOrderKind { protest, list_negative, stop_protest, stop_negative };
std::string_view word(BankOrderKind);   // "list_negative", as stored and in the API
std::string_view label(BankOrderKind);  // Portuguese: "Negativar"
std::optional<BankOrderKind> parse_bank_order_kind(std::string_view);
cnab::Order order_of(BankOrderKind);
std::optional<BankOrderKind> bank_order_kind_of(cnab::Order);

struct BankOrder {
  BankOrderId id;
  BankOrderKind kind = BankOrderKind::protest;
  std::string state;  // "due", "sent", "withdrawn"
  InstrumentId instrument;
  TitleId title;
  std::string title_number;
  Instant asked_at;
  std::string asked_by;
  std::optional<RemittanceId> remittance;
};

// Whether the bank can be asked that of the title now. Errors: bank_order.title (it is not open),
// bank_order.not_registered (no slip of it is registered at a bank), bank_order.not_in_layout (that
// bank's file knows no such order: a person asks it).
Status may_order(db::Tx&, TitleId, BankOrderKind);

// The order that leaves next; asked again, the same one. Errors: those of may_order.
Result<BankOrder> ask_bank(db::Tx&, const Act&, TitleId, BankOrderKind);

// Takes back what has not left yet. Errors: bank_order.not_found, bank_order.sent (ask the bank to
// stop it instead).
Result<BankOrder> withdraw_order(db::Tx&, const Act&, BankOrderId);

// Newest first; of one title, or those that have not left.
std::vector<BankOrder> orders_of(db::Tx&, TitleId);
std::vector<BankOrder> orders_due(db::Tx&, int limit);

}  // namespace quita::banking
