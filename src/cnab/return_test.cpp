#include "cnab/return.h"

#include <gtest/gtest.h>

#include <random>

#include "cnab/check.h"
#include "cnab/layout.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

using testing::as_carried;
using testing::banks;
using testing::columns;
using testing::covenant_of;
using testing::formats;
using testing::lines_of;

const FileStamp stamp{12, {Date(2026, 11, 20), 7 * 60}};

std::vector<const Layout*> readable_layouts() {
  std::vector<const Layout*> out;
  for (const auto* layout : all_layouts())
    if (!layout->returned.empty()) out.push_back(layout);
  return out;
}

ReturnEntry registered() {
  ReturnEntry entry;
  entry.our_number = "223352";
  entry.your_number = "NF 1001/1";
  entry.company_use = "REC01H455VB4PEX5VSKN";
  entry.event = Event::registered;
  entry.title_value = Money::centavos(129'990);
  entry.fee = Money::centavos(189);
  entry.due = Date(2026, 12, 10);
  entry.occurred = Date(2026, 11, 19);
  entry.paying_bank = "341";
  return entry;
}

ReturnEntry settled() {
  auto entry = registered();
  entry.event = Event::settled;
  entry.paid = Money::centavos(133'500);
  entry.interest_and_fine = Money::centavos(3'510);
  entry.occurred = Date(2026, 12, 15);
  entry.credited = Date(2026, 12, 16);
  entry.paying_bank = "237";
  entry.paying_agency = "321";
  return entry;
}

std::string write(const Covenant& covenant, const std::vector<ReturnEntry>& entries) {
  const auto file = write_return(covenant, stamp, entries);
  if (!file) {
    for (const auto& error : file.error()) ADD_FAILURE() << error.field << error.message;
    return {};
  }
  return *file;
}

bool warned(const ReturnFile& file, std::string_view rule, int line) {
  for (const auto& finding : file.warnings)
    if (finding.rule == rule && finding.line == line) return true;
  return false;
}

std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.rule + ": " + finding.message + "\n";
  return out;
}

// ---- What the simulated bank writes, we read -------------------------------------------------

TEST(CnabReturn, RegistrationAndSettlementOfEveryBank) {
  for (const auto* layout : readable_layouts()) {
    const auto name = std::string(layout->bank) + std::string(format_name(layout->format));
    const auto file = write(covenant_of(layout->bank, layout->format), {registered(), settled()});
    const auto read = read_return(file);
    ASSERT_TRUE(read) << name << read.error().message;
    EXPECT_TRUE(read->warnings.empty()) << name << told(read->warnings);
    EXPECT_EQ(read->covenant.bank, layout->bank);
    EXPECT_EQ(read->covenant.format, layout->format);
    EXPECT_FALSE(read->generic);
    EXPECT_EQ(read->made, Date(2026, 11, 20));
    ASSERT_EQ(read->entries.size(), 2U) << name;
    const std::vector expected{as_carried(*layout, registered()), as_carried(*layout, settled())};
    for (std::size_t i = 0; i < 2; ++i) {
      auto back = read->entries[i];
      EXPECT_EQ(back.event, expected[i].event) << name << back.occurrence;
      EXPECT_FALSE(back.occurrence_words.empty());
      EXPECT_EQ(back.our_number, "223352") << name;
      EXPECT_EQ(back.your_number, expected[i].your_number) << name;
      EXPECT_EQ(back.company_use, expected[i].company_use) << name;
      EXPECT_EQ(back.title_value.centavos(), 129'990) << name;
      EXPECT_EQ(back.paid, expected[i].paid) << name;
      EXPECT_EQ(back.interest_and_fine, expected[i].interest_and_fine) << name;
      EXPECT_EQ(back.fee, expected[i].fee) << name;
      EXPECT_EQ(back.occurred, expected[i].occurred) << name;
      EXPECT_EQ(back.credited, expected[i].credited) << name;
      EXPECT_EQ(back.due, expected[i].due) << name;
      EXPECT_EQ(back.paying_bank, expected[i].paying_bank) << name;
      EXPECT_EQ(back.paying_agency, expected[i].paying_agency) << name;
    }
    EXPECT_TRUE(check(file)->findings.empty()) << name << told(check(file)->findings);
  }
}

TEST(CnabReturn, EveryEventThatABankKnowsComesBack) {
  for (const auto* layout : readable_layouts()) {
    std::vector<ReturnEntry> entries;
    for (const auto& occurrence : layout->occurrences) {
      auto entry = registered();
      entry.occurrence = occurrence.code;
      entries.push_back(entry);
    }
    const auto read = read_return(write(covenant_of(layout->bank, layout->format), entries));
    ASSERT_TRUE(read);
    ASSERT_EQ(read->entries.size(), layout->occurrences.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      EXPECT_EQ(read->entries[i].event, layout->occurrences[i].event);
      EXPECT_EQ(read->entries[i].occurrence_words, layout->occurrences[i].words);
    }
  }
}

TEST(CnabReturn, RejectionReasonsInWords) {
  struct Case {
    std::string_view bank;
    Format format;
    std::string_view code, words;
  };
  for (const auto& [bank, format, code, words] :
       {Case{"001", Format::cnab240, "48", "CEP inválido"},
        Case{"001", Format::cnab400, "82", "CEP do pagador inválido"},
        Case{"033", Format::cnab400, "057", "CEP do pagador incorreto"},
        Case{"104", Format::cnab240, "73", "Código do beneficiário inválido"},
        Case{"104", Format::cnab240, "48", "CEP inválido"},
        Case{"104", Format::cnab400, "081", "CEP do pagador inválido"},
        Case{"237", Format::cnab400, "48", "CEP inválido"},
        Case{"341", Format::cnab400, "11", "CEP não numérico ou inválido"}}) {
    auto entry = registered();
    entry.event = Event::rejected;
    entry.reasons = {{std::string(code), ""}};
    const auto read = read_return(write(covenant_of(bank, format), {entry}));
    ASSERT_TRUE(read);
    ASSERT_EQ(read->entries[0].reasons.size(), 1U) << bank;
    EXPECT_EQ(read->entries[0].reasons[0].code, code);
    EXPECT_EQ(read->entries[0].reasons[0].words, words) << bank;
  }
}

// One code means different things beside different occurrences: 04 of a rejection is not 04 of a
// settlement.
TEST(CnabReturn, AReasonIsReadBesideItsOccurrence) {
  auto entry = settled();
  entry.reasons = {{"04", ""}};
  const auto read = read_return(write(covenant_of("001", Format::cnab240), {entry}));
  EXPECT_EQ(read->entries[0].reasons[0].words, "Compensação eletrônica");
}

TEST(CnabReturn, UnknownCodesAreKeptAndShownNeverGuessed) {
  for (const auto format : formats) {
    auto entry = registered();
    entry.occurrence = "ZZ";
    entry.reasons = {{format == Format::cnab240 ? "Q7" : "Q7", ""}};
    const auto read = read_return(write(covenant_of("237", format), {entry}));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->entries[0].event, Event::unknown);
    EXPECT_EQ(read->entries[0].occurrence, "ZZ");
    EXPECT_EQ(read->entries[0].occurrence_words, "");
    EXPECT_EQ(read->entries[0].reasons[0], (Reason{"Q7", ""}));
    EXPECT_TRUE(warned(*read, "cnab.unknown_occurrence", read->entries[0].line));
  }
}

TEST(CnabReturn, NossoNumeroAsWrittenAndWithoutZerosAndDigit) {
  const auto number = [](std::string_view bank, Format format) {
    const auto read = read_return(write(covenant_of(bank, format), {registered()}));
    return read->entries[0].our_number_written;
  };
  EXPECT_EQ(number("237", Format::cnab400), "000002233528");
  EXPECT_EQ(number("237", Format::cnab240), "000002233528");
  EXPECT_EQ(number("033", Format::cnab400), "02233525");
  EXPECT_EQ(number("033", Format::cnab240), "0000002233525");
  EXPECT_EQ(number("104", Format::cnab400), "00000000000223352");
  EXPECT_EQ(number("341", Format::cnab400).substr(0, 8), "00223352");
  EXPECT_EQ(number("341", Format::cnab400).size(), 9U);
}

// Positions from Santander's manual, not from the table: the value stands at 78-92 of segment T.
TEST(CnabReturn, Santander240SegmentTHasItsOwnOffsets) {
  const auto lines = lines_of(write(covenant_of("033", Format::cnab240), {settled()}));
  EXPECT_EQ(columns(lines[2], 14, 17), "T 06");
  EXPECT_EQ(columns(lines[2], 41, 53), "0000002233525");
  EXPECT_EQ(columns(lines[2], 70, 92), "10122026000000000129990");
  EXPECT_EQ(columns(lines[2], 194, 208), "000000000000189");
  EXPECT_EQ(columns(lines[3], 78, 92), "000000000133500");
  EXPECT_EQ(columns(lines[3], 138, 153), "1512202616122026");
}

TEST(CnabReturn, PositionsOfThe400Returns) {
  const auto detail = [](std::string_view bank) {
    return lines_of(write(covenant_of(bank, Format::cnab400), {settled()}))[1];
  };
  for (const auto bank : banks) {
    const auto line = detail(bank);
    EXPECT_EQ(columns(line, 109, 116), bank == "104" ? "21151226" : "06151226");
    EXPECT_EQ(columns(line, 117, 126), "NF 1001/1 ");
    EXPECT_EQ(columns(line, 147, 165), "1012260000000129990");
    EXPECT_EQ(columns(line, 254, 279), "00000001335000000000003510");
    EXPECT_EQ(columns(line, 182, 188), "0000189");
  }
  EXPECT_EQ(columns(detail("001"), 176, 188), "1612260000189");
  EXPECT_EQ(columns(detail("104"), 294, 299), "161226");
  for (const auto* bank : {"033", "237", "341"})
    EXPECT_EQ(columns(detail(bank), 296, 301), "161226");
  EXPECT_EQ(columns(detail("001"), 64, 80), "00000000000223352");
  EXPECT_EQ(columns(detail("104"), 57, 73), "00000000000223352");
  EXPECT_EQ(columns(detail("237"), 71, 82), "000002233528");
  EXPECT_EQ(columns(detail("033"), 63, 70), "02233525");
  EXPECT_EQ(columns(detail("341"), 83, 93), "10900223352");
}

// ---- What happens to files on their way ------------------------------------------------------

class CnabTolerance : public ::testing::TestWithParam<const Layout*> {
 protected:
  std::string file() const {
    return write(covenant_of(GetParam()->bank, GetParam()->format), {registered(), settled()});
  }
  // The same facts must be read, with a warning of this rule in this line.
  void expect_same(const std::string& changed, std::string_view rule, int line) const {
    const auto sound = read_return(file());
    const auto read = read_return(changed);
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->entries.size(), sound->entries.size());
    for (std::size_t i = 0; i < read->entries.size(); ++i) {
      auto entry = read->entries[i];
      entry.line = sound->entries[i].line;
      EXPECT_EQ(entry, sound->entries[i]);
    }
    EXPECT_TRUE(warned(*read, rule, line)) << rule << "\n" << told(read->warnings);
  }
};

// The records of CNAB 400 end in the sequence number, so that nothing can be stripped from them.
TEST_P(CnabTolerance, RightStrippedLines) {
  std::string stripped;
  for (auto line : lines_of(file())) {
    line.erase(line.find_last_not_of(' ') + 1);
    stripped += line + "\r\n";
  }
  if (GetParam()->format == Format::cnab240)
    expect_same(stripped, "cnab.line_length", 1);
  else
    EXPECT_EQ(stripped, file());
}

TEST_P(CnabTolerance, OverLongLines) {
  std::string longer;
  for (const auto& line : lines_of(file())) longer += line + "   XYZ\r\n";
  expect_same(longer, "cnab.line_length", 2);
}

TEST_P(CnabTolerance, ByteOrderMark) { expect_same("\xEF\xBB\xBF" + file(), "cnab.bom", 1); }

TEST_P(CnabTolerance, Utf16WithAndWithoutMark) {
  std::string little, big;
  for (const char c : file()) {
    little += {c, '\0'};
    big += {'\0', c};
  }
  expect_same("\xFF\xFE" + little, "cnab.utf16", 1);
  expect_same("\xFE\xFF" + big, "cnab.utf16", 1);
  expect_same(little, "cnab.utf16", 1);
}

TEST_P(CnabTolerance, NoFinalLineEnd) {
  auto content = file();
  content.resize(content.size() - 2);
  expect_same(content, "cnab.no_line_end", static_cast<int>(lines_of(file()).size()));
}

TEST_P(CnabTolerance, UnixLineEnds) {
  std::string unix_ends;
  for (const auto& line : lines_of(file())) unix_ends += line + "\n";
  const auto read = read_return(unix_ends);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->entries.size(), 2U);
}

