#include "library/slip_batch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>
#include <streambuf>

#include "library/slip_json.h"

namespace quita::library {
namespace {

std::string line_of(int i, const std::string& payer = "Mercearia São João") {
  return fmt::format(
      R"({{"banco":"341","agencia":"0057","conta":"12345","carteira":"110","nosso_numero":"{}",)"
      R"("valor":"123.45","vencimento":"2026-12-10","documento":"10451-{}","parcela":"{}",)"
      R"("parcelas":"3","beneficiario":{{"nome":"Distribuidora Serra Azul Ltda",)"
      R"("documento":"48317265000144","endereco":"Rua A, 1","cidade":"São Paulo/SP"}},)"
      R"("pagador":{{"nome":"{}","documento":"20745631000147"}},"instrucoes":["Multa de 2%."]}})",
      10000 + i % 80000, i, i % 3 + 1, payer);
}

struct Written {
  std::string bytes;
  SlipCount count;
  std::vector<std::string> refused;
};
Written write(const std::string& lines, const SlipBatch& batch) {
  Written written;
  std::istringstream in(lines);
  written.count = write_slips(
      in, batch, [&](std::string_view bytes) { written.bytes += bytes; },
      [&](std::size_t line, const Error& error) {
        written.refused.push_back(std::to_string(line) + " " + error.code + " " + error.field);
      });
  return written;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST(SlipJson, TheSlipHasWhatTheLineSaid) {
  const auto input = slip_of(*parse_object(line_of(7)));
  ASSERT_TRUE(input) << input.error().message;
  const auto& slip = input->slip;
  EXPECT_EQ(slip.bank_name, "Itaú");
  EXPECT_EQ(slip.bank_code, "341-7");
  EXPECT_EQ(slip.due_date, "10/12/2026");
  EXPECT_EQ(slip.amount, "123,45");
  EXPECT_EQ(slip.instalment, "2/3");
  EXPECT_EQ(slip.beneficiary.document, "48.317.265/0001-44");
  EXPECT_EQ(slip.payer.name, "Mercearia São João");
  EXPECT_EQ(slip.instructions, std::vector<std::string>{"Multa de 2%."});
  EXPECT_EQ(slip.kind, "DM") << "what is not said stays at its default";
  EXPECT_EQ(input->amount, Money::centavos(12'345));
}

TEST(SlipJson, ErrorsNameTheirPlace) {
  const auto error_of = [](const std::string& from, const std::string& to) {
    std::string line = line_of(1);
    line.replace(line.find(from), from.size(), to);
    const auto made = slip_of(*parse_object(line));
    return made ? "none" : made.error().code + " " + made.error().field;
  };
  EXPECT_EQ(error_of(R"("nome":"Mercearia São João",)", ""), "slip.input.missing pagador.nome");
  EXPECT_EQ(error_of(R"(["Multa de 2%."])", "7"), "json.type instrucoes");
  EXPECT_EQ(error_of(R"("instrucoes")", R"("itens":[{"valor":"x"}],"instrucoes")"),
            "money.format itens[0].valor");
  EXPECT_EQ(error_of(R"("341")", R"("999")"), "boleto.bank banco");
}

TEST(SlipBatch, OnePdfOfAllOrAZipOfOneEach) {
  std::string lines = "\xEF\xBB\xBF";
  for (int i = 0; i < 5; ++i) lines += line_of(i) + "\n\n";
  const auto pdf = write(lines, {.threads = 2});
  EXPECT_EQ(pdf.count.slips, 5u);
  EXPECT_EQ(occurrences(pdf.bytes, "/Type/Page/"), 5u);
  EXPECT_EQ(pdf.bytes, write(lines, {.threads = 1}).bytes) << "threads change nothing";

  const auto zip = write(lines, {.zip = true, .threads = 2});
  EXPECT_EQ(zip.count.files, 5u);
  EXPECT_EQ(occurrences(zip.bytes, "%PDF-1.5"), 5u);
  EXPECT_NE(zip.bytes.find("boleto-000005-10451-4.pdf"), std::string::npos);
}

TEST(SlipBatch, ConsecutiveSlipsOfOnePayerAreOneBooklet) {
  std::string lines;
  for (int i = 0; i < 3; ++i) lines += line_of(i, "Ana") + "\n";
  for (int i = 0; i < 2; ++i) lines += line_of(i, "Bia") + "\n";
  const auto zip = write(lines, {.layout = SlipLayout::booklet, .zip = true});
  EXPECT_EQ(zip.count.files, 2u);
  EXPECT_EQ(zip.count.slips, 5u);
  const auto pdf = write(lines, {.layout = SlipLayout::booklet});
  EXPECT_EQ(occurrences(pdf.bytes, "/Type/Page/"), 3u) << "a cover and three slips, then and two";
}

TEST(SlipBatch, EveryBadLineIsToldAndTheFileIsLeftIncomplete) {
  const auto written = write(line_of(1) + "\n{\n\n" + line_of(2) + "\n[]\n", {});
  EXPECT_EQ(written.count.refused, 2u);
  ASSERT_EQ(written.refused.size(), 2u);
  EXPECT_EQ(written.refused[0].substr(0, 2), "2 ");
  EXPECT_EQ(written.refused[1].substr(0, 2), "5 ");
  EXPECT_EQ(written.bytes.find("%%EOF"), std::string::npos);
}

// Lines that are made when they are read.
class Lines : public std::streambuf {
 public:
  explicit Lines(int count) : count_(count) {}

 private:
  int_type underflow() override {
    if (next_ == count_) return traits_type::eof();
    line_ = line_of(next_++) + "\n";
    setg(line_.data(), line_.data(), line_.data() + line_.size());
    return traits_type::to_int_type(line_.front());
  }
  int count_, next_ = 0;
  std::string line_;
};

// The most memory in KiB that a process of its own needed for so many slips.
long peak_memory_kib(int slips, bool zip) {
  const pid_t child = fork();
  if (child == 0) {
    Lines lines(slips);
    std::istream in(&lines);
    std::size_t size = 0;
    const auto count = write_slips(
        in, {.zip = zip, .threads = 2}, [&](std::string_view bytes) { size += bytes.size(); },
        [](std::size_t, const Error&) {});
    _exit(count.slips == static_cast<std::size_t>(slips) && size > 1'000u * count.slips ? 0 : 1);
  }
  int status = 0;
  rusage usage{};
  EXPECT_EQ(wait4(child, &status, 0, &usage), child);
  EXPECT_EQ(status, 0);
  return usage.ru_maxrss;
}

// Twenty times as many slips: 16 bytes a slip for the PDF's table, and some 70 for the
// directory of a ZIP, beside what the allocator keeps.
TEST(SlipBatch, MemoryDoesNotGrowWithTheNumberOfSlips) {
  for (const bool zip : {false, true}) {
    const long few = peak_memory_kib(600, zip);
    const long many = peak_memory_kib(12'000, zip);
    EXPECT_LT(many - few, 4 * 1024) << few << " KiB, then " << many << " KiB, zip " << zip;
    RecordProperty(zip ? "zip_kib" : "pdf_kib",
                   std::to_string(few) + " -> " + std::to_string(many));
  }
}

}  // namespace
}  // namespace quita::library
