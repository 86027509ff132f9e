// Return files and their lines as the database keeps them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "banking/return_import.h"

namespace quita::banking {

// What became of one entry of a file.
struct StoredLine {
  const cnab::ReturnEntry* entry = nullptr;
  std::optional<TitleId> title;
  LineOutcome outcome = LineOutcome::noted;
  std::string reasons;
  std::string problem;
  bool settled = false;
  bool needs_person = false;
};

std::optional<ReturnImport> find_return_by_digest(db::Tx&, std::string_view sha256);
// Takes the file for this transaction before anything is applied: false when it is taken already.
bool claim_return(db::Tx&, const ReturnImport&, AccountId, std::string_view sha256,
                  std::string_view bytes);
// Its figures and lines, once everything is applied.
void finish_return(db::Tx&, const ReturnImport&, const std::vector<StoredLine>&);
// {"banco": "341", "motivo": "…"}, for the timeline.
std::string reason_json(std::string_view bank, std::string_view reasons);

}  // namespace quita::banking