TEST_P(CnabTolerance, NoLineEndsAtAll) {
  std::string joined;
  for (const auto& line : lines_of(file())) joined += line;
  expect_same(joined, "cnab.line_end", 1);
}

TEST_P(CnabTolerance, DosEndOfFileMark) {
  const auto lines = static_cast<int>(lines_of(file()).size());
  expect_same(file() + "\x1A", "cnab.eof_mark", lines + 1);
  expect_same(file() + "\x1A\r\n", "cnab.eof_mark", lines + 1);
  expect_same(file() + std::string(7, '\x1A'), "cnab.eof_mark", lines + 1);
  auto unended = file();
  unended.resize(unended.size() - 2);
  expect_same(unended + "\x1A", "cnab.eof_mark", lines);
}

TEST_P(CnabTolerance, BlankLinesBetween) {
  std::string spaced;
  for (const auto& line : lines_of(file())) spaced += line + "\r\n\r\n";
  const auto read = read_return(spaced);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->entries.size(), 2U);
  EXPECT_TRUE(warned(*read, "cnab.blank_line", 2));
}

TEST_P(CnabTolerance, LettersInUtf8TakeOneColumnEach) {
  if (!testing::carries(GetParam()->returned, Key::company_name)) return;  // Sicredi's CNAB 400
  auto lines = lines_of(file());
  // The company's name, in the header: an accented letter for each plain one.
  const auto at = lines[0].find("PAO");
  ASSERT_NE(at, std::string::npos);
  lines[0].replace(at, 3, "P\xC3\x83O");
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  expect_same(content, "cnab.utf8", 1);
  EXPECT_EQ(read_return(content)->covenant.company_name, "PADARIA PÃO QUENTE LTDA");
}

