// What headers and trailers are filled with, the same for remittances and returns.
#pragma once

#include <string_view>

#include "cnab/record.h"

namespace quita::cnab {

// Running counts of a file being written.
struct Totals {
  int lot_records = 0;   // header and trailer of the lot included
  int file_records = 0;  // of the file, all included
  int titles = 0;
  Money value;
};

// monostate for a key that is not of the covenant or the file.
Value file_value(const Layout&, const Covenant&, const FileStamp&, Direction, const Totals&, Key);
// The agreement's data that this layout's records carry but the covenant lacks.
void check_covenant(RecordWriter&, const Layout&, Direction, const Covenant&, const FileStamp&);
// As far as header, lot header and detail carry it.
void read_covenant(const RecordView&, const Layout&, Covenant&);

// 1 for a CPF (11 characters), 2 for a CNPJ (14); 0 for none.
std::int64_t document_kind(std::string_view document);
// "00012345678901234" read from a numeric field of 14 or 15, by its kind 1 or 2.
std::string document_of(const RecordView&, Key kind, Key document);
// The wallet as the layout codes it, and back.
std::string wallet_code(const Layout&, std::string_view wallet);
std::string wallet_of(const Layout&, std::string_view code);

}  // namespace quita::cnab
