#include "document/csv.h"

#include <gtest/gtest.h>

#include "document/csv_columns.h"

namespace quita::document {
namespace {

using Cells = std::vector<std::string>;

std::string utf16(std::u16string_view text, bool little_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little_endian ? low : high;
    bytes += little_endian ? high : low;
  }
  return bytes;
}

Error refusal(std::string_view bytes, const CsvLimits& limits = {}) {
  const auto table = read_csv(bytes, limits);
  if (table) return {};
  EXPECT_FALSE(table.error().message.empty());
  EXPECT_FALSE(table.error().field.empty());
  return table.error();
}

TEST(Csv, DetectsTheSeparator) {
  for (const char separator : {';', ',', '\t', '|'}) {
    std::string text = "nome#valor#cidade\nAna#10#Rio\nBia#20#Recife\n";
    for (char& c : text) c = c == '#' ? separator : c;
    const auto table = read_csv(text);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->separator, separator);
    EXPECT_EQ(table->header, (Cells{"nome", "valor", "cidade"}));
    ASSERT_EQ(table->rows.size(), 2u);
    EXPECT_EQ(table->rows[1].cells, (Cells{"Bia", "20", "Recife"}));
  }
}

TEST(Csv, ADecimalCommaIsNoSeparator) {
  const auto table = read_csv("nome;valor\nAna;10,50\nBia;20,75\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->separator, ';');
  EXPECT_TRUE(table->decimal_comma);
  const auto english = read_csv("nome,valor\n\"Souza, Ana\",\"1,010.50\"\nBia,20.75\n");
  ASSERT_TRUE(english);
  EXPECT_EQ(english->separator, ',');
  EXPECT_FALSE(english->decimal_comma);
  EXPECT_EQ(english->rows[0].cells[0], "Souza, Ana");
}

TEST(Csv, OneColumnAlone) {
  const auto table = read_csv("nome\nAna\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->header, Cells{"nome"});
}

TEST(Csv, ObeysTheSeparatorLineOfExcel) {
  const auto table = read_csv("sep=|\r\na;b|c\r\n1;2|3\r\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->header, (Cells{"a;b", "c"}));
  EXPECT_EQ(table->header_line, 2);
  EXPECT_EQ(table->rows[0].line, 3);
}

TEST(Csv, DetectsTheEncoding) {
  const std::u16string_view wide = u"nome;cidade\r\nJosé;São Paulo\r\n😀;Ação\r\n";
  const std::string utf8 = "nome;cidade\r\nJosé;São Paulo\r\n😀;Ação\r\n";
  const std::vector<std::pair<std::string, CsvEncoding>> files = {
      {utf8, CsvEncoding::utf8},
      {"\xEF\xBB\xBF" + utf8, CsvEncoding::utf8},
      {"\xFF\xFE" + utf16(wide, true), CsvEncoding::utf16le},
      {"\xFE\xFF" + utf16(wide, false), CsvEncoding::utf16be},
      {utf16(wide, true), CsvEncoding::utf16le},
      {utf16(wide, false), CsvEncoding::utf16be}};
  for (const auto& [bytes, encoding] : files) {
    const auto table = read_csv(bytes);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->encoding, encoding);
    EXPECT_EQ(table->rows[0].cells, (Cells{"José", "São Paulo"}));
    EXPECT_EQ(table->rows[1].cells, (Cells{"😀", "Ação"}));
  }
  const auto windows = read_csv("nome;preço\nJos\xE9 \x96 filho;\x80 5\n");
  ASSERT_TRUE(windows);
  EXPECT_EQ(windows->encoding, CsvEncoding::windows1252);
  EXPECT_EQ(windows->rows[0].cells, (Cells{"José – filho", "€ 5"}));
}

TEST(Csv, QuotedCellsHoldSeparatorsQuotesAndLineEnds) {
  const auto table = read_csv("nome;nota\n\"Ana; \"\"a boa\"\"\";\"linha 1\r\nlinha 2\"\nBia;ok");
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0].cells, (Cells{"Ana; \"a boa\"", "linha 1\nlinha 2"}));
  EXPECT_EQ(table->rows[0].line, 2);
  EXPECT_EQ(table->rows[1].line, 4) << "the line of the file, not the number of the row";
}

