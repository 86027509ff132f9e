// Spreadsheets as text (RFC 4180 and what Excel in Portuguese makes of it): separator, encoding and
// decimal sign are detected, quoted cells may hold line ends, and each row knows its line.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace quita::document {

enum class CsvEncoding { utf8, utf16le, utf16be, windows1252 };

struct CsvLimits {
  std::size_t bytes_max = 20 * 1024 * 1024;
  std::size_t rows_max = 200'000;
  std::size_t columns_max = 256;
};

struct CsvRow {
  int line = 0;                    // of the file, from 1, where the row begins
  std::vector<std::string> cells;  // UTF-8, trimmed; as many as the header has
};

struct CsvTable {
  char separator = ';';
  CsvEncoding encoding = CsvEncoding::utf8;
  bool decimal_comma = true;  // how its numbers are written; true when nothing tells
  int header_line = 1;
  std::vector<std::string> header;
  std::vector<CsvRow> rows;  // without blank ones
};

// The first row that is not blank is the header; so is a line "sep=;" before it obeyed. Errors,
// with "linha L, coluna C" as field: csv.size, csv.empty, csv.encoding, csv.quote, csv.columns,
// csv.rows.
Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& = {});

// A column that an import knows, and the names under which people write it.
struct CsvColumn {
  std::string_view key;  // "vencimento"
  bool required = false;
  std::vector<std::string_view> synonyms;  // besides the key; case, accents and signs are ignored
};

struct CsvMapping {
  std::vector<int> column_of;        // for each CsvColumn its index in the header, or -1
  std::vector<std::string> ignored;  // headers that no column claims
  std::vector<Error> problems;       // csv.column_missing, csv.column_twice: all of them
};
CsvMapping map_columns(const std::vector<std::string>& header, std::span<const CsvColumn>);

// The cell of a mapped column, or the empty text.
std::string_view cell_of(const CsvRow&, const CsvMapping&, std::size_t column);

// For Excel in Portuguese: UTF-8 with BOM, ';', CRLF. A cell that a spreadsheet would take for a
// formula (it starts with = + - @, tab or carriage return and is no number) gets a leading
// apostrophe (OWASP, CSV injection).
std::string write_csv(const std::vector<std::string>& header,
                      std::span<const std::vector<std::string>> rows);

}  // namespace quita::document
