// Remittances: the files that tell a bank about new boletos.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "banking/account.h"
#include "base/money.h"
#include "db/db.h"
#include "party/act.h"
#include "party/party.h"
#include "receivable/instruments.h"
#include "receivable/title.h"

namespace quita::banking {

struct Remittance {
  RemittanceId id;
  AccountId account;
  int number = 0;    // running number of the account's files; never repeats
  std::string name;  // of the file: "CB221126.REM"
  Instant created_at;
  std::string created_by;
  int titles = 0;
  Money total;  // of those to be registered
};

// A title that cannot go, and why, in words.
struct RemittanceProblem {
  TitleId title;
  std::string number;
  std::string payer;
  Error error;
};

// Either a file was made, or nothing was and every problem is listed.
struct MadeRemittance {
  std::optional<Remittance> remittance;
  std::vector<RemittanceProblem> problems;
};

// The account's boletos that the bank does not know yet, in one file; they become `sent`. And those
// that it knows of titles paid, cancelled or given another boleto outside the bank: each is asked
// to be written off (baixa), once. With `without_problems` the titles that cannot go are left out
// and listed. Errors: account.not_found, remittance.nothing (no boleto waits), company.document
// (the company has no CNPJ or CPF yet).
Result<MadeRemittance> make_remittance(db::Tx&, const Act&, AccountId, bool without_problems);

std::vector<Remittance> remittances(db::Tx&, int limit);
Result<Remittance> find_remittance(db::Tx&, RemittanceId);  // error: remittance.not_found
std::string remittance_content(db::Tx&, RemittanceId);

struct RemittanceItemRow {
  TitleId title;
  std::string number;
  std::string payer;
  std::string our_number;
  Date due_date;
  Money amount;
  std::string state;   // of the instrument: what the bank has said since
  std::string reason;  // the bank's, in words
  std::string order;   // "registrar", "baixar"
};
std::vector<RemittanceItemRow> remittance_items(db::Tx&, RemittanceId);

// The order to register a boleto, with the title's terms as agreed (cnab::fit_to_layout says how a
// layout carries them). Legal interest is not sent: the bank charges none, and a late payment is
// completed by our own account of it.
cnab::RemittanceItem item_of(const receivable::Title&, const receivable::Instrument&,
                             const party::Party&);

}  // namespace quita::banking
