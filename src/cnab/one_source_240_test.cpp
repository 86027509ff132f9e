// CNAB 240 remittances known of one source, line by line. Each expected line was put together from
// the columns of that source, not from our tables; rows of 80 columns, so that they can be counted.
// Where ours differs on purpose, the bank's file says so.
#include <gtest/gtest.h>

#include "cnab/remittance.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

struct Expected {
  std::string_view bank;
  std::vector<std::string_view> lines;
};

RemittanceItem rich_title(const Layout& layout) {
  auto item = testing::registration();
  item.interest = {InterestTerm::Kind::per_day, Money::centavos(43), {}};
  item.discounts = {{DiscountTerm::Kind::amount, Date(2026, 12, 1), Money::centavos(5'000), {}}};
  item.rebate = Money::centavos(1'000);
  item.protest_days = 10;
  if (layout.charges.fine_percent)
    item.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
  else if (layout.charges.fine_amount)
    item.fine = {FineTerm::Kind::amount, Money::centavos(2'600), {}};
  if (layout.charges.write_off) item.write_off_days = 90;
  return item;
}

TEST(OneSource240, RemittancesInTheSourcesColumns) {
  const Expected all[] = {
      {"322",
       {
           "32200000         211222333000181             001234501234 0000000567890 PADARIA "
           "PAO QUENTE LTDA       SULCREDI                                122112026140500000"
           "00710300000                                                                     ",
           "32200011R01  060 2011222333000181             001234501234 0000000567890 PADARIA"
           " PAO QUENTE LTDA                                                                "
           "                       000000072211202600000000                                 ",
           "3220001300001P 0101234 0000000567890 0012345900000223352211122NF 1001/1      101"
           "2202600000000012999000000002N031120261111220260000000000000431011220260000000000"
           "05000000000000000000000000000001000REC01H455VB4PEX5VSKN     110    0900000000001",
           "3220001300002Q 011000012345678909JOSE DA SILVA                           RUA DAS"
           " FLORES 12 AP 3                  CENTRO         01310100SAO PAULO      SP0000000"
           "000000000                                        000                            ",
           "3220001300003R 01000000000000000000000000000000000000000000000000211122026000000"
           "000000200                                                                       "
           "                                       0000000000000000 000000000000  0         ",
           "32200015         000005000001000000000001299900000000000000000000000000000000000"
           "00000000000000000000000000000000000                                             "
           "                                                                                ",
           "32299999         000001000007000000                                             "
           "                                                                                "
           "                                                                                ",
       }},
      {"655",
       {
           "65500000         211222333000181000000000000000123450123430000000567890 PADARIA "
           "PAO QUENTE LTDA       BANCO VOTORANTIN SA                     122112026140500000"
           "00708001600                                                                     ",
           "65500011R0100030 2011222333000181000000000000000123450123430000000567890 PADARIA"
           " PAO QUENTE LTDA                                                                "
           "                       000000072211202600000000                                 ",
           "6550001300001P 010123430000000567890 0000000000000022335211222NF 1001/1      101"
           "2202600000000012999000000002N031120261111220260000000000000431011220260000000000"
           "05000000000000000000000000000001000REC01H455VB4PEX5VSKN     1101090090000000000 ",
           "6550001300002Q 011000012345678909JOSE DA SILVA                           RUA DAS"
           " FLORES 12 AP 3                  CENTRO         01310100SAO PAULO      SP0000000"
           "000000000                                        000                            ",
           "6550001300003R 01000000000000000000000000000000000000000000000000111122026000000"
           "000002600                                                                       "
           "                                       00000000                       0         ",
           "65500015         000005000001000000000001299900000000000000000000000000000000000"
           "00000000000000000000000000000000000                                             "
           "                                                                                ",
           "65599999         000001000007                                                   "
           "                                                                                "
           "                                                                                ",
       }},
      {"745",
       {
           "74500000         211222333000181700700              00000 000000012345  PADARIA "
           "PAO QUENTE LTDA       CITIBANK                                122112026140500000"
           "00704001600                                                                     ",
           "74500011R01  030 2011222333000181700700              00000 000000012345  PADARIA"
           " PAO QUENTE LTDA                                                                "
           "                       000000002211202600000000                                 ",
           "7450001300001P 0100000 000000012345  000002233525        11 22NF 1001/1      101"
           "2202600000000012999000000 03N031120261000000000000000000000431011220260000000000"
           "05000000000000000000000000000001000REC01H455VB4PEX5VSKN     1102   090000000000 ",
           "7450001300002Q 011000012345678909JOSE DA SILVA                           RUA DAS"
           " FLORES 12 AP 3                  CENTRO         01310100SAO PAULO      SP0000000"
           "000000000                                        000000000                      ",
           "74500015         000004000001000000000001299900000000000000000000000000000000000"
           "00000000000000000000000000000000000                                             "
           "                                                                                ",
           "74599999         000001000006000000                                             "
           "                                                                                "
           "                                                                                ",
       }},
  };
  for (const auto& one : all) {
    SCOPED_TRACE(one.bank);
    const auto* layout = find_layout(one.bank, Format::cnab240);
    ASSERT_NE(layout, nullptr);
    const auto covenant = testing::covenant_of(one.bank, Format::cnab240);
    const std::vector items = {rich_title(*layout)};
    const auto file = write_remittance(covenant, {7, {Date(2026, 11, 22), 845}}, items);
    ASSERT_TRUE(file) << file.error().front().message;
    const auto lines = testing::lines_of(*file);
    ASSERT_EQ(lines.size(), one.lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t row = 0; row < 240; row += 80)
        EXPECT_EQ(lines[i].substr(row, 80), one.lines[i].substr(row, 80)) << i << ' ' << row;
  }
}

}  // namespace
}  // namespace quita::cnab
