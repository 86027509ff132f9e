// The bank's statement of an account (CNAB 240, segment E): where it began, what moved it, where it
// ended.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cnab/cnab.h"

namespace quita::cnab {

struct StatementEntry {
  int line = 0;
  Date date;
  std::optional<Date> booked;  // data contábil
  Money value;                 // negative: a debit
  std::string nature;          // note G084: "DPV" available, "SSR" blocked, "SCR", "CDS"
  std::string category;        // note G092: "209"
  std::string category_words;  // Portuguese; empty for a category outside the table
  std::string history_code;    // the bank's own
  std::string history;
  std::string complement;
  std::string document;
  bool operator==(const StatementEntry&) const = default;
};

// Money of an account may be below zero.
struct Statement {
  int line = 0;       // of its lot's header
  Covenant covenant;  // agency and account as written
  std::string currency;
  int number = 0;
  std::optional<Date> opened_on;
  Money opening;
  std::vector<StatementEntry> entries;
  std::optional<Date> closed_on;
  std::optional<Money> closing;  // absent where the lot has no trailer
  std::optional<Money> limit;
  Money blocked;  // until 24 hours and beyond
  bool operator==(const Statement&) const = default;
};

struct StatementFile {
  std::string bank;
  std::string bank_name;  // as we know it, or as the file says
  std::optional<Date> made;
  std::vector<Statement> statements;
  std::vector<Finding> warnings;
};

// Reads the statements of one or several accounts by FEBRABAN's columns
// (Bradesco, Sicoob and Sicredi, read field by field, are the same; of others the warning
// cnab.generic says that no source shows it). Warning cnab.balance where
// opening balance and entries do not give the closing balance, cnab.debits and cnab.credits where
// the trailer's sums are others. Errors: as read_payments.
Result<StatementFile> read_statements(std::string_view bytes);

}  // namespace quita::cnab
