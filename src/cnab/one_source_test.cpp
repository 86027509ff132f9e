// Remittances of the banks that ACBr alone knows, line by line. Each expected line was put together
// from the columns of that bank's unit in ACBr, not from our tables; rows of 80 columns, so that
// they can be counted. Where ours differs on purpose, the comment says so.
#include <gtest/gtest.h>

#include "cnab/remittance.h"
#include "cnab/return.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

struct Expected {
  const char* bank;
  const char* header;
  const char* detail;
};

RemittanceItem rich_title(const Layout& layout) {
  auto item = testing::registration(layout);
  const auto& charges = layout.charges;
  if (charges.per_day)
    item.interest = {InterestTerm::Kind::per_day, Money::centavos(43), {}};
  else if (charges.monthly)
    item.interest = {InterestTerm::Kind::percent_month, {}, Rate::percent(1)};
  if (charges.fine_percent) item.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
  item.discounts = {{DiscountTerm::Kind::amount, Date(2026, 12, 1), Money::centavos(5'000), {}}};
  item.rebate = Money::centavos(1'000);
  if (testing::carries_in_detail(layout.remittance, Key::protest_days)) item.protest_days = 10;
  return item;
}

TEST(OneSource, RemittancesInAcbrsColumns) {
  const Expected all[] = {
      {"025",
       "01REMESSA01COBRANCA       00000000000000012345PADARIA PAO QUENTE LTDA       025B"
       "ANCO ALFA S.A.221126        320000007                                           "
       "                                                                                "
       "                                                                                "
       "                                                                          000001",
       "1                   00110123400567890REC01H455VB4PEX5VSKN     025000000000022335"
       "2500000000002 1234567       01NF 1001/1 10122600000001299900000000001N0311260610"
       "00000000000430112260000000005000000000000000000000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                        "
       "      01310100000000000000000                                             000002"},
      {"089",
       "01REMESSA01COBRANCA       12343000567890012345PADARIA PAO QUENTE LTDA       089C"
       "REDISANCED    2211260000007                                                     "
       "                                                                                "
       "                                                                                "
       "                                                                          000001",
       "1021122233300018112343000567890012345REC01H455VB4PEX5VSKN     0000022335250100  "
       "  1090000000000000000     0101NF 1001/1 10122600000001299900891234001N0311260000"
       "010000020000 0112260000000005000000000000000000000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3               CENTRO   "
       "      01310100SAO PAULO      SP                                        10 000002"},
      {"091",
       "01REMESSA01COBRANCA       00000000000000012345PADARIA PAO QUENTE LTDA       091U"
       "NICRED        221126       1130000007                                           "
       "                                                                                "
       "                                                                                "
       "                                                                          000001",
       "1012343000000056789000210123400567890REC01H455VB4PEX5VSKN     091000000000022335"
       "2700000000000            0  01NF 1001/1 1012260000000129990000000000000311260610"
       "00000000000430112260000000005000000022335270000000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                  CENTRO"
       "      01310100SAO PAULO           SP                                      000002"},
      // ACBr adds district, city and state to the street, which has no room for them here.
      {"099",
       "01REMESSA01COBRANCA       00000000000000012345PADARIA PAO QUENTE LTDA       099U"
       "NIPRIME       221126        MX0000007                                           "
       "                                                                                "
       "                                                                                "
       "                                                                          000001",
       "1                   00090123400567890REC01H455VB4PEX5VSKN     000202000000022335"
       "2800000000002            2  01NF 1001/1 10122600000001299900000000001N0311260610"
       "00000000000430112260000000005000000000000000000000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                        "
       "      01310100                                                            000002"},
      {"174",
       "01REMESSA01COBRANCA       000000012345        PADARIA PAO QUENTE LTDA       174 "
       "              221126                                                            "
       "                                                                                "
       "                                                                                "
       "                                                                  00000007000001",
       "10211222333000181000012345           REC01H455VB4PEX5VSKN     00000223352P      "
       "                          0101NF 1001/1 1012260000000129990        01N0311260610"
       "00000000000430112260000000005000111226       00000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                  CENTRO"
       "      01310100SAO PAULO      SP                              202 11122610 000002"},
      // No interest: what its columns mean, ACBr contradicts.
      {"218",
       "01REMESSA01COBRANCA       11222333000181      PADARIA PAO QUENTE LTDA       218B"
       "S2            2211202600000000000000000000                                      "
       "                                                                                "
       "                                              006                               "
       "                                                                     00007000001",
       "10000000000     000000000000000   REC01H455VB4PEX5VSKN     000022335250000012345"
       "          200000000000002002101NF 1001/1 101220260000000129990     N0N03112026  "
       "0000000000000011220260000000005000           00000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                  CENTRO"
       "      01310100SAO PAULO      SP                                        000000002"},
      // The espécies are those of the layout V9.2.
      {"274",
       "01REMESSA01COBRANCA       00000000000000012345PADARIA PAO QUENTE LTDA       274M"
       "ONEYPLUS      221126        MX0000007                                           "
       "                                                                                "
       "                                                                                "
       "                                                                          000001",
       "1000000000000000000000090123400567890REC01H455VB4PEX5VSKN     000202000000022335"
       "2800000000002N           2  01NF 1001/1 10122600000001299900000000002N0311260610"
       "00000000000430112260000000005000000000000000000000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                        "
       "      01310100000000000000000                                             000002"},
      {"310",
       "01REMESSA01COBRANCA       00000000000000012345PADARIA PAO QUENTE LTDA       310V"
       "ORTX          221126          0000007                                           "
       "                                                                                "
       "                                                                                "
       "                                                                          000001",
       "1001122233300018100000010123430056789REC01H455VB4PEX5VSKN     310202000000022335"
       "25          2               01000000100110122600000001299900000000001A0311260000"
       "00000000000430112260000000005000000000000000000000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                        "
       "      01310100SAO PAULO SP                                                000002"},
      {"604",
       "01REMESSA01COBRANCA       700700              PADARIA PAO QUENTE LTDA       604B"
       "CO INDUSTRIAL 221126                                                            "
       "                                                                                "
       "                                                                                "
       "                                                                          000001",
       "10211222333000181700700              REC01H455VB4PEX5VSKN     00002233529       "
       "         2000000002000001  401NF 1001/1 10122600000001299906040000001N0311260000"
       "00000000000430112260000000005000000000000000000000000010000100012345678909JOSE D"
       "A SILVA                           RUA DAS FLORES 12 AP 3                  CENTRO"
       "      01310100SAO PAULO      SP                                        100000002"},
  };
  for (const auto& one : all) {
    SCOPED_TRACE(one.bank);
    const auto* layout = find_layout(one.bank, Format::cnab400);
    ASSERT_NE(layout, nullptr);
    const auto covenant = testing::covenant_of(one.bank, Format::cnab400);
    const std::vector items = {rich_title(*layout)};
    const auto file = write_remittance(covenant, {7, {Date(2026, 11, 22), 845}}, items);
    ASSERT_TRUE(file) << file.error().front().message;
    const auto lines = testing::lines_of(*file);
    ASSERT_EQ(lines.size(), 3U);
    for (std::size_t row = 0; row < 400; row += 80) {
      EXPECT_EQ(lines[0].substr(row, 80), std::string_view(one.header).substr(row, 80)) << row;
      EXPECT_EQ(lines[1].substr(row, 80), std::string_view(one.detail).substr(row, 80)) << row;
    }
    EXPECT_EQ(lines[2], "9" + std::string(393, ' ') + "000003");
  }
}

// ACBr means to refuse letters there; a peer that let them through would pad them with zeros.
TEST(OneSource, VortxTakesASeuNumeroOfDigitsAlone) {
  const auto covenant = testing::covenant_of("310", Format::cnab400);
  const std::vector items = {testing::registration()};
  const auto file = write_remittance(covenant, {7, {Date(2026, 11, 22), 845}}, items);
  ASSERT_FALSE(file);
  ASSERT_EQ(file.error().size(), 1U);
  EXPECT_EQ(file.error()[0].code, "cnab.digits");
  EXPECT_EQ(file.error()[0].field, "itens.0.seu_numero");
  EXPECT_EQ(file.error()[0].message, "seu número: \"NF 1001/1\"; esperados só dígitos.");
}

// BMP Money Plus in CNAB 240: what differs from FEBRABAN's segments.
TEST(OneSource, MoneyPlus240InAcbrsColumns) {
  auto item = rich_title(*find_layout("274", Format::cnab240));
  const auto covenant = testing::covenant_of("274", Format::cnab240);
  const std::vector items = {item};
  const auto file = write_remittance(covenant, {7, {Date(2026, 11, 22), 845}}, items);
  ASSERT_TRUE(file) << file.error().front().message;
  const auto lines = testing::lines_of(*file);
  ASSERT_EQ(lines.size(), 7U);
  using testing::columns;
  EXPECT_EQ(columns(lines[0], 33, 72), "000000000000000123450123430000000567890 ");
  EXPECT_EQ(columns(lines[0], 103, 132), "MONEYPLUS                     ");
  EXPECT_EQ(columns(lines[0], 164, 211), "08406250                    REMESSA-PRODUCAO    ");
  EXPECT_EQ(columns(lines[1], 9, 17), "R01  042 ");
  // Product 009, zeros, number of 11 and its digit.
  EXPECT_EQ(columns(lines[2], 38, 62), "0090000000000223352811122");
  EXPECT_EQ(columns(lines[2], 101, 108), "00000002");
  EXPECT_EQ(columns(lines[2], 118, 141), "111122026000000000000043");
  EXPECT_EQ(columns(lines[2], 221, 229), "110200009");
  EXPECT_EQ(columns(lines[4], 66, 89), "211122026000000000000200");
  EXPECT_EQ(columns(lines[4], 231, 231), "3");
}

struct At {
  std::size_t column;
  std::string_view text;
};
std::string line_of(std::size_t width, std::initializer_list<At> texts) {
  std::string line(width, ' ');
  for (const auto& at : texts) line.replace(at.column - 1, at.text.size(), at.text);
  return line + "\r\n";
}
std::string header_of(std::string_view bank) {
  return line_of(400, {{1, "02RETORNO01COBRANCA"},
                       {47, "PADARIA PAO QUENTE LTDA"},
                       {77, bank},
                       {95, "221126"},
                       {395, "000001"}});
}
std::string trailer_of(std::string_view bank) {
  return line_of(400, {{1, "9201"}, {5, bank}, {395, "000003"}});
}

// Values where ACBr's reader of that bank's return takes them.
TEST(OneSource, ReturnsInAcbrsColumns) {
  struct Case {
    const char* bank;
    std::string detail;
    const char* our_number;
    Event event;
    bool interest;
    bool fee;
    bool credited;
  };
  const auto like_bradesco = [](std::string_view digit) {
    return line_of(400, {{1, "1"},
                         {22, "009"},
                         {38, "REC01"},
                         {71, "00000223352"},
                         {82, digit},
                         {109, "06101226"},
                         {117, "NF 1001/1"},
                         {147, "051226"},
                         {153, "0000000129990"},
                         {176, "0000000000250"},
                         {254, "0000000130500"},
                         {267, "0000000000510"},
                         {296, "111226"},
                         {319, "15"},
                         {395, "000002"}});
  };
  const Case cases[] = {
      {"099", like_bradesco("0"), "223352", Event::settled, true, true, true},
      {"107", like_bradesco("0"), "223352", Event::settled, true, true, true},
      {"025", like_bradesco("4"), "223352", Event::settled, true, true, true},
      {"310", like_bradesco("4"), "223352", Event::settled, true, false, true},
      {"089",
       line_of(400, {{1, "1"},
                     {38, "REC01"},
                     {63, "00000223352"},
                     {107, "0106101226"},
                     {117, "NF 1001/1"},
                     {147, "051226"},
                     {153, "0000000129990"},
                     {176, "1112260000250"},
                     {254, "0000000130500"},
                     {267, "0000000000510"},
                     {395, "000002"}}),
       "223352", Event::settled, true, true, true},
      {"604",
       line_of(400, {{1, "1"},
                     {38, "REC01"},
                     {63, "0000223352"},
                     {83, "110"},
                     {109, "06101226"},
                     {117, "NF 1001/1"},
                     {147, "051226"},
                     {153, "0000000129990"},
                     {176, "0000000000250"},
                     {254, "0000000130500"},
                     {267, "0000000000510"},
                     {386, "111226"},
                     {395, "000002"}}),
       "223352", Event::settled, true, true, true},
      {"047",
       line_of(400, {{1, "1"},
                     {38, "REC01"},
                     {63, "00223352"},
                     {109, "06101226"},
                     {117, "NF 1001/1"},
                     {147, "051226"},
                     {156, "0000129990"},
                     {176, "0000000000250"},
                     {254, "0000000130500"},
                     {267, "0000000000510"},
                     {395, "000002"}}),
       "223352", Event::settled, true, true, false},
      {"218",
       line_of(400, {{1, "1"},
                     {60, "0000223352"},
                     {81, "11122026"},
                     {108, "210610122026"},
                     {120, "NF 1001/1"},
                     {146, "05122026"},
                     {154, "0000000129990"},
                     {253, "0000000130500"},
                     {395, "000002"}}),
       "223352", Event::settled, false, false, true},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.bank);
    auto header = header_of(one.bank);
    if (std::string_view(one.bank) == "218") header.replace(94, 8, "22112026");
    const auto read = read_return(header + one.detail + trailer_of(one.bank));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->covenant.bank, one.bank);
    ASSERT_EQ(read->entries.size(), 1U);
    const auto& entry = read->entries[0];
    EXPECT_EQ(entry.our_number, one.our_number);
    EXPECT_EQ(entry.your_number, "NF 1001/1");
    EXPECT_EQ(entry.event, one.event);
    EXPECT_EQ(entry.occurred, Date(2026, 12, 10));
    EXPECT_EQ(entry.due, Date(2026, 12, 5));
    EXPECT_EQ(entry.title_value.centavos(), 129'990);
    EXPECT_EQ(entry.paid.centavos(), 130'500);
    EXPECT_EQ(entry.interest_and_fine.centavos(), one.interest ? 510 : 0);
    EXPECT_EQ(entry.fee.centavos(), one.fee ? 250 : 0);
    EXPECT_EQ(entry.credited,
              one.credited ? std::optional(Date(2026, 12, 11)) : std::optional<Date>());
  }
}

}  // namespace
}  // namespace quita::cnab
