// The validator: reads a file against its bank's layout and names every deviation by line,
// columns, rule, what stands there and what was expected.
#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

#include "cnab/layout.h"

namespace quita::cnab {

struct CheckReport {
  std::string bank;
  Format format = Format::cnab400;
  Direction direction = Direction::remittance;
  Service service = Service::collection;
  int lines = 0;
  int titles = 0;                 // or payments, entries of a statement, slips of a DDA
  std::vector<Finding> findings;  // by line and column; empty for a faultless file
};

// Error when not even bank and layout can be told (as read_return).
Result<CheckReport> check(std::string_view bytes);
Result<CheckReport> check(std::istream&);  // memory does not grow with the file

}  // namespace quita::cnab
