// Titles from a spreadsheet: everything is looked at, every problem is listed by line, and the file
// is taken whole or not at all (DESIGN law 7). The same line again makes no second title.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "party/act.h"
#include "party/party_import.h"
#include "receivable/receivable_service.h"

namespace quita::receivable {

struct TitleImportRow {
  int line = 0;
  party::Draft payer;  // an empty name: the payer is registered already
  NewTitle title;      // without party
};

struct TitleImport {
  char separator = ';';
  document::CsvEncoding encoding = document::CsvEncoding::utf8;
  std::vector<party::PartyImport::Column> columns;
  int rows = 0;
  int valid = 0;
  std::vector<party::ImportProblem> problems;
  std::vector<TitleImportRow> accepted;
};

// Reads the sheet; a line without terms gets the standard ones. Looks up payers without a name
// (problem import.payer_unknown). Error only when the file is no table at all.
Result<TitleImport> read_title_import(db::Tx&, const Act&, std::string_view bytes);

struct TitlesImported {
  int created = 0;
  int repeated = 0;  // their document, number and due date were imported before
  int payers_created = 0;
};
// Error import.refused when there is any problem; nothing is written then.
Result<TitlesImported> import_titles(db::Tx&, const Act&, const TitleImport&);

}  // namespace quita::receivable