TEST(Csv, BlankLinesOldMacLineEndsAndTheDosEndMark) {
  const auto table = read_csv("\r\rnome;valor\r;\rAna;1;;\r\x1A");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->header_line, 3);
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_EQ(table->rows[0].line, 5);
  EXPECT_EQ(table->rows[0].cells, (Cells{"Ana", "1"}));
}

TEST(Csv, AShortRowHasEmptyCells) {
  const auto table = read_csv("nome;valor;uf\nAna;1\nBia;2;SP\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0].cells, (Cells{"Ana", "1", ""}));
}

TEST(Csv, ErrorsNameLineAndColumn) {
  auto error = refusal("nome;valor\nAna;1\nBia;2;3\n");
  EXPECT_EQ(error.code, "csv.columns");
  EXPECT_EQ(error.field, "linha 3, coluna 3");
  error = refusal("nome;valor\n\"Ana;1\nBia;2\n");
  EXPECT_EQ(error.code, "csv.quote");
  EXPECT_EQ(error.field, "linha 2, coluna 1");
  error = refusal("nome;valor\nAna;\"1\"x\n");
  EXPECT_EQ(error.code, "csv.quote");
  EXPECT_EQ(error.field, "linha 2, coluna 2");
  EXPECT_EQ(refusal("").code, "csv.empty");
  EXPECT_EQ(refusal(" \n;;\n").code, "csv.empty");
  EXPECT_EQ(refusal("PK\x03\x04rest").code, "csv.encoding");
  EXPECT_EQ(refusal(std::string_view("a;b\n1;\0\n", 8)).field, "linha 2, coluna 1");
  EXPECT_EQ(refusal("\xFF\xFE"
                    "a\0b")
                .code,
            "csv.encoding");
  EXPECT_EQ(refusal(std::string_view("\xFF\xFE"
                                     "a\0\x00\xD8",
                                     6))
                .code,
            "csv.encoding");
}

TEST(Csv, Limits) {
  EXPECT_EQ(refusal("a;b\n1;2\n", {.bytes_max = 5}).code, "csv.size");
  EXPECT_EQ(refusal("a;b\n1;2\n3;4\n", {.rows_max = 1}).code, "csv.rows");
  EXPECT_EQ(refusal("a;b;c\n", {.columns_max = 2}).code, "csv.columns");
}

TEST(CsvColumns, AreFoundByTheNamesPeopleUse) {
  const auto mapping = map_columns({"Razão Social", "CPF/CNPJ", "E-MAIL", "Celular", "C.E.P.",
                                    "Endereço", "Nº", "Município", "UF", "Vendedor"},
                                   party_columns());
  EXPECT_TRUE(mapping.problems.empty());
  const auto at = [&](PartyColumn column) {
    return mapping.column_of[static_cast<std::size_t>(column)];
  };
  EXPECT_EQ(at(PartyColumn::name), 0);
  EXPECT_EQ(at(PartyColumn::document), 1);
  EXPECT_EQ(at(PartyColumn::email), 2);
  EXPECT_EQ(at(PartyColumn::mobile), 3);
  EXPECT_EQ(at(PartyColumn::cep), 4);
  EXPECT_EQ(at(PartyColumn::street), 5);
  EXPECT_EQ(at(PartyColumn::number), 6);
  EXPECT_EQ(at(PartyColumn::city), 7);
  EXPECT_EQ(at(PartyColumn::state), 8);
  EXPECT_EQ(at(PartyColumn::phone), -1);
  EXPECT_EQ(mapping.ignored, Cells{"Vendedor"});
  const CsvRow row{2, {"Ana", "1", "2", "3", "4", "5", "6", "7", "8", "9"}};
  EXPECT_EQ(cell_of(row, mapping, static_cast<std::size_t>(PartyColumn::city)), "7");
  EXPECT_EQ(cell_of(row, mapping, static_cast<std::size_t>(PartyColumn::phone)), "");
}

TEST(CsvColumns, OfTitles) {
  const auto mapping = map_columns({"Cliente", "CNPJ", "Número do Título", "Data de vencimento",
                                    "Valor (R$)", "Multa %", "Juros % ao mês"},
                                   title_columns());
  EXPECT_TRUE(mapping.problems.empty());
  EXPECT_EQ(mapping.column_of, (std::vector<int>{1, 0, -1, -1, 2, -1, -1, 3, 4, 5, 6, -1, -1}));
}

TEST(CsvColumns, EveryProblemIsListed) {
  const auto mapping = map_columns({"E-mail", "Valor", "valor"}, title_columns());
  ASSERT_EQ(mapping.problems.size(), 4u);
  EXPECT_EQ(mapping.problems[0].code, "csv.column_missing");
  EXPECT_NE(mapping.problems[0].hint.find("cpf/cnpj"), std::string::npos);
  EXPECT_EQ(mapping.problems[3].code, "csv.column_twice");
  EXPECT_EQ(mapping.problems[3].field, "cabeçalho, coluna 3");
}

TEST(CsvColumns, Dates) {
  for (const char* text :
       {"10/12/2026", "10/12/26", "10-12-2026", "10.12.2026", "2026-12-10", " 10/12/2026 "}) {
    const auto date = parse_cell_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(*date, Date(2026, 12, 10)) << text;
  }
  for (const char* text :
       {"", "31/02/2026", "10/12", "10/12/226", "amanhã", "2026-13-01", "10/12/2026/1", "46000"}) {
    EXPECT_EQ(parse_cell_date(text).error().code, "csv.date") << text;
  }
}

TEST(CsvColumns, MoneyByTheDecimalSignOfTheTable) {
  EXPECT_EQ(parse_cell_money("1.299,90", true), Money::centavos(129990));
  EXPECT_EQ(parse_cell_money("1.299", true), Money::centavos(129900));
  EXPECT_EQ(parse_cell_money("1,299", false), Money::centavos(129900));
  EXPECT_EQ(parse_cell_money("1,299.90", false), Money::centavos(129990));
  EXPECT_EQ(parse_cell_money("R$ 5", true), Money::centavos(500));
  EXPECT_EQ(parse_cell_money("1,299", true).error().code, "csv.money");
  EXPECT_EQ(parse_cell_money("1.299", false).error().code, "csv.money");
  EXPECT_EQ(parse_cell_money("", true).error().code, "csv.money");
  EXPECT_EQ(parse_cell_money("abc", true).error().code, "csv.money");
  EXPECT_EQ(parse_cell_money("99999999999,00", true).error().code, "csv.money_range");
}

TEST(CsvWriting, FormulasAreDefused) {
  const std::vector<Cells> rows = {
      {"=cmd|' /C calc'!A0", "+5511999990000", "-2+3", "@SUM(1)", "\tx"},
      {"-12,50", "texto", "a;b", "diz \"oi\"", "duas\nlinhas"}};
  EXPECT_EQ(write_csv({"a", "b", "c", "d", "e"}, rows),
            "\xEF\xBB\xBF"
            "a;b;c;d;e\r\n"
            "'=cmd|' /C calc'!A0;'+5511999990000;'-2+3;'@SUM(1);'\tx\r\n"
            "-12,50;texto;\"a;b\";\"diz \"\"oi\"\"\";\"duas\nlinhas\"\r\n");
}

TEST(CsvWriting, WhatIsWrittenIsReadBack) {
  const std::vector<Cells> rows = {{"José; filho", "1.299,90"}, {"\"aspas\"", "linha\nnova"}};
  const auto table = read_csv(write_csv({"nome", "valor"}, rows));
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->rows[0].cells, rows[0]);
  EXPECT_EQ(table->rows[1].cells, rows[1]);
}

}  // namespace
}  // namespace quita::document
