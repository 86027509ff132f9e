// Statements (segment E) and DDA (segments G and H), written here by the columns of FEBRABAN's
// manual and not by our tables.
#include "cnab/statement.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cnab/check.h"
#include "cnab/dda.h"
#include "cnab/explain.h"
#include "cnab/layout.h"
#include "cnab/return.h"

namespace quita::cnab {
namespace {

// A line in which texts stand at columns.
class Columns {
 public:
  explicit Columns(std::string_view bank) : text_(240, ' ') { at(1, bank); }
  Columns& at(std::size_t column, std::string_view what) {
    text_.replace(column - 1, what.size(), what);
    return *this;
  }
  Columns& number(std::size_t column, int width, std::int64_t value) {
    return at(column, fmt::format("{:0{}}", value, width));
  }
  std::string line() const { return text_ + "\r\n"; }

 private:
  std::string text_;
};

std::string file_header(std::string_view bank) {
  return Columns(bank)
      .at(4, "00000")
      .at(18, "211222333000181")
      .at(53, "012343000000056789")
      .at(73, "PADARIA PAO QUENTE LTDA")
      .at(143, "2")
      .at(144, "12122026070000000001")
      .line();
}
std::string file_trailer(std::string_view bank, int lots, int records) {
  return Columns(bank).at(4, "99999").number(18, 6, lots).number(24, 6, records).line();
}

struct Entry {
  std::string_view date;
  std::int64_t value;
  std::string_view sign, category, history, document;
};

std::string statement(std::string_view bank, std::int64_t opening, std::string_view sign,
                      const std::vector<Entry>& entries, std::int64_t closing,
                      std::string_view closing_sign, std::int64_t debits, std::int64_t credits) {
  const auto account = [bank](Columns columns) {
    return columns.at(18, "211222333000181")
        .at(53, "01234")
        .at(58, "3")
        .at(59, "000000056789")
        .at(71, "0");
  };
  auto out = file_header(bank);
  out += account(Columns(bank).at(4, "00011E0440033"))
             .at(143, "11122026")
             .number(151, 18, opening)
             .at(169, sign)
             .at(170, "FBRL00042")
             .line();
  int number = 0;
  for (const auto& entry : entries)
    out += account(Columns(bank).at(4, "00013").number(9, 5, ++number).at(14, "E"))
               .at(109, "DPV00")
               .at(135, entry.date)
               .at(143, entry.date)
               .number(151, 18, entry.value)
               .at(169, entry.sign)
               .at(170, entry.category)
               .at(173, "0123")
               .at(177, entry.history)
               .at(202, entry.document)
               .line();
  out += account(Columns(bank).at(4, "00015"))
             .number(89, 18, 0)
             .number(107, 18, 500'000)
             .number(125, 18, 1'000)
             .at(143, "11122026")
             .number(151, 18, closing)
             .at(169, closing_sign)
             .at(170, "F")
             .number(171, 6, number + 2)
             .number(177, 18, debits)
             .number(195, 18, credits)
             .line();
  return out + file_trailer(bank, 1, number + 4);
}

const std::vector<Entry> two_entries = {{"11122026", 150'000, "C", "209", "TED RECEBIDA", "998877"},
                                        {"11122026", 250, "D", "105", "TARIFA DOC/TED", ""}};

std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.rule + ": " + finding.message + "\n";
  return out;
}

TEST(CnabStatement, BalancesAndEntries) {
  const auto bytes = statement("756", 20'000, "D", two_entries, 129'750, "C", 250, 150'000);
  const auto file = read_statements(bytes);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_TRUE(file->warnings.empty()) << told(file->warnings);
  EXPECT_EQ(file->bank, "756");
  EXPECT_EQ(file->bank_name, "Sicoob");
  ASSERT_EQ(file->statements.size(), 1U);
  const auto& one = file->statements[0];
  EXPECT_EQ(one.covenant.agency, "1234");
  EXPECT_EQ(one.covenant.account, "56789");
  EXPECT_EQ(one.covenant.account_digit, "0");
  EXPECT_EQ(one.currency, "BRL");
  EXPECT_EQ(one.number, 42);
  EXPECT_EQ(one.opened_on, Date(2026, 12, 11));
  EXPECT_EQ(one.opening, Money::centavos(-20'000));
  EXPECT_EQ(one.closing, Money::centavos(129'750));
  EXPECT_EQ(one.limit, Money::centavos(500'000));
  EXPECT_EQ(one.blocked, Money::centavos(1'000));
  ASSERT_EQ(one.entries.size(), 2U);
  EXPECT_EQ(one.entries[0].line, 3);
  EXPECT_EQ(one.entries[0].value, Money::centavos(150'000));
  EXPECT_EQ(one.entries[0].history, "TED RECEBIDA");
  EXPECT_EQ(one.entries[0].category_words, "Transferência interbancária (DOC, TED)");
  EXPECT_EQ(one.entries[0].document, "998877");
  EXPECT_EQ(one.entries[1].value, Money::centavos(-250));
  EXPECT_EQ(one.entries[1].category_words, "Tarifas");
  EXPECT_EQ(one.entries[1].nature, "DPV");
  const auto report = check(bytes);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->titles, 2);
  EXPECT_TRUE(report->findings.empty()) << told(report->findings);
  std::ostringstream words;
  ASSERT_TRUE(explain(bytes, words));
  EXPECT_NE(words.str().find("Tarifas"), std::string::npos);
}

TEST(CnabStatement, SumsThatDoNotCloseAreSaid) {
  const auto file =
      read_statements(statement("237", 20'000, "C", two_entries, 169'000, "C", 251, 150'001));
  ASSERT_TRUE(file) << file.error().message;
  const auto words = told(file->warnings);
  EXPECT_NE(words.find(fmt::format(
                "cnab.balance: Linha 5: saldo final de {}, mas o saldo inicial com "
                "os lançamentos dá {}.",
                format_brl(Money::centavos(169'000)), format_brl(Money::centavos(169'750)))),
            std::string::npos)
      << words;
  EXPECT_NE(words.find("cnab.debits"), std::string::npos);
  EXPECT_NE(words.find("cnab.credits"), std::string::npos);
}

TEST(CnabStatement, AnEntryWithoutDayOrSideIsRefused) {
  for (const auto& [date, sign] : {std::pair("99992026", "C"), std::pair("11122026", "X")}) {
    const auto file = read_statements(
        statement("237", 0, "C", {{date, 100, sign, "209", "X", ""}}, 100, "C", 0, 100));
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, "cnab.field");
    EXPECT_EQ(file.error().field, "linha 3");
  }
}

TEST(CnabStatement, IsNoReturnOfTitles) {
  const auto titles =
      read_return(statement("237", 0, "C", two_entries, 149'750, "C", 250, 150'000));
  ASSERT_FALSE(titles);
  EXPECT_EQ(titles.error().code, "cnab.service");
  EXPECT_NE(titles.error().message.find("extrato"), std::string::npos);
}

std::string dda() {
  const std::string_view bank = "237";
  auto out = file_header(bank);
  out += Columns(bank).at(4, "00011I03").at(14, "022").at(18, "2011222333000181").line();
  out += Columns(bank)
             .at(4, "0001300001G 01")
             .at(18, "34191166700000123451091071234567890123456000")
             .at(62, "2012345678000195")
             .at(78, "FORNECEDOR DE FARINHA LTDA")
             .at(108, "10122026")
             .number(116, 15, 12'345)
             .number(131, 15, 0)
             .at(146, "09")
             .at(148, "NF 77")
             .at(179, "1")
             .at(180, "02")
             .at(182, "01112026")
             .number(190, 15, 12)
             .at(205, "1")
             .at(206, "05122026")
             .number(214, 15, 500)
             .at(229, "300")
             .at(232, "20122026")
             .line();
  out += Columns(bank)
             .at(4, "0001300002H 01")
             .at(18, "1000012345678909")
             .at(34, "JOSE DA SILVA")
             .at(74, "0")
             .at(75, "00000000")
             .number(83, 15, 0)
             .at(98, "0")
             .at(99, "00000000")
             .number(107, 15, 0)
             .at(122, "2")
             .at(123, "11122026")
             .number(131, 15, 200)
             .number(146, 15, 45)
             .at(161, "ENTREGA DE NOVEMBRO")
             .line();
  out +=
      Columns(bank).at(4, "00015").number(18, 6, 4).number(24, 18, 12'345).number(42, 18, 0).line();
  return out + file_trailer(bank, 1, 6);
}

TEST(CnabDda, ASlipWithWhatCompletesIt) {
  const auto file = read_dda(dda());
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->warnings.size(), 1U) << told(file->warnings);
  EXPECT_EQ(file->warnings[0].rule, "cnab.generic");
  ASSERT_EQ(file->slips.size(), 1U);
  const auto& slip = file->slips[0];
  EXPECT_EQ(slip.line, 3);
  EXPECT_EQ(slip.barcode, "34191166700000123451091071234567890123456000");
  EXPECT_EQ(slip.drawer_document, "12345678000195");
  EXPECT_EQ(slip.drawer_name, "FORNECEDOR DE FARINHA LTDA");
  EXPECT_EQ(slip.due, Date(2026, 12, 10));
  EXPECT_EQ(slip.value, Money::centavos(12'345));
  EXPECT_EQ(slip.document, "NF 77");
  EXPECT_EQ(slip.kind, "DM");
  EXPECT_EQ(slip.interest_per_day, Money::centavos(12));
  ASSERT_EQ(slip.discounts.size(), 1U);
  EXPECT_EQ(slip.discounts[0], (DdaCharge{"1", Date(2026, 12, 5), Money::centavos(500)}));
  EXPECT_EQ(slip.fine, (DdaCharge{"2", Date(2026, 12, 11), Money::centavos(200)}));
  EXPECT_EQ(slip.rebate, Money::centavos(45));
  EXPECT_EQ(slip.pay_until, Date(2026, 12, 20));
  EXPECT_EQ(slip.guarantor_document, "12345678909");
  EXPECT_EQ(slip.guarantor_name, "JOSE DA SILVA");
  EXPECT_EQ(slip.messages, std::vector<std::string>{"ENTREGA DE NOVEMBRO"});
  EXPECT_TRUE(check(dda())->findings.empty()) << told(check(dda())->findings);
  EXPECT_EQ(check(dda())->titles, 1);
}

// Columns of another bank would show themselves by barcodes that are none.
TEST(CnabDda, ABarcodeThatIsNoneIsSaid) {
  auto bytes = dda();
  bytes[2 * 242 + 30] = bytes[2 * 242 + 30] == '9' ? '8' : '9';
  const auto file = read_dda(bytes);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_NE(told(file->warnings).find("cnab.barcode: Linha 3"), std::string::npos);
}

TEST(CnabDda, ACompletionWithoutItsSlipIsRefused) {
  auto bytes = dda();
  bytes.erase(2 * 242, 242);
  const auto file = read_dda(bytes);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, "cnab.pair");
}

}  // namespace
}  // namespace quita::cnab
