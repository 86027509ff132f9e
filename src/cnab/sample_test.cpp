// The sample returns of tests/data/cnab (made by hand from the manuals' positions, not by our
// writer) against tests/data/cnab/esperado.txt, a table that a person can read.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cnab/check.h"
#include "cnab/return.h"

namespace quita::cnab {
namespace {

const std::string folder = QUITA_SOURCE_DIR "/tests/data/cnab/";

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string day(const std::optional<Date>& date) { return date ? format_br(*date) : "-"; }

std::string told(const ReturnFile& file) {
  std::string out;
  for (const auto& entry : file.entries) {
    std::string reasons;
    for (const auto& reason : entry.reasons)
      reasons += fmt::format(" [{} {}]", reason.code, reason.words);
    out += fmt::format("  linha {}: {} {} ({}), nosso {}, seu {}, uso {}\n", entry.line,
                       entry.occurrence, event_name(entry.event), entry.occurrence_words,
                       entry.our_number, entry.your_number, entry.company_use);
    out += fmt::format(
        "    vence {}, título {}, pago {}, juros e multa {}, tarifa {}, ocorreu {}, crédito {}{}\n",
        day(entry.due), format_decimal(entry.title_value), format_decimal(entry.paid),
        format_decimal(entry.interest_and_fine), format_decimal(entry.fee), day(entry.occurred),
        day(entry.credited), reasons);
  }
  for (const auto& finding : file.warnings)
    out += fmt::format("  aviso: {} na linha {}\n", finding.rule, finding.line);
  return out;
}

TEST(CnabSamples, OwnSamplesReadAsTheTableSays) {
  std::string out;
  for (const auto* name : {"bb_240", "bb_400", "bradesco_240", "bradesco_400", "caixa_240",
                           "caixa_400", "itau_240", "itau_400", "santander_240", "santander_400"}) {
    const auto file = read_return(content_of(folder + name + ".ret"));
    ASSERT_TRUE(file) << name << ": " << file.error().message;
    out += fmt::format("{}: {} {}, retorno {} de {}, {}\n", name, file->bank_name,
                       format_name(file->covenant.format), file->number, day(file->made),
                       file->covenant.company_name);
    out += told(*file);
  }
  EXPECT_EQ(out, content_of(folder + "esperado.txt"));
}

// The same files, made from the manuals' positions, satisfy the validator.
TEST(CnabSamples, OwnSamplesHaveNoErrors) {
  for (const auto* name : {"bb_240", "bb_400", "bradesco_240", "bradesco_400", "caixa_240",
                           "caixa_400", "itau_240", "itau_400", "santander_240", "santander_400"}) {
    const auto report = check(content_of(folder + name + ".ret"));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->titles, 3) << name;
    for (const auto& finding : report->findings)
      EXPECT_NE(finding.severity, Finding::Severity::error) << name << finding.message;
  }
}

}  // namespace
}  // namespace quita::cnab
