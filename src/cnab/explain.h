// A file told field by field, in words, from the same tables that read and write it.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "cnab/layout.h"

namespace quita::cnab {

// For each line its record and the layout's source, for each field columns, name, what stands there
// and what that means; then what the reader has to say. Lines that the layout does not know are
// shown as they are. Memory does not grow with the file. Errors: those of identifying the file, as
// read_return.
Status explain(std::istream&, std::ostream&);
Status explain(std::string_view bytes, std::ostream&);

// What the columns of one field mean, in Portuguese: "R$ 1.299,90", "10/12/2026", "Liquidação
// normal"; empty where the columns say it themselves. `line` is the whole record.
std::string field_in_words(const Layout&, Direction, const Record&, const Field&,
                           std::string_view line);

}  // namespace quita::cnab
