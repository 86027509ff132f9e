// Any bytes are either a table whose rows have the header's columns, or refused with a full error.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "document/csv_columns.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita::document;
  const auto table = read_csv({reinterpret_cast<const char*>(data), size});
  if (!table) {
    const auto& error = table.error();
    if (error.code.empty() || error.message.empty() || error.field.empty()) std::abort();
    return 0;
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : table->rows) {
    if (row.cells.size() != table->header.size() || row.line <= table->header_line) std::abort();
    for (const auto& cell : row.cells) {
      if (!quita::valid_utf8(cell)) std::abort();
      static_cast<void>(parse_cell_date(cell));
      static_cast<void>(parse_cell_money(cell, table->decimal_comma));
    }
    rows.push_back(row.cells);
  }
  for (const auto columns : {party_columns(), title_columns()}) {
    const auto mapping = map_columns(table->header, columns);
    if (mapping.column_of.size() != columns.size()) std::abort();
  }
  static_cast<void>(read_csv(write_csv(table->header, rows)));
  return 0;
}
