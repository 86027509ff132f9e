// Return files: what the bank did, from its bytes to typed values and back.
#pragma once

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

// The bank's side, for the simulated bank: a return file as this bank writes it. In the entries
// `line`, the words and `our_number_written` are ignored; `our_number` is without check digit.
// Problems as in write_remittance.
tl::expected<std::string, std::vector<Error>> write_return(const Covenant&, const FileStamp&,
                                                           std::span<const ReturnEntry>);

}  // namespace quita::cnab
