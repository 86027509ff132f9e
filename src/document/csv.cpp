#include "document/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "base/text.h"
#include "document/wide_text.h"

namespace quita::document {

namespace {

std::string place(int line, std::size_t column) {
  return fmt::format("linha {}, coluna {}", line, column);
}

Result<std::string> narrow(std::string_view bytes, ByteOrder order) {
  auto read = utf16_to_utf8(bytes, order);
  if (!read.whole) {
    const auto line = 1 + std::count(read.utf8.begin(), read.utf8.end(), '\n');
    return invalid("csv.encoding", "O texto em UTF-16 está danificado.",
                   place(static_cast<int>(line), 1), "salve a planilha de novo como CSV UTF-8");
  }
  return std::move(read.utf8);
}

struct Text {
  CsvEncoding encoding;
  std::string utf8;
};

Result<Text> decode(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return invalid("csv.encoding", "O arquivo é uma pasta de trabalho do Excel, não um CSV.",
                   "arquivo", "no Excel, use Arquivo > Salvar como > CSV UTF-8");
  }
  Text text{CsvEncoding::utf8, {}};
  std::size_t mark = 0;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    text.utf8 = bytes.substr(3);
    if (!valid_utf8(text.utf8)) {
      return invalid("csv.encoding", "O arquivo se diz UTF-8, mas contém bytes que não são UTF-8.",
                     "arquivo", "salve a planilha de novo como CSV UTF-8");
    }
  } else if (const auto order = utf16_order(bytes, mark)) {
    text = {*order == ByteOrder::little ? CsvEncoding::utf16le : CsvEncoding::utf16be,
            TRY(narrow(bytes.substr(mark), *order))};
  } else if (valid_utf8(bytes)) {
    text.utf8 = bytes;
  } else {
    text = {CsvEncoding::windows1252, latin1_to_utf8(bytes)};
  }
  while (text.utf8.ends_with('\x1A')) text.utf8.pop_back();  // the end mark of old DOS programs
  if (const auto nul = text.utf8.find('\0'); nul != std::string::npos) {
    const auto line = 1 + std::count(text.utf8.begin(),
                                     text.utf8.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    return invalid("csv.encoding", "O arquivo contém um caractere nulo: não parece ser texto.",
                   place(static_cast<int>(line), 1), "um arquivo CSV de texto");
  }
  return text;
}

// Takes one row after another from the text.
class Reader {
 public:
  Reader(std::string_view text, char separator, int line)
      : text_(text), separator_(separator), line_(line) {}

  bool done() const { return at_ >= text_.size(); }
  int line() const { return line_; }

  Result<CsvRow> next() {
    CsvRow row{line_, {}};
    for (;;) {
      row.cells.push_back(TRY(cell(row)));
      if (done()) return row;
      if (text_[at_] == separator_) {
        ++at_;
        continue;
      }
      end_line();
      return row;
    }
  }

 private:
  bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
  void end_line() {
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }
  void skip_blanks() {
    while (!done() && (text_[at_] == ' ' || text_[at_] == '\t') && text_[at_] != separator_) ++at_;
  }

  Result<std::string> cell(const CsvRow& row) {
    skip_blanks();
    if (!done() && text_[at_] == '"') return quoted(row);
    const auto first = at_;
    while (!done() && text_[at_] != separator_ && !at_line_end()) ++at_;
    return std::string(trim(text_.substr(first, at_ - first)));
  }

  Result<std::string> quoted(const CsvRow& row) {
    const int opened = line_;
    const auto column = row.cells.size() + 1;
    std::string value;
    for (++at_; !done();) {
      if (text_[at_] == '"') {
        ++at_;
        if (done() || text_[at_] != '"') {
          skip_blanks();
          if (!done() && text_[at_] != separator_ && !at_line_end()) {
            return invalid("csv.quote", "Há texto depois das aspas que fecham a célula.",
                           place(line_, column),
                           "aspas dentro de uma célula são escritas em dobro (\"\")");
          }
          return std::string(trim(value));
        }
        value += '"';
        ++at_;
      } else if (at_line_end()) {
        value += '\n';
        end_line();
      } else {
        value += text_[at_++];
      }
    }
    return invalid("csv.quote", "As aspas abertas nesta célula não se fecham.",
                   place(opened, column), "feche a célula com aspas");
  }