// brcobranca returns the trailer of a return file as a title.
TEST_P(CnabTolerance, PeersTrailerAndHeaderAreNeverTitles) {
  const auto read = read_return(write(covenant_of(GetParam()->bank, GetParam()->format), {}));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->entries.empty());
}

TEST_P(CnabTolerance, MissingTrailerIsSaid) {
  auto lines = lines_of(file());
  lines.pop_back();
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  expect_same(content, "cnab.no_trailer", static_cast<int>(lines.size()));
}

// A file cut off within a number would give a wrong amount: refused, with its place.
TEST_P(CnabTolerance, LineCutWithinANumberIsRefused) {
  auto lines = lines_of(file());
  const bool wide = GetParam()->format == Format::cnab240;
  const auto& record = *find_record(GetParam()->returned, Part::detail, Key::paid);
  auto& line = lines[wide ? 3 : 1];
  line.resize(record.find(Key::paid)->first + 5U);
  std::string content;
  for (const auto& each : lines) content += each + "\r\n";
  const auto read = read_return(content);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.field");
  EXPECT_NE(read.error().field.find(wide ? "linha 4" : "linha 2"), std::string::npos);
}

TEST_P(CnabTolerance, AnotherBanksRecordInTheFileIsRefused) {
  auto lines = lines_of(file());
  lines[GetParam()->format == Format::cnab240 ? 2 : 1]
       [GetParam()->format == Format::cnab240 ? 7 : 0] = 'K';
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  const auto read = read_return(content);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.record");
}

