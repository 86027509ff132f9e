// The Pix of a hybrid slip that comes back in a return, behind the title to which it belongs.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cnab/check.h"
#include "cnab/explain.h"
#include "cnab/return.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

using testing::covenant_of;
using testing::lines_of;

ReturnEntry registered(std::string our_number, ReturnedPix pix) {
  ReturnEntry entry;
  entry.event = Event::registered;
  entry.our_number = std::move(our_number);
  entry.title_value = Money::centavos(10'000);
  entry.pix = std::move(pix);
  return entry;
}

std::string written(std::string_view bank, Format format, const std::vector<ReturnEntry>& entries) {
  const auto file = write_return(covenant_of(bank, format), {}, entries);
  EXPECT_TRUE(file) << (file ? "" : file.error().front().message);
  return file.value_or("");
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\r\n";
  return out;
}

constexpr std::string_view location = "pix.santander.com.br/qr/v2/cobv/9d36b84f";

// The columns as ACBr, laravel-boleto and the manuals have them, not as our table has.
TEST(CnabReturnedPix, StandsInTheColumnsOfEachBank) {
  const ReturnedPix pix{.location = std::string(location), .txid = "A1b2C3d4"};
  struct Case {
    std::string_view bank;
    Format format;
    std::size_t line, location, txid;  // columns from 1
  };
  for (const auto& c : {Case{"033", Format::cnab400, 2, 3, 80},
                        {"237", Format::cnab400, 2, 29, 106},
                        {"033", Format::cnab240, 4, 82, 159},
                        {"237", Format::cnab240, 4, 82, 159}}) {
    const auto lines = lines_of(written(c.bank, c.format, {registered("223352", pix)}));
    EXPECT_EQ(lines[c.line].substr(c.location - 1, location.size()), location) << c.bank;
    EXPECT_EQ(lines[c.line].substr(c.txid - 1, 9), "A1b2C3d4 ") << c.bank;
  }
}

TEST(CnabReturnedPix, BelongsToTheTitleBeforeIt) {
  const auto file = written(
      "033", Format::cnab240,
      {registered("1", {}), registered("2", {.location = std::string(location), .txid = "T2"}),
       registered("3", {}), registered("4", {.key = "pix@loja.com.br"})});
  const auto read = read_return(file);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->entries.size(), 4U);
  EXPECT_TRUE(read->warnings.empty());
  EXPECT_TRUE(read->entries[0].pix.empty());
  EXPECT_EQ(read->entries[1].pix.location, location);
  EXPECT_EQ(read->entries[1].pix.txid, "T2");
  EXPECT_TRUE(read->entries[2].pix.empty());
  EXPECT_EQ(read->entries[3].pix.key, "pix@loja.com.br");
  EXPECT_EQ(read->entries[3].pix.location, "");
  EXPECT_TRUE(check(file)->findings.empty());
  EXPECT_EQ(check(file)->titles, 4);
}

TEST(CnabReturnedPix, ItauReturnsTheCodeItselfOrWhyThereIsNone) {
  const std::string code = "00020101021226850014br.gov.bcb.pix2563qr.itau.com.br/pix/qr/v2/abc";
  const auto file =
      written("341", Format::cnab400,
              {registered("1", {.br_code = code}), registered("2", {.refusal = {"004", ""}})});
  const auto read = read_return(file);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->entries[0].pix.br_code, code);
  EXPECT_TRUE(read->entries[0].pix.refusal.code.empty());
  EXPECT_EQ(read->entries[1].pix.refusal.code, "004");
  EXPECT_EQ(read->entries[1].pix.refusal.words, "Chave sem cadastro no DICT");
  std::ostringstream words;
  ASSERT_TRUE(explain(file, words));
  EXPECT_NE(words.str().find("Chave sem cadastro no DICT"), std::string::npos);
}

// A file that begins with a stray Pix gives no title of it.
TEST(CnabReturnedPix, WithoutATitleIsLeftOutAndSaid) {
  auto lines = lines_of(written("033", Format::cnab400, {registered("1", {.txid = "T"})}));
  lines.erase(lines.begin() + 1);
  const auto read = read_return(joined(lines));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->entries.empty());
  ASSERT_FALSE(read->warnings.empty());
  EXPECT_EQ(read->warnings[0].rule, "cnab.skipped");
}

TEST(CnabReturnedPix, ASegmentUAfterThePixIsNotASecondPayment) {
  auto lines = lines_of(written("033", Format::cnab240, {registered("1", {.txid = "T"})}));
  lines.insert(lines.begin() + 5, lines[3]);
  const auto read = read_return(joined(lines));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.pair");
}

TEST(CnabReturnedPix, ALayoutWithoutItRefusesToWriteIt) {
  const ReturnEntry entries[] = {registered("1", {.location = std::string(location)})};
  const auto file = write_return(covenant_of("104", Format::cnab400), {}, entries);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().front().code, "cnab.not_in_layout");
  EXPECT_EQ(file.error().front().field, "titulos.0.pix_url");
}

// A file with which a public program tests its own reader: key and txid stand at the right of
// their columns.
TEST(CnabReturnedPix, SantandersSampleFile) {
  const auto path = std::filesystem::path(QUITA_SHARED_DIR) /
                    "data/samples/cnab_return/eduardokum__exemplos__arquivos__santander_pix.ret";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the sample files are not here";
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const auto read = read_return(bytes.str());
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->entries.size(), 1U);
  EXPECT_EQ(read->entries[0].pix.key, "39a1178e-db6b-4407-bc7b-b674390acf5f");
  EXPECT_EQ(read->entries[0].pix.txid, "id-da-transcao-pix");
}

}  // namespace
}  // namespace quita::cnab
