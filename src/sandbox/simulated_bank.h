// The bank's side, where the bank cannot be reached: it writes the return file that the real one
// would send, in the account's own layout, so that everything after it is the real path.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "banking/account.h"
#include "base/money.h"
#include "cnab/return.h"
#include "db/db.h"
#include "party/act.h"
#include "receivable/receivable_store.h"

namespace quita::sandbox {

// What banks usually ask for a settled boleto.
inline constexpr Money settlement_fee = Money::centavos(199);

// Somebody pays a title's newest boleto on a day: the bank asks him the charges of that day.
// `amount` absent: all of it. Credited on the next business day. Errors: title.not_found,
// slip.no_boleto, slip.not_open.
struct PaidBoleto {
  AccountId account;
  cnab::ReturnEntry entry;
};
Result<PaidBoleto> pay(db::Tx&, TitleId, std::optional<Money> amount, Date on);

// The bank took a boleto into its books, or did not: it has no agency for the payer's CEP.
cnab::ReturnEntry registered(const receivable::Instrument&, Date on);
cnab::ReturnEntry rejected(const receivable::Instrument&, Date on);
// A payment under a number that the company never gave out: another system's boleto.
cnab::ReturnEntry strange_payment(std::string our_number, Money paid, Date on);

// The return file of one account with these entries. Errors: account.not_found, those of
// cnab::write_return.
Result<std::string> return_file(db::Tx&, const Act&, AccountId, std::span<const cnab::ReturnEntry>);

}  // namespace quita::sandbox
