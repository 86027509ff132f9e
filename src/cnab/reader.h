// What reading a remittance, reading a return and checking a file have in common.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cnab/layout.h"
#include "cnab/lines.h"

namespace quita::cnab {

struct OpenFile {
  Identity identity;
  const Layout* layout = nullptr;
  bool generic = false;  // no tables of this bank: FEBRABAN's common positions
  Text text;             // its lines have the layout's width

  std::span<const Record> records() const { return layout->records(identity.direction); }
};

// Tells bank, format and direction, finds the layout and fits the lines to it. `wanted`: refuse the
// other direction. Errors: cnab.empty, cnab.not_cnab, cnab.bank, cnab.direction.
Result<OpenFile> open_file(std::string_view bytes, std::optional<Direction> wanted);

// What a line is: one of the layout's records, an optional one that is not read, or unknown.
struct Classified {
  const Record* record = nullptr;
  bool optional = false;
};
Classified classify(const OpenFile&, const Line&);

// The error of a line that the layout does not know.
Error unknown_record(const OpenFile&, const Line&);

// Order of the records, sequence numbers and the trailers' counts.
void check_structure(const OpenFile&, Finding::Severity, Findings&);

// Moves warnings on and turns the first error, if there is one, into the reader's refusal.
Status sort_problems(std::vector<Finding>& problems, Findings& warnings);

}  // namespace quita::cnab
