// A customer's statement of account as A4 pages.
#pragma once

#include <string>

#include "db/db.h"
#include "receivable/customer_statement.h"

namespace quita::messaging {

struct StatementSheet {
  std::string creditor_name, creditor_line;  // who is owed: name; CNPJ, address
  std::string customer_name, customer_document;
  receivable::CustomerStatement statement;
  Date printed_on;
};

// Error: party.not_found.
Result<StatementSheet> statement_sheet(db::Tx&, PartyId, receivable::CustomerStatement, Date today);

// Slow, like every PDF: call it outside a transaction.
std::string render_statement(const StatementSheet&);

}  // namespace quita::messaging
