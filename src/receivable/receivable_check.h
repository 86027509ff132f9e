// Proves the laws of titles over what is stored, for `quita check`. Reads everything: not for a
// request.
#pragma once

#include <string>
#include <vector>

#include "db/db.h"

namespace quita::receivable {

struct Violation {
  std::string law;      // "journal.projection", stable
  std::string subject;  // "rec_…"
  std::string message;  // Portuguese: expected and found
};
// journal.sequence, .projection, .issued, .law, .reversal, .title; title.party, .next_step;
// instrument.title, .account, .amount, .settled, .number; return_line.title; event.title.
std::vector<Violation> check_ledger(db::Tx&);

}  // namespace quita::receivable
