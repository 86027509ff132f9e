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
// journal.projection, journal.sequence, journal.law, journal.issued, journal.reversal, title.party,
// title.state, title.next_step, instrument.title, instrument.amount, instrument.number,
// return_line.title, event.title …
std::vector<Violation> check_ledger(db::Tx&);

}  // namespace quita::receivable
