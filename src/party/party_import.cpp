#include "party/party_import.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/text.h"
#include "document/csv_columns.h"
#include "party/party_service.h"

namespace quita::party {
namespace {

using document::PartyColumn;

constexpr std::size_t index(PartyColumn column) { return static_cast<std::size_t>(column); }

// Several values of one cell: "a@b.com; c@d.com".
std::vector<std::string_view> values_of(std::string_view cell) {
  std::vector<std::string_view> values;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= cell.size(); ++i) {
    if (i < cell.size() && cell[i] != ';' && cell[i] != ',' && cell[i] != '|') continue;
    const std::string_view value = trim(cell.substr(start, i - start));
    if (!value.empty()) values.push_back(value);
    start = i + 1;
  }
  return values;
}

// Which column an error of check_draft is about.
PartyColumn column_of(const Error& error, const std::vector<PartyColumn>& contact_columns) {
  const std::string& field = error.field;
  if (field.starts_with("document")) return PartyColumn::document;
  if (field.starts_with("trade_name")) return PartyColumn::trade_name;
  if (field.starts_with("tags")) return PartyColumn::tags;
  if (field.starts_with("contacts.")) {
    const auto at = static_cast<std::size_t>(std::stoul(field.substr(9)));
    return at < contact_columns.size() ? contact_columns[at] : PartyColumn::email;
  }
  if (field.ends_with("postal_code")) return PartyColumn::cep;
  if (field.ends_with("state")) return PartyColumn::state;
  if (field.starts_with("addresses")) return PartyColumn::street;
  return PartyColumn::name;
}

struct Reader {
  const document::CsvTable& table;
  const document::CsvMapping& mapping;
  PartyImport& import;
  std::map<std::string, int> seen_documents;

  std::string_view cell(const document::CsvRow& row, PartyColumn column) const {
    return document::cell_of(row, mapping, index(column));
  }
  std::string header(PartyColumn column) const {
    const int at = mapping.column_of[index(column)];
    return at < 0 ? std::string() : table.header[static_cast<std::size_t>(at)];
  }
  void complain(const document::CsvRow& row, PartyColumn column, const std::string& code,
                const std::string& message) {
    import.problems.push_back({row.line, header(column),
                               std::string(document::party_columns()[index(column)].key), code,
                               message, std::string(cell(row, column))});
  }

  void read(const document::CsvRow& row) {
    ImportRow out;
    out.line = row.line;
    Draft& draft = out.draft;
    draft.name = cell(row, PartyColumn::name);
    draft.trade_name = cell(row, PartyColumn::trade_name);
    draft.document = cell(row, PartyColumn::document);
    // A spreadsheet that took a CPF or CNPJ for a number dropped its leading zeros.
    if (all_digits(draft.document)) {
      if (draft.document.size() < 11 && draft.document.size() >= 9) {
        draft.document = pad_left(draft.document, 11, '0');
      } else if (draft.document.size() > 11 && draft.document.size() < 14) {
        draft.document = pad_left(draft.document, 14, '0');
      }
    }
    std::vector<PartyColumn> contact_columns;
    for (const auto& [column, channel] : {std::pair(PartyColumn::email, Channel::email),
                                          std::pair(PartyColumn::phone, Channel::phone),
                                          std::pair(PartyColumn::mobile, Channel::phone)}) {
      for (std::string_view value : values_of(cell(row, column))) {
        draft.contacts.push_back({channel, std::string(value), "billing"});
        contact_columns.push_back(column);
      }
    }
    Address address;
    address.postal_code = cell(row, PartyColumn::cep);
    address.street = cell(row, PartyColumn::street);
    address.number = cell(row, PartyColumn::number);
    address.complement = cell(row, PartyColumn::complement);
    address.district = cell(row, PartyColumn::district);
    address.city = cell(row, PartyColumn::city);
    address.state = cell(row, PartyColumn::state);
    if (!address.street.empty() || !address.city.empty() || !address.postal_code.empty()) {
      draft.addresses.push_back(address);
    }
    for (std::string_view tag : values_of(cell(row, PartyColumn::tags))) {
      draft.tags.emplace_back(tag);
    }
    out.note = cell(row, PartyColumn::note);

    const std::size_t before = import.problems.size();
    CheckedDraft checked = check_draft(std::move(draft));
    for (const Error& error : checked.problems) {
      complain(row, column_of(error, contact_columns), error.code, error.message);
    }
    if (!checked.draft.document.empty()) {
      const auto [known, fresh] = seen_documents.emplace(checked.draft.document, row.line);
      if (!fresh) {
        complain(row, PartyColumn::document, "party.repeated",
                 fmt::format("O documento já aparece na linha {}.", known->second));
      }
    }
    if (import.problems.size() > before) return;
    ++import.valid;
    out.draft = std::move(checked.draft);
    import.accepted.push_back(std::move(out));
  }
};

}  // namespace

Result<PartyImport> read_party_import(std::string_view bytes) {
  const document::CsvTable table = TRY(document::read_csv(bytes));
  const document::CsvMapping mapping =
      document::map_columns(table.header, document::party_columns());
  PartyImport import;
  import.separator = table.separator;
  import.encoding = table.encoding;
  import.rows = static_cast<int>(table.rows.size());
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    PartyImport::Column column{table.header[i], ""};
    for (std::size_t known = 0; known < mapping.column_of.size(); ++known) {
      if (mapping.column_of[known] == static_cast<int>(i)) {
        column.field = document::party_columns()[known].key;
      }
    }
    import.columns.push_back(std::move(column));
  }
  for (const Error& error : mapping.problems) {
    import.problems.push_back({table.header_line, error.field, "", error.code, error.message, ""});
  }
  if (!mapping.problems.empty()) return import;
  Reader reader{table, mapping, import, {}};
  for (const document::CsvRow& row : table.rows) reader.read(row);
  return import;
}

Result<Imported> import_parties(db::Tx& tx, const Act& act, const PartyImport& import,
                                const OnChanged& on_changed) {
  if (!import.problems.empty()) {
    return invalid(
        "import.refused",
        fmt::format("A planilha tem {} problema(s); nada foi gravado.", import.problems.size()),
        fmt::format("linha {}", import.problems.front().line), import.problems.front().message);
  }
  Imported done;
  for (const ImportRow& row : import.accepted) {
    auto stored = upsert_party(tx, act, row.draft);
    if (!stored) {
      return tl::make_unexpected(std::move(stored).error().at(fmt::format("linha {}", row.line)));
    }
    (stored->created ? done.created : done.updated) += 1;
    if (stored->changed && on_changed) on_changed(tx, act, stored->id);
    if (!row.note.empty() && stored->created) TRY_STATUS(add_note(tx, act, stored->id, row.note));
  }
  audit_person(tx, act, "parties.import", {"party", std::nullopt}, "",
               fmt::format(R"({{"created":{},"updated":{}}})", done.created, done.updated));
  return done;
}

}  // namespace quita::party
