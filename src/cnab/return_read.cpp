#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/entry_reader.h"
#include "cnab/file_values.h"
#include "cnab/reader.h"
#include "cnab/return.h"

namespace quita::cnab {
namespace {

// Where the reader puts entries: a new one for each, or one that is used again.
class Entries {
 public:
  virtual ~Entries() = default;
  virtual Status head(const ReturnHead&) = 0;
  virtual ReturnEntry& begin() = 0;
  virtual Status end(const ReturnEntry&) = 0;
};

// The movement's code is what decides about the money: without it nothing is certain.
void check_occurrence(const Record& record, const Line& line, const ReturnEntry& entry,
                      std::vector<Finding>& problems) {
  const bool missing = entry.occurrence.empty();
  problems.push_back(field_finding(
      record, *record.find(Key::movement), line.text, line.number,
      missing ? Finding::Severity::error : Finding::Severity::warning,
      missing ? "cnab.field" : "cnab.unknown_occurrence",
      missing ? "o código da ocorrência" : "um código da tabela de ocorrências do banco"));
}

// Segment U without its T, or T without its U: the pair is one entry, and money stands in both.
Error broken_pair(const Line& line, std::string_view found, std::string_view expected) {
  return {ErrorKind::invalid, "cnab.pair",
          fmt::format("Linha {}: segmento {} sem o segmento {} do mesmo título.", line.number,
                      found, expected),
          fmt::format("linha {}", line.number), fmt::format("o segmento {} antes deste", expected)};
}

class ReturnReader {
 public:
  ReturnReader(LineReader& lines, OpenFile file, Entries& entries)
      : lines_(lines),
        file_(std::move(file)),
        entries_(entries),
        classify_(file_),
        structure_(file_, Finding::Severity::warning, lines.warnings()) {
    head_.covenant.bank = file_.identity.bank;
    head_.covenant.format = file_.identity.format;
    head_.bank_name = file_.layout->bank_name;
    head_.generic = file_.generic;
    for (const auto& record : file_.records()) readers_.emplace_back(*file_.layout, record);
  }

  Result<std::vector<Finding>> run() {
    for (Line line; lines_.next(line);) {
      const auto [record, optional] = classify_(line);
      structure_.take(record, line);
      if (!record && !optional) return tl::make_unexpected(unknown_record(file_, line));
      if (!record)
        skipped(line);
      else if (record->part == Part::detail)
        TRY_STATUS(
            detail(readers_[static_cast<std::size_t>(record - file_.records().data())], line));
      else if (record->part == Part::header || record->part == Part::lot_header)
        TRY_STATUS(header(*record, line));
      if (!problems_.empty()) TRY_STATUS(sort_problems(problems_, lines_.warnings()));
    }
    TRY_STATUS(finish_title());
    TRY_STATUS(tell_head());
    structure_.finish();
    if (file_.generic) lines_.warnings().add(generic_notice());
    return lines_.warnings().take();
  }

 private:
  Status header(const Record& record, const Line& line) {
    if (record.part == Part::header && std::exchange(headed_, true))
      return tl::make_unexpected(unknown_record(file_, line));
    const RecordView view(record, line, problems_);
    read_covenant(view, *file_.layout, head_.covenant);
    if (const auto made = view.date(Key::made_date); made && !head_.made) head_.made = made;
    if (view.has(Key::file_number) && head_.number == 0)
      head_.number = static_cast<int>(view.number(Key::file_number));
    if (file_.generic && record.part == Part::header)
      head_.bank_name = latin1_to_utf8(trim(line.text.substr(102, 30)));
    return {};
  }

  Status tell_head() {
    if (std::exchange(told_, true)) return {};
    return entries_.head(head_);
  }

  Status detail(const EntryReader& reader, const Line& line) {
    if (reader.begins()) {
      TRY_STATUS(finish_title());
      if (!told_) TRY_STATUS(tell_head());
      open_ = &entries_.begin();
    } else if (reader.adds_pix()) {
      if (open_)
        reader.read(line, *open_, problems_);
      else
        skipped(line);
      return {};
    } else if (!open_ || complete_) {
      return tl::make_unexpected(broken_pair(line, "U", "T"));
    }
    auto& entry = *open_;
    reader.read(line, entry, problems_);
    if (reader.begins() && entry.event == Event::unknown)
      check_occurrence(reader.record(), line, entry, problems_);
    complete_ = reader.ends();
    return {};
  }