  std::string_view text_;
  char separator_;
  int line_;
  std::size_t at_ = 0;
};

bool blank(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const std::string& cell) { return cell.empty(); });
}

void drop_empty_tail(std::vector<std::string>& cells) {
  while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
}

// The separator under which the first rows have the most columns and agree best with the header.
char detect_separator(std::string_view text) {
  constexpr int rows_tried = 20;
  char best = ';';
  std::tuple<double, std::size_t> best_score{0, 1};
  for (const char candidate : {';', '\t', ',', '|'}) {
    Reader reader(text, candidate, 1);
    std::size_t columns = 0;
    int rows = 0, agreeing = 0;
    while (!reader.done() && rows < rows_tried) {
      const auto row = reader.next();
      if (!row) break;
      if (blank(*row)) continue;
      if (columns == 0) columns = row->cells.size();
      ++rows;
      agreeing += row->cells.size() == columns ? 1 : 0;
    }
    if (columns < 2) continue;
    const std::tuple<double, std::size_t> score{static_cast<double>(agreeing) / rows, columns};
    if (score > best_score) {
      best_score = score;
      best = candidate;
    }
  }
  return best;
}

// "1.299,90" votes for the comma, "1,299.90" for the point; "1.299" and "1299" say nothing.
int decimal_vote(std::string_view cell) {
  if (cell.starts_with("R$")) cell = trim(cell.substr(2));
  if (cell.size() > 20) return 0;
  const auto at = cell.find_last_of(",.");
  if (at == std::string_view::npos || at == 0) return 0;
  const auto decimals = cell.substr(at + 1);
  if (!all_digits(decimals) || decimals.size() > 2) return 0;
  const char thousands = cell[at] == ',' ? '.' : ',';
  const auto groups = split(cell.substr(0, at), thousands);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto group = i == 0 && groups[i].starts_with('-') ? groups[i].substr(1) : groups[i];
    if (!all_digits(group) || (i > 0 && group.size() != 3)) return 0;
  }
  return cell[at] == ',' ? 1 : -1;
}

// A leading line "sep=;" that Excel writes and obeys.
std::optional<char> take_separator_line(std::string_view& text) {
  if (text.size() < 5 || lower_ascii(text.substr(0, 4)) != "sep=") return std::nullopt;
  const char separator = text[4];
  auto rest = text.substr(5);
  if (separator == '"' || separator == '\r' || separator == '\n') return std::nullopt;
  if (rest.starts_with("\r\n")) {
    rest.remove_prefix(2);
  } else if (rest.starts_with('\n') || rest.starts_with('\r')) {
    rest.remove_prefix(1);
  } else {
    return std::nullopt;
  }
  text = rest;
  return separator;
}

}  // namespace

Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits) {
  if (bytes.size() > limits.bytes_max) {
    return invalid(
        "csv.size",
        fmt::format("O arquivo tem {} bytes; o limite é de {}.", bytes.size(), limits.bytes_max),
        "arquivo", "divida a planilha em arquivos menores");
  }
  const auto decoded = TRY(decode(bytes));
  std::string_view text = decoded.utf8;
  CsvTable table;
  table.encoding = decoded.encoding;
  const auto stated = take_separator_line(text);
  table.separator = stated ? *stated : detect_separator(text);

  Reader reader(text, table.separator, stated ? 2 : 1);
  int comma_votes = 0;
  while (!reader.done()) {
    auto row = TRY(reader.next());
    if (blank(row)) continue;
    drop_empty_tail(row.cells);
    if (row.cells.size() > limits.columns_max) {
      return invalid("csv.columns",
                     fmt::format("A linha tem {} colunas; o limite é de {}.", row.cells.size(),
                                 limits.columns_max),
                     place(row.line, limits.columns_max + 1), "menos colunas");
    }
    if (table.header.empty()) {
      table.header = std::move(row.cells);
      table.header_line = row.line;
      continue;
    }
    if (row.cells.size() > table.header.size()) {
      return invalid("csv.columns",
                     fmt::format("A linha tem {} colunas, e o cabeçalho só {}.", row.cells.size(),
                                 table.header.size()),
                     place(row.line, table.header.size() + 1),
                     "um separador dentro de uma célula pede aspas em volta dela");
    }
    if (table.rows.size() == limits.rows_max) {
      return invalid("csv.rows", fmt::format("A planilha passa de {} linhas.", limits.rows_max),
                     place(row.line, 1), "divida a planilha em arquivos menores");
    }
    row.cells.resize(table.header.size());
    for (const auto& cell : row.cells) comma_votes += decimal_vote(cell);
    table.rows.push_back(std::move(row));
  }
  if (table.header.empty()) {
    return invalid("csv.empty", "O arquivo está vazio.", "arquivo",
                   "uma linha de cabeçalho e uma linha por registro");
  }
  table.decimal_comma = comma_votes >= 0;
  return table;
}

