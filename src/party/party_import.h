// Customers from a spreadsheet: everything is looked at, every problem is listed by line, and the
// file is taken whole or not at all (DESIGN law 7).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "document/csv.h"
#include "party/act.h"
#include "party/party.h"
#include "party/party_service.h"

namespace quita::party {

struct ImportProblem {
  int line = 0;
  std::string column;  // the header, as written in the file; empty when the whole line is meant
  std::string field;   // our name of it
  std::string code, message;
  std::string found;  // what stands in the cell
};

struct ImportRow {
  int line = 0;
  Draft draft;
  std::string note;
};

struct PartyImport {
  char separator = ';';
  document::CsvEncoding encoding = document::CsvEncoding::utf8;
  struct Column {
    std::string header, field;  // field empty: not used
  };
  std::vector<Column> columns;
  int rows = 0;
  int valid = 0;
  std::vector<ImportProblem> problems;
  std::vector<ImportRow> accepted;
};

// Pure. Error only when the file is no table at all (document::read_csv).
Result<PartyImport> read_party_import(std::string_view bytes);

struct Imported {
  int created = 0;
  int updated = 0;
};
// Error import.refused when there is any problem; nothing is written then.
Result<Imported> import_parties(db::Tx&, const Act&, const PartyImport&, const OnChanged& = {});

}  // namespace quita::party
