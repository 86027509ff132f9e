// What reading payments, statements and DDA have in common: the walk over the lines.
#pragma once

#include <utility>

#include "cnab/file_values.h"
#include "cnab/reader.h"
#include "cnab/record.h"

namespace quita::cnab {

// Calls `take(view)` for each record of the layout, which may refuse it. Headers come once.
// Segments that the layout does not know are left out and said.
template <class Take>
Status walk(LineReader& lines, const OpenFile& file, const Take& take) {
  const Classifier classify(file);
  StructureCheck structure(file, Finding::Severity::warning, lines.warnings());
  std::vector<Finding> problems;
  bool headed = false;
  for (Line line; lines.next(line);) {
    const auto [record, optional] = classify(line);
    structure.take(record, line);
    const bool again = record && record->part == Part::header && std::exchange(headed, true);
    if ((!record && !optional) || again) return tl::make_unexpected(unknown_record(file, line));
    if (!record) {
      lines.warnings().add("cnab.skipped", [&] {
        return line_warning(line.number, "cnab.skipped",
                            fmt::format("Linha {}: segmento {} não lido.", line.number,
                                        latin1_to_utf8(line.text.substr(13, 1))));
      });
      continue;
    }
    TRY_STATUS(take(RecordView(*record, line, problems)));
    if (!problems.empty()) TRY_STATUS(sort_problems(problems, lines.warnings()));
  }
  structure.finish();
  return {};
}

// Said of a bank of which no source shows these records: they are FEBRABAN's.
inline Finding by_common_columns(const OpenFile& file) {
  auto finding = line_warning(
      1, "cnab.generic",
      fmt::format("Linha 1: nenhuma fonte mostra os registros de {} do banco {}; lidos pelas "
                  "posições da FEBRABAN. Confira os valores antes de usá-los.",
                  service_name(file.identity.service), file.identity.bank));
  finding.first_column = 1;
  finding.last_column = 3;
  finding.found = file.identity.bank;
  finding.source = file.records().front().source;
  return finding;
}

inline Error without_first(int line, std::string_view found, std::string_view first) {
  return {ErrorKind::invalid, "cnab.pair",
          fmt::format("Linha {}: {} sem {} antes.", line, found, first),
          fmt::format("linha {}", line), fmt::format("{} antes deste registro", first)};
}

}  // namespace quita::cnab
