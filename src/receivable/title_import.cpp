#include "receivable/title_import.h"

#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "document/csv_columns.h"
#include "party/party_store.h"
#include "receivable/title_look.h"

namespace quita::receivable {
namespace {

using document::TitleColumn;

constexpr std::size_t index(TitleColumn column) { return static_cast<std::size_t>(column); }

// The column that an error of a payer or title is about.
TitleColumn column_of(const Error& error) {
  const std::string& field = error.field;
  if (field.starts_with("document")) return TitleColumn::payer_document;
  if (field.starts_with("name")) return TitleColumn::payer_name;
  if (field.starts_with("contacts.0")) return TitleColumn::payer_email;
  if (field.starts_with("contacts")) return TitleColumn::payer_phone;
  if (field.starts_with("description")) return TitleColumn::description;
  if (field.starts_with("due_date")) return TitleColumn::due_date;
  if (field.starts_with("amount")) return TitleColumn::amount;
  if (field.starts_with("terms.fine")) return TitleColumn::fine;
  if (field.starts_with("terms")) return TitleColumn::interest;
  return TitleColumn::number;
}

class Reader {
 public:
  Reader(db::Tx& tx, const Act& act, const document::CsvTable& table,
         const document::CsvMapping& mapping, TitleImport& import)
      : tx_(tx),
        act_(act),
        table_(table),
        mapping_(mapping),
        import_(import),
        standard_(load_standard_terms(tx)) {}

  void read(const document::CsvRow& row) {
    const std::size_t before = import_.problems.size();
    TitleImportRow out;
    out.line = row.line;
    read_payer(row, out.payer);
    read_title(row, out.payer.document, out.title);
    if (import_.problems.size() > before) return;
    ++import_.valid;
    import_.accepted.push_back(std::move(out));
  }

 private:
  std::string cell(const document::CsvRow& row, TitleColumn column) const {
    return std::string(document::cell_of(row, mapping_, index(column)));
  }
  void complain(const document::CsvRow& row, TitleColumn column, const std::string& code,
                const std::string& message) {
    const int at = mapping_.column_of[index(column)];
    import_.problems.push_back(
        {row.line, at < 0 ? std::string() : table_.header[static_cast<std::size_t>(at)],
         std::string(document::title_columns()[index(column)].key), code, message,
         cell(row, column)});
  }
  template <class T>
  T value_of(const document::CsvRow& row, TitleColumn column, Result<T> read, T otherwise) {
    if (read) return *std::move(read);
    complain(row, column, read.error().code, read.error().message);
    return otherwise;
  }

  void read_payer(const document::CsvRow& row, party::Draft& payer) {
    payer.document = cell(row, TitleColumn::payer_document);
    // A spreadsheet that took a CPF or CNPJ for a number dropped its leading zeros.
    if (all_digits(payer.document)) {
      const std::size_t size = payer.document.size();
      if (size == 9 || size == 10) payer.document = pad_left(payer.document, 11, '0');
      if (size == 12 || size == 13) payer.document = pad_left(payer.document, 14, '0');
    }
    payer.name = cell(row, TitleColumn::payer_name);
    const std::string email = cell(row, TitleColumn::payer_email);
    const std::string phone = cell(row, TitleColumn::payer_phone);
    if (!email.empty()) payer.contacts.push_back({party::Channel::email, email, "billing"});
    if (!phone.empty()) payer.contacts.push_back({party::Channel::phone, phone, "billing"});
    const bool named = !payer.name.empty();
    if (!named) payer.name = "?";
    party::CheckedDraft checked = party::check_draft(std::move(payer));
    for (const Error& error : checked.problems) {
      TitleColumn column = column_of(error);
      if (column == TitleColumn::payer_email && email.empty()) column = TitleColumn::payer_phone;
      complain(row, column, error.code, error.message);
    }
    payer = std::move(checked.draft);
    if (named) return;
    payer.name.clear();
    if (checked.problems.empty() && !party::find_by_document(tx_, payer.document)) {
      complain(row, TitleColumn::payer_name, "import.payer_unknown",
               "O cliente ainda não está cadastrado: informe o nome.");
    }
  }

