// What reading a remittance, reading a return and checking a file have in common.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cnab/layout.h"
#include "cnab/lines.h"

namespace quita::cnab {

// A file whose lines are read one after another by its own bank's tables.
struct OpenFile {
  Identity identity;
  const Layout* layout = nullptr;
  bool generic = false;  // no tables of this bank: FEBRABAN's common positions

  std::span<const Record> records() const { return layout->records(identity.direction); }
};

// Tells bank, format and direction by the first line, finds the layout and fits the lines to it.
// `wanted`: refuse the other direction; `service`: refuse files about anything else. Errors:
// cnab.empty, cnab.not_cnab, cnab.bank, cnab.service, cnab.direction.
Result<OpenFile> open_file(LineReader&, std::optional<Direction> wanted,
                           std::optional<Service> service = Service::collection);

// What a line is: one of the layout's records, an optional one that is not read, or unknown.
struct Classified {
  const Record* record = nullptr;
  bool optional = false;
};

// Tells records apart by the column in which a format writes the record's type, and only then by
// their marks.
class Classifier {
 public:
  explicit Classifier(const OpenFile&);
  Classified operator()(const Line&) const;

 private:
  const OpenFile* file_;
  std::size_t column_;                         // of the type, from 0
  std::array<std::uint64_t, 256> possible_{};  // by the type's byte: a bit for each record
};

// The error of a line that the layout does not know.
Error unknown_record(const OpenFile&, const Line&);

// Order of the records, sequence numbers and the trailers' counts, line by line.
class StructureCheck {
 public:
  StructureCheck(const OpenFile& file, Finding::Severity severity, Findings& findings)
      : file_(file), severity_(severity), findings_(findings) {}

  void take(const Record*, const Line&);
  void finish();

 private:
  void take_400(const Record*, const Line&);
  void take_240(const Record*, const Line&);
  void compare(const Record&, const Line&, Key, int expected);
  void add(int line, std::string_view rule, std::string_view what);

  const OpenFile& file_;
  Finding::Severity severity_;
  Findings& findings_;
  bool ended_ = false;
  int last_line_ = 0;
  int records_ = 0;
  int lots_ = 0;
  int lot_records_ = 0;
  int in_lot_ = 0;
};

// Moves warnings on and turns the first error, if there is one, into the reader's refusal.
Status sort_problems(std::vector<Finding>& problems, Findings& warnings);

}  // namespace quita::cnab
