// Return files: what the bank did, from its bytes to typed values and back.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cnab/cnab.h"

namespace quita::cnab {

// Bank and format are told by the file's own header, never assumed. Deviations that leave the
// content certain (right-stripped or over-long lines, BOM, UTF-16, a missing line end, a 0x1A at
// the end, wrong trailer counts) become warnings with their line; a file of which the layout is
// not known is refused. A header or trailer is never a title.
// Errors: cnab.empty, cnab.not_cnab, cnab.bank, cnab.direction, cnab.record, cnab.field.
Result<ReturnFile> read_return(std::string_view bytes);

// Takes a return title by title, as the file is read.
class ReturnVisitor {
 public:
  virtual ~ReturnVisitor() = default;
  // Once, before the first title. An error ends the reading and is its result; so below.
  virtual Status head(const ReturnHead&) { return {}; }
  // The entry stands until the next call: its texts are written over.
  virtual Status title(const ReturnEntry&) = 0;
};

// The same file without keeping it: memory does not grow with the file when it comes as a stream.
// Gives the warnings. As read_return refuses a file whole, whoever visits one must be able to undo
// what came before an error: a fault may stand in the last line.
Result<std::vector<Finding>> visit_return(std::istream&, ReturnVisitor&);
Result<std::vector<Finding>> visit_return(std::string_view bytes, ReturnVisitor&);

// The bank's side, for the simulated bank: a return file as this bank writes it. In the entries
// `line`, the words and `our_number_written` are ignored; `our_number` is without check digit.
// Problems as in write_remittance.
tl::expected<std::string, std::vector<Error>> write_return(const Covenant&, const FileStamp&,
                                                           std::span<const ReturnEntry>);

}  // namespace quita::cnab
