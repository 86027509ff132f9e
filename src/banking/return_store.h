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
  Money fee;  // what was recorded of the entry's fee
  bool needs_person = false;
  // A payment that fits no boleto of ours: the customer whose it seems to be, whose titles wait.
  std::optional<PartyId> likely_party;
};

std::optional<ReturnImport> find_return_by_digest(db::Tx&, std::string_view sha256);
// The file itself, before anything of it is applied. Two processes cannot both take the same bytes:
// the second one's transaction fails and, run again, finds the first one's.
void insert_return(db::Tx&, const ReturnImport&, AccountId, std::string_view sha256,
                   std::string_view bytes, Date covers_on);
// Its figures and lines, once everything is applied. Whose stray payments these seem to be, waits
// until `waits_until`.
void finish_return(db::Tx&, const ReturnImport&, const std::vector<StoredLine>&, Date waits_until);
// {"bank": "341", "reason": "…"}, for the timeline.
std::string reason_json(std::string_view bank, std::string_view reasons);
// What the audit log keeps of an import.
std::string summary_json(const ReturnImport&);

}  // namespace quita::banking
