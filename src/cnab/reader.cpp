#include "cnab/reader.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cnab/record.h"

namespace quita::cnab {
namespace {

// The counts of a file as its lines say, compared with what its trailers say.
class StructureCheck {
 public:
  StructureCheck(const OpenFile& file, Finding::Severity severity, Findings& findings)
      : file_(file), severity_(severity), findings_(findings) {}

  void run() {
    for (const auto& line : file_.text.lines) {
      ++records_;
      const auto [record, optional] = classify(file_, line);
      if (ended_) add(line, "cnab.after_trailer", "Há linhas depois do trailer do arquivo.");
      if (file_.layout->format == Format::cnab240)
        take_240(record, line);
      else
        take_400(record, line);
      if (record && record->part == Part::trailer) ended_ = true;
    }
    if (!ended_)
      add(file_.text.lines.back(), "cnab.no_trailer",
          "O arquivo termina sem o trailer: pode estar incompleto.");
  }

 private:
  void take_400(const Record* record, const Line& line) {
    if (record) compare(*record, line, Key::sequence, records_);
    if (record && record->part == Part::trailer &&
        file_.identity.direction == Direction::remittance)
      compare(*record, line, Key::file_records, records_);
  }

  void take_240(const Record* record, const Line& line) {
    ++lot_records_;
    if (!record) {
      ++in_lot_;  // an optional segment counts in the lot's sequence too
      return;
    }
    switch (record->part) {
      case Part::header:
        break;
      case Part::lot_header:
        ++lots_;
        lot_records_ = 1;
        in_lot_ = 0;
        break;
      case Part::detail:
        compare(*record, line, Key::sequence, ++in_lot_);
        break;
      case Part::lot_trailer:
        compare(*record, line, Key::lot_records, lot_records_);
        break;
      case Part::trailer:
        compare(*record, line, Key::file_lots, lots_);
        compare(*record, line, Key::file_records, records_);
        break;
    }
  }

  void compare(const Record& record, const Line& line, Key key, int expected) {
    const auto* field = record.find(key);
    if (!field) return;
    std::vector<Finding> ignored;
    const RecordView view(record, line, ignored);
    if (trim(view.raw(key)).empty()) return;  // the bank left it out
    if (view.number(key) == expected) return;
    findings_.add(field_finding(record, *field, line.text, line.number, severity_,
                                key == Key::sequence ? "cnab.sequence" : "cnab.trailer_count",
                                std::to_string(expected)));
  }

  void add(const Line& line, std::string_view rule, std::string_view what) {
    Finding finding;
    finding.severity = severity_;
    finding.line = line.number;
    finding.rule = rule;
    finding.message = fmt::format("Linha {}: {}", line.number, what);
    findings_.add(std::move(finding));
  }

  const OpenFile& file_;
  Finding::Severity severity_;
  Findings& findings_;
  bool ended_ = false;
  int records_ = 0;
  int lots_ = 0;
  int lot_records_ = 0;
  int in_lot_ = 0;
};

}  // namespace

Result<OpenFile> open_file(std::string_view bytes, std::optional<Direction> wanted) {
  OpenFile file;
  file.text = read_text(bytes);
  file.identity = TRY(identify(file.text));
  const auto& identity = file.identity;
  if (wanted && identity.direction != *wanted)
    return invalid("cnab.direction",
                   *wanted == Direction::returned
                       ? "O arquivo é uma remessa (da empresa para o banco); esperado um retorno."
                       : "O arquivo é um retorno (do banco para a empresa); esperada uma remessa.",
                   "linha 1", *wanted == Direction::returned ? "um retorno" : "uma remessa");
  file.layout = find_layout(identity.bank, identity.format);
  if (!file.layout && identity.format == Format::cnab240 &&
      identity.direction == Direction::returned) {
    file.layout = &generic_240();
    file.generic = true;
  }
  if (!file.layout || file.records().empty()) {
    const auto known = banks_with(identity.format, identity.direction);
    return invalid("cnab.bank",
                   fmt::format("Não há layout {} do banco {} aqui; lê-lo com as posições de outro "
                               "banco daria valores errados. Esperado {}.",
                               format_name(identity.format), identity.bank, known),
                   "linha 1", "um arquivo de " + known);
  }
  fit_lines(file.text, file.layout->width());
  return file;
}

Classified classify(const OpenFile& file, const Line& line) {
  if (const auto* record = find_record(file.records(), line.text)) return {record, false};
  if (file.layout->format == Format::cnab240) {
    // Bank and type are sound, the segment is one that carries no title (Y, S, W …).
    const bool bank = line.text.compare(0, 3, file.identity.bank) == 0;
    const char type = line.text[7];
    return {nullptr, bank && (type == '2' || type == '3' || type == '4')};
  }
  return {nullptr, file.layout->optional.find(line.text[0]) != std::string_view::npos};
}

Error unknown_record(const OpenFile& file, const Line& line) {
  const auto mark =
      file.layout->format == Format::cnab240
          ? fmt::format("coluna 8 \"{}\", coluna 14 \"{}\"", latin1_to_utf8(line.text.substr(7, 1)),
                        latin1_to_utf8(line.text.substr(13, 1)))
          : fmt::format("coluna 1 \"{}\"", latin1_to_utf8(line.text.substr(0, 1)));
  return {ErrorKind::invalid, "cnab.record",
          fmt::format("Linha {}: {} não é um registro do layout {} do {}.", line.number, mark,
                      format_name(file.layout->format), file.layout->bank_name),
          fmt::format("linha {}", line.number), "um registro do layout, na sua ordem"};
}

void check_structure(const OpenFile& file, Finding::Severity severity, Findings& findings) {
  StructureCheck(file, severity, findings).run();
}

Status sort_problems(std::vector<Finding>& problems, Findings& warnings) {
  const Finding* first = nullptr;
  for (const auto& problem : problems)
    if (problem.severity == Finding::Severity::error && !first) first = &problem;
  if (first)
    return invalid(first->rule, first->message,
                   first->first_column == 0 ? fmt::format("linha {}", first->line)
                                            : fmt::format("linha {}, colunas {} a {}", first->line,
                                                          first->first_column, first->last_column),
                   first->expected);
  for (auto& problem : problems) warnings.add(std::move(problem));
  problems.clear();
  return {};
}

}  // namespace quita::cnab
