#include "cnab/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/reader.h"
#include "cnab/record.h"
#include "cnab/title_rules.h"

namespace quita::cnab {
namespace {

using Severity = Finding::Severity;

bool digits_only_in(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}
bool all_of(std::string_view text, char c) {
  return std::ranges::all_of(text, [c](char other) { return other == c; });
}
bool plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::string_view date_picture(Type type) {
  return type == Type::date6 ? "DDMMAA" : type == Type::ymd8 ? "AAAAMMDD" : "DDMMAAAA";
}

std::string known_orders(const Layout& layout) {
  std::string out;
  for (const auto code : layout.orders) {
    if (code.empty()) continue;
    if (!out.empty()) out += ", ";
    out += code;
  }
  return out;
}

// One line against its record's table. A bank's return may leave fields blank or use reserved
// ones; a company's remittance may not.
class LineCheck {
 public:
  LineCheck(const OpenFile& file, const Record& record, const Line& line, Findings& findings)
      : file_(file), record_(record), line_(line), findings_(findings) {}

  void run() {
    for (const auto& field : record_.fields) check(field);
  }

 private:
  bool remittance() const { return file_.identity.direction == Direction::remittance; }
  void add(const Field& field, Severity severity, std::string_view rule,
           std::string_view expected) {
    findings_.add(rule, [&] {
      return field_finding(record_, field, line_.text, line_.number, severity, rule, expected);
    });
  }

  void check(const Field& field) {
    const auto text = columns(field, line_.text);
    switch (field.key) {
      case Key::blanks:
        if (remittance() && !all_of(text, ' '))
          add(field, Severity::warning, "cnab.reserved", "brancos");
        return;
      case Key::zeros:
        if (remittance() && !all_of(text, '0'))
          add(field, Severity::warning, "cnab.reserved", "zeros");
        return;
      case Key::constant:
      case Key::version:
        return check_fixed(field, text);
      case Key::bank:
        if (!file_.generic && text != file_.layout->bank)
          add(field, Severity::error, "cnab.constant", fmt::format("\"{}\"", file_.layout->bank));
        return;
      case Key::movement:
        return check_movement(field, text);
      default:
        break;
    }
    switch (field.type) {
      case Type::alpha:
        return check_text(field, text);
      case Type::date6:
      case Type::date8:
      case Type::ymd8:
        return check_date(field, text);
      case Type::num:
      case Type::money:
      case Type::time6:
        return check_number(field, text);
    }
  }

  void check_fixed(const Field& field, std::string_view text) {
    std::string expected(field.fixed);
    expected.resize(text.size(), ' ');
    if (text == expected) return;
    const bool may_move = field.key == Key::version || !remittance();
    add(field, may_move ? Severity::warning : Severity::error, "cnab.constant",
        fmt::format("\"{}\"", field.fixed));
  }

  void check_movement(const Field& field, std::string_view text) {
    if (remittance()) {
      if (std::ranges::find(file_.layout->orders, text) == file_.layout->orders.end())
        add(field, Severity::warning, "cnab.order",
            fmt::format("um de {}", known_orders(*file_.layout)));
    } else if (!find_occurrence(*file_.layout, trim(text))) {
      const bool titles = record_.has(Key::our_number) || record_.has(Key::paid);
      add(field, trim(text).empty() && titles ? Severity::error : Severity::warning,
          "cnab.unknown_occurrence", "um código da tabela de ocorrências do banco");
    }
  }

  void check_text(const Field& field, std::string_view text) {
    if (plain_ascii(text)) return;
    add(field, remittance() ? Severity::error : Severity::warning, "cnab.ascii",
        "letras sem acento e sem caracteres de controle");
  }

  void check_date(const Field& field, std::string_view text) {
    if (all_of(text, '0') || (all_of(text, ' ') && !remittance())) return;
    if (!parse_field_date(field, text))
      add(field, Severity::error, "cnab.date",
          fmt::format("uma data {} ou zeros", date_picture(field.type)));
  }