  // A title's Pix stands behind its other records: it ends where the next one begins.
  Status finish_title() {
    if (!open_) return {};
    if (!complete_) return missing_u();
    complete_ = false;
    return entries_.end(*std::exchange(open_, nullptr));
  }

  // Dates and paid value stand in segment U: a settlement without it is refused, anything else is
  // readable and said so.
  Status missing_u() {
    const auto& entry = *std::exchange(open_, nullptr);
    Finding finding;
    finding.severity =
        is_settlement(entry.event) ? Finding::Severity::error : Finding::Severity::warning;
    finding.line = entry.line;
    finding.rule = "cnab.pair";
    finding.expected = "o segmento U logo depois do T";
    finding.message =
        fmt::format("Linha {}: segmento T sem o segmento U do mesmo título.", entry.line);
    problems_.push_back(std::move(finding));
    TRY_STATUS(sort_problems(problems_, lines_.warnings()));
    return entries_.end(entry);
  }

  void skipped(const Line& line) {
    lines_.warnings().add("cnab.skipped", [&] {
      return line_warning(
          line.number, "cnab.skipped",
          fmt::format("Linha {}: registro opcional, que não traz títulos; não foi lido.",
                      line.number));
    });
  }

  Finding generic_notice() const {
    auto finding = line_warning(
        1, "cnab.generic",
        fmt::format("Linha 1: o banco {} não tem layout próprio aqui; lido pelas posições comuns "
                    "da FEBRABAN. Confira os valores antes de usá-los.",
                    file_.identity.bank));
    finding.first_column = 1;
    finding.last_column = 3;
    finding.found = file_.identity.bank;
    finding.source = file_.records().front().source;
    return finding;
  }

  LineReader& lines_;
  OpenFile file_;
  Entries& entries_;
  Classifier classify_;
  StructureCheck structure_;
  std::vector<EntryReader> readers_;  // as the layout's records
  ReturnHead head_;
  std::vector<Finding> problems_;
  ReturnEntry* open_ = nullptr;  // waits for its segment U, or for its Pix
  bool complete_ = false;        // has its segment U
  bool headed_ = false;
  bool told_ = false;
};

class Collected : public Entries {
 public:
  Status head(const ReturnHead& head) override {
    static_cast<ReturnHead&>(file) = head;
    return {};
  }
  ReturnEntry& begin() override { return file.entries.emplace_back(); }
  Status end(const ReturnEntry&) override { return {}; }

  ReturnFile file;
};

class Visited : public Entries {
 public:
  explicit Visited(ReturnVisitor& visitor) : visitor_(visitor) {}
  Status head(const ReturnHead& head) override { return visitor_.head(head); }
  ReturnEntry& begin() override {
    EntryReader::clear(entry_);
    return entry_;
  }
  Status end(const ReturnEntry& entry) override { return visitor_.title(entry); }

 private:
  ReturnVisitor& visitor_;
  ReturnEntry entry_;
};

Result<std::vector<Finding>> read_lines(LineReader& lines, Entries& entries) {
  auto file = TRY(open_file(lines, Direction::returned));
  return ReturnReader(lines, std::move(file), entries).run();
}

}  // namespace

Result<ReturnFile> read_return(std::string_view bytes) {
  LineReader lines(bytes);
  Collected entries;
  entries.file.warnings = TRY(read_lines(lines, entries));
  return std::move(entries.file);
}

Result<std::vector<Finding>> visit_return(std::istream& in, ReturnVisitor& visitor) {
  LineReader lines(in);
  Visited entries(visitor);
  return read_lines(lines, entries);
}

Result<std::vector<Finding>> visit_return(std::string_view bytes, ReturnVisitor& visitor) {
  LineReader lines(bytes);
  Visited entries(visitor);
  return read_lines(lines, entries);
}

}  // namespace quita::cnab
