// The period of a statement as a request says it: of its JSON, its spreadsheet and its PDF.
#pragma once

#include "http/route.h"
#include "receivable/customer_statement.h"

namespace quita::receivable {

inline constexpr int statement_days_default = 90;  // up to its last day

// Of the path's {id}. Errors: those of statement_of and of a parameter that is no date.
Result<CustomerStatement> statement_asked(db::Db&, const Clock&, const http::Context&);
// Declares the period for the document.
http::Route& with_statement_period(http::Route&);

}  // namespace quita::receivable