namespace {

// "Nº do Título" -> "nodotitulo", "CPF/CNPJ" -> "cpfcnpj".
std::string header_key(std::string_view header) {
  std::string key;
  for (const char c : fold_search(header)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  }
  return key;
}

}  // namespace

CsvMapping map_columns(const std::vector<std::string>& header, std::span<const CsvColumn> columns) {
  CsvMapping mapping;
  std::vector<std::string> keys;
  for (const auto& name : header) keys.push_back(header_key(name));
  std::vector<bool> claimed(header.size(), false);
  for (const auto& column : columns) {
    int found = -1;
    std::vector<std::string_view> names = {column.key};
    names.insert(names.end(), column.synonyms.begin(), column.synonyms.end());
    for (const auto name : names) {
      const auto key = header_key(name);
      for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] != key || claimed[i]) continue;
        if (found >= 0) {
          mapping.problems.push_back({ErrorKind::invalid, "csv.column_twice",
                                      fmt::format("A coluna “{}” aparece duas vezes.", header[i]),
                                      fmt::format("cabeçalho, coluna {}", i + 1),
                                      "deixe só uma delas"});
          claimed[i] = true;
          continue;
        }
        found = static_cast<int>(i);
        claimed[i] = true;
      }
      if (found >= 0) break;
    }
    if (found < 0 && column.required) {
      mapping.problems.push_back(
          {ErrorKind::invalid, "csv.column_missing",
           fmt::format("Falta a coluna “{}”.", column.key), "cabeçalho",
           fmt::format("uma coluna com um destes nomes: {}", fmt::join(names, ", "))});
    }
    mapping.column_of.push_back(found);
  }
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!claimed[i] && !header[i].empty()) mapping.ignored.push_back(header[i]);
  }
  return mapping;
}

std::string_view cell_of(const CsvRow& row, const CsvMapping& mapping, std::size_t column) {
  const int at = mapping.column_of.at(column);
  return at < 0 ? std::string_view() : std::string_view(row.cells.at(static_cast<std::size_t>(at)));
}

namespace {

bool negative_number(std::string_view cell) {
  return cell.size() > 1 && cell.front() == '-' &&
         cell.find_first_not_of("0123456789.,", 1) == std::string_view::npos;
}

void append_cell(std::string& out, std::string_view cell) {
  constexpr std::string_view formula_starts = "=+-@\t\r";
  const bool guarded = !cell.empty() &&
                       formula_starts.find(cell.front()) != std::string_view::npos &&
                       !negative_number(cell);
  // In the first cell "sep=" would be taken for Excel's separator line.
  const bool quoted = cell.find_first_of(";\"\r\n") != std::string_view::npos ||
                      lower_ascii(cell.substr(0, 4)) == "sep=" ||
                      (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
  if (quoted) out += '"';
  if (guarded) out += '\'';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
}

void append_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ';';
    append_cell(out, cells[i]);
  }
  out += "\r\n";
}

}  // namespace

std::string write_csv(const std::vector<std::string>& header,
                      std::span<const std::vector<std::string>> rows) {
  std::string out = "\xEF\xBB\xBF";
  append_row(out, header);
  for (const auto& row : rows) append_row(out, row);
  return out;
}

}  // namespace quita::document