std::string layout_name(const ::testing::TestParamInfo<const Layout*>& info) {
  return std::string(format_name(info.param->format)) + "_" + std::string(info.param->bank);
}
INSTANTIATE_TEST_SUITE_P(EveryLayout, CnabTolerance, ::testing::ValuesIn(readable_layouts()),
                         layout_name);

TEST(CnabReturn, WrongTrailerCountIsAWarningWithItsLine) {
  auto lines = lines_of(write(covenant_of("001", Format::cnab240), {settled()}));
  lines[4].replace(17, 6, "000099");
  lines[5].replace(23, 6, "000001");
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  const auto read = read_return(content);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->entries[0].paid.centavos(), 133'500);
  EXPECT_TRUE(warned(*read, "cnab.trailer_count", 5)) << told(read->warnings);
  EXPECT_TRUE(warned(*read, "cnab.trailer_count", 6));
}

TEST(CnabReturn, ASettlementWithoutItsSegmentUIsRefused) {
  auto lines = lines_of(write(covenant_of("001", Format::cnab240), {settled()}));
  lines.erase(lines.begin() + 3);
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  const auto read = read_return(content);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.pair");
  EXPECT_EQ(read.error().hint, "o segmento U logo depois do T");
}

TEST(CnabReturn, OptionalSegmentsAreSkippedAloud) {
  auto lines = lines_of(write(covenant_of("001", Format::cnab240), {settled()}));
  std::string optional = lines[3];
  optional[13] = 'Y';
  lines.insert(lines.begin() + 4, optional);
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  const auto read = read_return(content);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->entries.size(), 1U);
  EXPECT_TRUE(warned(*read, "cnab.skipped", 5));
}

