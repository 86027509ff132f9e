// A customer's statement of account over a period, from the journal, to the centavo.
//
// Law, for every customer and period:   opening + Σ (debit − credit) = closing
// where opening and closing are the balances of all his titles in the books on the evening before
// the period and on its last day, and the ageing adds up to closing. So statements of periods that
// follow each other join without a seam. Entries stand on the business date of their fact, not of
// their recording: a payment of yesterday that a bank tells today stands under yesterday.
//
// Charges of the day are not in the books until they are paid or waived (journal.h); what he would
// have to pay on the last day stands beside the closing balance, and a credit of his (money beyond
// what was owed) beside both: it belongs to no title.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/db.h"
#include "receivable/charges.h"
#include "receivable/journal.h"

namespace quita::receivable {

struct StatementTitle {
  Title title;
  std::vector<Entry> journal;
};

struct StatementLine {
  Date on;
  TitleId title;
  std::string number;
  Date due_date;  // in force on that day
  EntryKind kind = EntryKind::issued;
  std::string text;     // Portuguese: "Pagamento (multa R$ 2,00, juros R$ 1,00)"
  Money debit, credit;  // one of them, positive
  Money balance;        // of all his titles, after this line
};

struct StatementBand {
  std::string name;  // "a vencer", "1 a 30 dias" …
  Money amount;
  int titles = 0;
};

struct CustomerStatement {
  Date from, to;
  Money opening;
  std::vector<StatementLine> lines;  // by date, then title, then order of recording
  Money debits, credits;
  Money closing;
  std::vector<StatementBand> ageing;  // of closing, on the last day
  Money payable;                      // what he would have to pay on the last day
  Money credit;                       // his, on the last day
};

// `from` <= `to`.
CustomerStatement make_statement(std::span<const StatementTitle>, Date from, Date to,
                                 const LegalRates& = LegalRates::published());

inline constexpr int statement_days_max = 5 * 366;
// Of a customer's titles, however old. Errors: statement.period (turned round, longer than
// statement_days_max, or beyond today), party.not_found.
Result<CustomerStatement> statement_of(db::Tx&, PartyId, Date from, Date to, Date today);

// For Excel in Portuguese (document/csv.h): the lines between opening and closing.
std::string statement_csv(const CustomerStatement&);
// "extrato-2026-10-01-2026-10-31.csv"
std::string statement_file_name(const CustomerStatement&, std::string_view ending);

}  // namespace quita::receivable
