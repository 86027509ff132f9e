#include "cnab/reader.h"

#include <fmt/format.h>

#include <bit>
#include <cassert>

#include "base/text.h"
#include "cnab/digits.h"
#include "cnab/record.h"

namespace quita::cnab {
Classifier::Classifier(const OpenFile& file)
    : file_(&file), column_(file.layout->format == Format::cnab240 ? 7 : 0) {
  const auto records = file.records();
  assert(records.size() <= 64);
  for (std::size_t byte = 0; byte < possible_.size(); ++byte) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      bool fits = true;
      for (const auto& mark : records[i].marks) {
        const auto first = mark.first - 1U;
        if (mark.pattern || mark.text.empty() || column_ < first ||
            column_ >= first + mark.text.size())
          continue;
        fits = fits && static_cast<unsigned char>(mark.text[column_ - first]) == byte;
      }
      if (fits) possible_[byte] |= std::uint64_t{1} << i;
    }
  }
}

Classified Classifier::operator()(const Line& line) const {
  const auto records = file_->records();
  const char type = line.text[column_];
  for (auto left = possible_[static_cast<unsigned char>(type)]; left != 0; left &= left - 1) {
    const auto& record = records[static_cast<std::size_t>(std::countr_zero(left))];
    if (record.matches(line.text)) return {&record, false};
  }
  if (file_->layout->format == Format::cnab240) {
    // Bank and type are sound, the segment is one that carries no title (Y, S, W …).
    const bool bank = line.text.substr(0, 3) == file_->identity.bank;
    return {nullptr, bank && (type == '2' || type == '3' || type == '4')};
  }
  return {nullptr, file_->layout->optional.find(type) != std::string_view::npos};
}

// ---- The counts of a file as its lines say, compared with what its trailers say ----------------

void StructureCheck::take(const Record* record, const Line& line) {
  ++records_;
  last_line_ = line.number;
  if (ended_) add(line.number, "cnab.after_trailer", "Há linhas depois do trailer do arquivo.");
  if (file_.layout->format == Format::cnab240)
    take_240(record, line);
  else
    take_400(record, line);
  if (record && record->part == Part::trailer) ended_ = true;
}

void StructureCheck::finish() {
  if (!ended_)
    add(last_line_, "cnab.no_trailer", "O arquivo termina sem o trailer: pode estar incompleto.");
}

void StructureCheck::take_400(const Record* record, const Line& line) {
  if (!record) return;
  compare(*record, line, Key::sequence, records_);
  if (record->part == Part::trailer && file_.identity.direction == Direction::remittance)
    compare(*record, line, Key::file_records, records_);
}

void StructureCheck::take_240(const Record* record, const Line& line) {
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
      if (!file_.layout->complements_share_number || record->has(Key::pay_amount)) ++in_lot_;
      compare(*record, line, Key::sequence, in_lot_);
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

void StructureCheck::compare(const Record& record, const Line& line, Key key, int expected) {
  const auto* field = record.find(key);
  if (!field) return;
  const auto text = columns(*field, line.text);
  std::int64_t said = 0;
  if (parse_digits(text.data(), text.size(), said) && said == expected) return;
  if (trim(text).empty()) return;  // the bank left it out
  const std::string_view rule = key == Key::sequence ? "cnab.sequence" : "cnab.trailer_count";
  findings_.add(rule, [&] {
    return field_finding(record, *field, line.text, line.number, severity_, rule,
                         std::to_string(expected));
  });
}

void StructureCheck::add(int line, std::string_view rule, std::string_view what) {
  findings_.add(rule, [&] {
    Finding finding;
    finding.severity = severity_;
    finding.line = line;
    finding.rule = rule;
    finding.expected = "um só trailer, na última linha";
    finding.message = fmt::format("Linha {}: {}", line, what);
    finding.source = file_.records().front().source;
    return finding;
  });
}

Result<OpenFile> open_file(LineReader& lines, std::optional<Direction> wanted,
                           std::optional<Service> service) {
  OpenFile file;
  file.identity = TRY(identify(lines));
  const auto& identity = file.identity;
  if (service && identity.service != *service)
    return invalid("cnab.service",
                   fmt::format("O arquivo é de {}; esperado um de {}.",
                               service_name(identity.service), service_name(*service)),
                   "linha 2", fmt::format("um arquivo de {}", service_name(*service)));
  if (wanted && identity.direction != *wanted)
    return invalid("cnab.direction",
                   *wanted == Direction::returned
                       ? "O arquivo é uma remessa (da empresa para o banco); esperado um retorno."
                       : "O arquivo é um retorno (do banco para a empresa); esperada uma remessa.",
                   "linha 1", *wanted == Direction::returned ? "um retorno" : "uma remessa");
  const bool collected = identity.service == Service::collection;
  if (!collected) {
    file.layout = find_service_layout(identity.service, identity.bank);
    file.generic = file.layout->bank.empty();
  } else {
    // Its header is that of 400 columns; the titles tell.
    constexpr auto longer = Format::cnab444;
    if (identity.format == Format::cnab400 && identity.direction == Direction::remittance &&
        find_layout(identity.bank, longer) && lines.second().size() == 444)
      file.identity.format = longer;
    file.layout = find_layout(identity.bank, identity.format);
  }
  if (collected && (!file.layout || file.records().empty()) && identity.format == Format::cnab240 &&
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
  lines.set_width(file.layout->width(), file.layout->width_min(identity.direction));
  return file;
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