  void check_number(const Field& field, std::string_view text) {
    if (all_of(text, ' ') && !remittance()) return;
    if (!digits_only_in(text))
      add(field, Severity::error, "cnab.field", fmt::format("{} dígitos", field.length()));
  }

  const OpenFile& file_;
  const Record& record_;
  const Line& line_;
  Findings& findings_;
};

// CNAB 240 returns tell a title in the pair T U.
class PairCheck {
 public:
  PairCheck(const OpenFile& file, Findings& findings)
      : pairs_(file.identity.service == Service::collection &&
               file.identity.direction == Direction::returned &&
               file.layout->format == Format::cnab240),
        findings_(findings) {}

  void take(const Record& record, int line) {
    if (!pairs_ || record.part != Part::detail) return;
    if (record.has(Key::our_number)) {
      finish();
      waiting_ = line;
    } else if (record.has(Key::paid)) {
      if (waiting_ == 0) add(line, "segmento U sem o segmento T do mesmo título.");
      waiting_ = 0;
    }
  }
  void finish() {
    if (waiting_ != 0) add(waiting_, "segmento T sem o segmento U do mesmo título.");
    waiting_ = 0;
  }

 private:
  void add(int line, std::string_view what) {
    findings_.add("cnab.pair", [&] {
      Finding finding;
      finding.line = line;
      finding.rule = "cnab.pair";
      finding.expected = "os segmentos T e U de cada título, nesta ordem";
      finding.message = fmt::format("Linha {}: {}", line, what);
      return finding;
    });
  }

  bool pairs_;
  Findings& findings_;
  int waiting_ = 0;  // line of a T whose U has not come
};

// A title, a payment, an entry of a statement or a slip of the DDA; not what completes it.
bool begins_item(const Record& record) {
  return record.has(Key::our_number) || record.has(Key::pay_amount) ||
         record.has(Key::entry_value) || record.has(Key::drawer_name);
}

Result<CheckReport> check_lines(LineReader& lines) {
  const auto file = TRY(open_file(lines, std::nullopt, std::nullopt));
  const Classifier classify(file);
  auto& findings = lines.warnings();
  CheckReport report;
  report.bank = file.identity.bank;
  report.format = file.identity.format;
  report.direction = file.identity.direction;
  report.service = file.identity.service;
  StructureCheck structure(
      file, file.identity.direction == Direction::remittance ? Severity::error : Severity::warning,
      findings);
  PairCheck pairs(file, findings);
  TitleRules rules(file, findings);

  const bool collected = file.identity.direction == Direction::remittance &&
                         file.identity.service == Service::collection;
  bool headed = false;
  for (Line line; lines.next(line);) {
    ++report.lines;
    const auto [record, optional] = classify(line);
    structure.take(record, line);
    const bool second_header =
        record && record->part == Part::header && std::exchange(headed, true);
    if ((!record && !optional) || second_header)
      findings.add("cnab.record", [&] {
        const auto error = unknown_record(file, line);
        Finding finding;
        finding.line = line.number;
        finding.rule = error.code;
        finding.found = latin1_to_utf8(trim(line.text.substr(0, 20)));
        finding.expected = error.hint;
        finding.message = error.message;
        finding.source = file.records().front().source;
        return finding;
      });
    if (!record) continue;
    if (record->part == Part::detail && begins_item(*record)) ++report.titles;
    pairs.take(*record, line.number);
    LineCheck(file, *record, line, findings).run();
    if (collected) rules.take(*record, line);
  }
  pairs.finish();
  structure.finish();
  if (!lines.crlf())
    findings.add(line_warning(lines.last_number(), "cnab.line_end",
                              "As linhas não terminam todas com CR LF, como os bancos pedem."));
  report.findings = findings.take();
  return report;
}

}  // namespace

Result<CheckReport> check(std::string_view bytes) {
  LineReader lines(bytes);
  return check_lines(lines);
}

Result<CheckReport> check(std::istream& in) {
  LineReader lines(in);
  return check_lines(lines);
}

}  // namespace quita::cnab