TEST(CnabReturn, AnImpossibleDateIsAbsentAndSaid) {
  auto lines = lines_of(write(covenant_of("237", Format::cnab400), {settled()}));
  lines[1].replace(295, 6, "310226");
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  const auto read = read_return(content);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->entries[0].credited);
  EXPECT_TRUE(warned(*read, "cnab.date", 2));
}

// boletonet #683, brcobranca #183: the wrong class reads a file silently into nonsense.
TEST(CnabPeers, AFileIsReadByItsOwnBankOrRefused) {
  for (const auto format : formats)
    for (const auto bank : banks)
      EXPECT_EQ(read_return(write(covenant_of(bank, format), {settled()}))->covenant.bank, bank);
  auto foreign = write(covenant_of("341", Format::cnab400), {settled()});
  foreign.replace(76, 3, "999");
  const auto read = read_return(foreign);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.bank");
}

// BB's older convênios of 4 and 6 digits use detail records of type 1 with other columns.
TEST(CnabPeers, BbWithRecordsOfAnotherLayoutIsRefused) {
  auto lines = lines_of(write(covenant_of("001", Format::cnab400), {settled()}));
  lines[1][0] = '1';
  std::string content;
  for (const auto& line : lines) content += line + "\r\n";
  const auto read = read_return(content);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.record");
}

// node-boleto reads the due date from the occurrence-date columns (Bradesco 400).
TEST(CnabPeers, BradescoDueDateIsNotTheOccurrenceDate) {
  const auto read = read_return(write(covenant_of("237", Format::cnab400), {settled()}));
  EXPECT_EQ(read->entries[0].due, Date(2026, 12, 10));
  EXPECT_EQ(read->entries[0].occurred, Date(2026, 12, 15));
}

TEST(CnabReturn, A240OfAnotherBankIsReadGenericallyAndMarked) {
  auto file = write(covenant_of("237", Format::cnab240), {settled()});
  for (std::size_t at = 0; at < file.size(); at += 242) file.replace(at, 3, "999");
  const auto read = read_return(file);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->generic);
  EXPECT_EQ(read->covenant.bank, "999");
  EXPECT_EQ(read->entries[0].paid.centavos(), 133'500);
  EXPECT_TRUE(warned(*read, "cnab.generic", 1));
}

TEST(CnabReturn, WhatIsNotCnabIsRefusedWithWhatWasExpected) {
  EXPECT_EQ(read_return("").error().code, "cnab.empty");
  EXPECT_EQ(read_return("\r\n  \r\n").error().code, "cnab.empty");
  EXPECT_EQ(read_return("<?xml version=\"1.0\"?>").error().code, "cnab.not_cnab");
  EXPECT_EQ(read_return("0").error().code, "cnab.not_cnab");
  EXPECT_EQ(read_return("02RETORNO").error().code, "cnab.bank");
  EXPECT_EQ(read_return("01REMESSA01COBRANCA       " + std::string(50, ' ') + "341").error().code,
            "cnab.direction");
  EXPECT_EQ(read_return(std::string(1'000, '\0')).error().code, "cnab.empty");
}

TEST(CnabReturn, AMillionEqualDefectsAreToldOnceAndCounted) {
  auto covenant = covenant_of("341", Format::cnab400);
  std::vector<ReturnEntry> entries(300, registered());
  std::string content;
  for (const auto& line : lines_of(write(covenant, entries))) content += line + " \r\n";
  const auto read = read_return(content);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->warnings.size(), 101U);
  EXPECT_EQ(read->warnings.back().message, "E mais 202 ocorrências desta regra no arquivo.");
}

TEST(CnabReturn, WritingRefusesWhatTheLayoutCannotCarry) {
  auto entry = settled();
  entry.other_expenses = Money::centavos(1);
  const auto file = write_return(covenant_of("341", Format::cnab240), stamp, std::vector{entry});
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error()[0].code, "cnab.not_in_layout");
  EXPECT_EQ(file.error()[0].field, "titulos.0.outras_despesas");
}

}  // namespace
}  // namespace quita::cnab