  void read_title(const document::CsvRow& row, const std::string& payer, NewTitle& title) {
    title.number = cell(row, TitleColumn::number);
    title.description = cell(row, TitleColumn::description);
    title.due_date =
        value_of(row, TitleColumn::due_date,
                 document::parse_cell_date(cell(row, TitleColumn::due_date)), act_.today);
    const std::string issued = cell(row, TitleColumn::issue_date);
    // Without one it was issued today, or at its due date when that has passed.
    title.issue_date = issued.empty() ? std::min(act_.today, title.due_date)
                                      : value_of(row, TitleColumn::issue_date,
                                                 document::parse_cell_date(issued), act_.today);
    title.amount =
        value_of(row, TitleColumn::amount,
                 document::parse_cell_money(cell(row, TitleColumn::amount), table_.decimal_comma),
                 Money::centavos(1));
    Terms terms = standard_;
    const std::string fine = cell(row, TitleColumn::fine);
    if (!fine.empty()) terms.fine = value_of(row, TitleColumn::fine, parse_percent(fine), Rate());
    const std::string interest = cell(row, TitleColumn::interest);
    if (!interest.empty()) {
      terms.interest = value_of(row, TitleColumn::interest, parse_percent(interest), Rate());
      terms.interest_mode = terms.interest.zero() ? InterestMode::none : InterestMode::monthly;
    }
    title.terms = terms;
    title.labels =
        value_of(row, TitleColumn::product,
                 check_labels({{cell(row, TitleColumn::product)}, cell(row, TitleColumn::seller)}),
                 TitleLabels());
    title.origin_kind = OriginKind::csv;
    title.origin_key =
        fmt::format("{}/{}/{}", payer, trim(title.number), format_iso(title.due_date));

    Title trial;
    trial.number = trim(title.number);
    trial.description = trim(title.description);
    trial.issue_date = *title.issue_date;
    trial.due_date = title.due_date;
    trial.amount = title.amount;
    trial.terms = terms;
    if (const auto status = check_title(trial); !status) {
      complain(row, column_of(status.error()), status.error().code, status.error().message);
    }
    const auto [known, fresh] = seen_.emplace(title.origin_key, row.line);
    if (!fresh) {
      complain(row, TitleColumn::number, "import.repeated",
               fmt::format("O mesmo título já aparece na linha {}.", known->second));
    }
  }

  db::Tx& tx_;
  const Act& act_;
  const document::CsvTable& table_;
  const document::CsvMapping& mapping_;
  TitleImport& import_;
  Terms standard_;
  std::map<std::string, int> seen_;
};

}  // namespace

Result<TitleImport> read_title_import(db::Tx& tx, const Act& act, std::string_view bytes) {
  const document::CsvTable table = TRY(document::read_csv(bytes));
  const document::CsvMapping mapping =
      document::map_columns(table.header, document::title_columns());
  TitleImport import;
  import.separator = table.separator;
  import.encoding = table.encoding;
  import.rows = static_cast<int>(table.rows.size());
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    party::PartyImport::Column column{table.header[i], ""};
    for (std::size_t known = 0; known < mapping.column_of.size(); ++known) {
      if (mapping.column_of[known] == static_cast<int>(i)) {
        column.field = document::title_columns()[known].key;
      }
    }
    import.columns.push_back(std::move(column));
  }
  for (const Error& error : mapping.problems) {
    import.problems.push_back({table.header_line, error.field, "", error.code, error.message, ""});
  }
  if (!mapping.problems.empty()) return import;
  Reader reader(tx, act, table, mapping, import);
  for (const document::CsvRow& row : table.rows) reader.read(row);
  return import;
}

Result<TitlesImported> import_titles(db::Tx& tx, const Act& act, const TitleImport& import) {
  if (!import.problems.empty()) {
    return invalid(
        "import.refused",
        fmt::format("A planilha tem {} problema(s); nada foi gravado.", import.problems.size()),
        fmt::format("linha {}", import.problems.front().line), import.problems.front().message);
  }
  TitlesImported done;
  std::vector<NewTitle> wanted;
  for (const TitleImportRow& row : import.accepted) {
    NewTitle title = row.title;
    if (row.payer.name.empty()) {
      const auto known = party::find_by_document(tx, row.payer.document);
      if (!known) {
        return invalid("import.payer_unknown", "O cliente deixou de existir.",
                       fmt::format("linha {}", row.line));
      }
      title.party = *known;
    } else {
      auto payer = party::upsert_party(tx, act, row.payer);
      if (!payer) {
        return tl::make_unexpected(std::move(payer).error().at(fmt::format("linha {}", row.line)));
      }
      title.party = payer->id;
      if (payer->created) ++done.payers_created;
      if (payer->changed && !payer->created) look_again(tx, payer->id, act.today);
    }
    wanted.push_back(std::move(title));
  }
  const std::vector<Created> all = TRY(create_titles(tx, act, wanted));
  for (const Created& one : all) {
    (one.repeated ? done.repeated : done.created) += 1;
  }
  audit_person(tx, act, "titles.import", {"title", std::nullopt}, "",
               fmt::format(R"({{"created":{},"repeated":{},"payers_created":{}}})", done.created,
                           done.repeated, done.payers_created));
  return done;
}

}  // namespace quita::receivable
