// A bank's return file applied to the titles: matched by nosso número, settled, fees recorded,
// unknown codes kept. One file is one transaction, so that a process that dies leaves nothing
// half-done; a settlement is applied once, also when two different files tell it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "banking/account.h"
#include "base/money.h"
#include "db/db.h"
#include "party/act.h"
#include "receivable/receivable_service.h"

namespace quita::banking {

// applied: it moved money or a state; noted: kept, nothing to do; repeated: another file or line
// told it before; unmatched: no boleto of ours has that number; unknown_code: the bank's code is in
// no table of ours, and was not guessed.
enum class LineOutcome { applied, noted, repeated, unmatched, unknown_code };
std::string_view name(LineOutcome);

struct ReturnImport {
  ReturnFileId id;
  std::string name;
  std::string bank;
  std::string layout;  // "CNAB240"
  Instant imported_at;
  std::string imported_by;
  int lines = 0;  // titles in the file
  int settled = 0;
  Money settled_total;
  Money fees_total;
  int problems = 0;
  std::vector<std::string> warnings;  // Portuguese, each with its line
  bool repeated = false;              // the same bytes were imported before: this is that import
};

// Errors: those of cnab::read_return; return.account (no account of this company fits the file:
// another company's file must not settle anything).
Result<ReturnImport> import_return(db::Tx&, const Act&, std::string_view file_name,
                                   std::string_view bytes, const receivable::OnSettled&);

struct ReturnLine {
  int line = 0;
  std::string our_number;
  std::string occurrence;
  std::string event;        // stable: "liquidado"
  std::string event_label;  // for people
  std::string reasons;      // in words
  Money amount, paid, fee;
  std::optional<Date> occurred_on, credited_on;
  std::optional<TitleId> title;
  std::string title_number;
  std::string party_name;
  std::string outcome;
  std::string problem;
  // Of a payment that fits no boleto: whose it seems to be, and until when his titles wait.
  std::optional<PartyId> likely_party;
  std::string likely_name;
  std::optional<Date> waits_until;
};

std::vector<ReturnImport> return_imports(db::Tx&, int limit);
Result<ReturnImport> find_return(db::Tx&, ReturnFileId);  // error: return.not_found
std::vector<ReturnLine> return_lines(db::Tx&, ReturnFileId);

}  // namespace quita::banking
