// The validator and the explanation: each rule broken in one place, in every bank's layout.
#include "cnab/check.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "cnab/explain.h"
#include "cnab/layout.h"
#include "cnab/remittance.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

using testing::covenant_of;
using testing::lines_of;

std::string told(const CheckReport& report) {
  std::string out;
  for (const auto& finding : report.findings)
    out += fmt::format("{}: {}\n", finding.rule, finding.message);
  return out;
}

class CnabCheck : public ::testing::TestWithParam<const Layout*> {
 protected:
  const Layout& layout() const { return *GetParam(); }

  std::string file() const {
    auto one = testing::registration(layout());
    one.write_off_days = 30;
    one.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
    one.interest = {InterestTerm::Kind::percent_month, {}, Rate::percent(1)};
    one.discounts = {{DiscountTerm::Kind::amount, Date(2026, 12, 1), Money::centavos(1'000), {}}};
    if (!layout().kinds.empty()) one.kind = layout().kinds.front().kind;
    testing::drop_terms_without_columns(layout(), one);
    auto two = one;
    two.our_number = "223353";
    const auto covenant = covenant_of(layout().bank, layout().format);
    const RemittanceItem items[] = {fit_to_layout(covenant, one), fit_to_layout(covenant, two)};
    const auto written = write_remittance(covenant, {7, {Date(2026, 11, 22), 605}}, items);
    EXPECT_TRUE(written) << (written ? "" : written.error().front().message);
    return written.value_or("");
  }

  // `key` of the first record that carries it (in this part) holds `text`: the validator says this
  // rule at that line and those columns. A layout without the key has nothing to break.
  void expect(Part part, Key key, std::string text, std::string_view rule) const {
    auto lines = lines_of(file());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto* record = find_record(layout().remittance, lines[i]);
      const auto* field = record && record->part == part ? record->find(key) : nullptr;
      if (!field) continue;
      if (field->type != Type::alpha)
        text = pad_left(text, static_cast<std::size_t>(field->length()), '0');
      text.resize(static_cast<std::size_t>(field->length()), ' ');
      lines[i].replace(field->first - 1U, text.size(), text);
      std::string broken;
      for (const auto& line : lines) broken += line + "\r\n";
      const auto report = check(broken);
      ASSERT_TRUE(report);
      for (const auto& finding : report->findings)
        if (finding.rule == rule && finding.line == static_cast<int>(i) + 1 &&
            finding.first_column == field->first && finding.last_column == field->last) {
          EXPECT_FALSE(finding.expected.empty());
          EXPECT_FALSE(finding.source.empty());
          EXPECT_EQ(finding.found, latin1_to_utf8(text));
          return;
        }
      FAIL() << layout().bank << " " << key_label(key) << ": no " << rule << " in line " << i + 1
             << "\n"
             << told(*report);
    }
  }
  // What a faultless file holds there.
  std::string standing(Key key) const {
    for (const auto& line : lines_of(file())) {
      const auto* record = find_record(layout().remittance, line);
      if (record && record->part == Part::detail && record->has(key))
        return testing::columns(line, record->find(key)->first, record->find(key)->last);
    }
    return {};
  }
  void detail(Key key, std::string text, std::string_view rule) const {
    expect(Part::detail, key, std::move(text), rule);
  }
};

TEST_P(CnabCheck, AFaultlessFileHasNoFindings) {
  const auto report = check(file());
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->findings.empty()) << told(*report);
  EXPECT_EQ(report->titles, 2);
}

TEST_P(CnabCheck, EachRuleAtItsColumns) {
  detail(Key::payer_document, "12345678908", "cnab.document");
  detail(Key::payer_document, "0", "cnab.required");
  detail(Key::payer_document_kind, "3", "cnab.document");
  detail(Key::payer_name, "", "cnab.required");
  detail(Key::payer_street, "", "cnab.required");
  detail(Key::payer_city, "", "cnab.required");
  detail(Key::payer_name, "JOS\xC9", "cnab.ascii");
  detail(Key::payer_state, "XX", "cnab.state");
  detail(Key::payer_postal_code, "00000001", "cnab.postal_code");
  detail(Key::your_number, "", "cnab.required");
  detail(Key::amount, "0", "cnab.amount");
  detail(Key::amount, "12X", "cnab.field");
  detail(Key::due, "0", "cnab.required");
  detail(Key::movement, "ZZ", "cnab.order");
  detail(Key::sequence, "77", "cnab.sequence");
  // Where the digit depends on what no record carries (Sicredi: the post), it cannot be told.
  if (!check_digit_of(layout(), read_remittance(file())->covenant, "223352").empty())
    detail(Key::our_number_digit, standing(Key::our_number_digit) == "8" ? "7" : "8",
           "cnab.our_number_digit");
  if (const auto* field =
          find_record(layout().remittance, Part::detail, Key::issued)
              ? find_record(layout().remittance, Part::detail, Key::issued)->find(Key::issued)
              : nullptr) {
    const auto wide = field->length() == 8;
    detail(Key::issued, wide ? "31122026" : "311226", "cnab.issued");
    detail(Key::issued, wide ? "31022026" : "310226", "cnab.date");
    detail(Key::discount_date, wide ? "31122026" : "311226", "cnab.discount");
  }
  detail(Key::discount_date, "0", "cnab.discount");
  detail(Key::discount, "9999999", "cnab.discount");
  expect(Part::header, Key::company_name, "", "cnab.required");
  expect(Part::lot_trailer, Key::title_count, "9", "cnab.total");
  expect(Part::lot_trailer, Key::title_total, "9", "cnab.total");
  expect(Part::trailer, Key::title_count, "9", "cnab.total");
  expect(Part::lot_trailer, Key::lot_records, "99", "cnab.trailer_count");
  expect(Part::trailer, Key::file_records, "99", "cnab.trailer_count");
}

// A charge's code and its value go together.
TEST_P(CnabCheck, AChargeCodeWithoutItsValue) {
  const auto& codes = layout().charges;
  struct Charge {
    Key code, value, rate;
    std::string_view none, of_amount, of_rate;
  };
  for (const auto& charge :
       {Charge{Key::interest_code, Key::interest, Key::interest_rate, codes.no_interest,
               codes.per_day_code, codes.monthly_code},
        Charge{Key::fine_code, Key::fine, Key::fine_rate, codes.no_fine, codes.fine_amount_code,
               codes.fine_percent_code},
        Charge{Key::discount_code, Key::discount, Key::discount_rate, codes.no_discount,
               codes.discount_amount_code, codes.discount_percent_code}}) {
    const auto* record = find_record(layout().remittance, Part::detail, charge.code);
    // Banks whose codes say nothing of their own, or whose rates have columns of their own.
    if (!record || !record->has(charge.value) || record->has(charge.rate)) continue;
    if (charge.of_amount == charge.none || charge.of_rate == charge.none) continue;
    if (charge.of_amount == "0" || charge.of_rate == "0") continue;
    detail(charge.value, "0", "cnab.charge");
  }
}

TEST_P(CnabCheck, ANossoNumeroThatComesTwice) {
  auto lines = lines_of(file());
  const auto& field =
      *find_record(layout().remittance, Part::detail, Key::our_number)->find(Key::our_number);
  std::string number;
  for (auto& line : lines) {
    const auto* record = find_record(layout().remittance, line);
    if (!record || record->part != Part::detail || !record->has(Key::our_number)) continue;
    const auto at = field.first - 1U;
    const auto size = static_cast<std::size_t>(field.length());
    if (number.empty()) number = line.substr(at, size);
    line.replace(at, size, number);
  }
  std::string repeated;
  for (const auto& line : lines) repeated += line + "\r\n";
  EXPECT_NE(told(*check(repeated)).find("cnab.our_number_repeated"), std::string::npos);
}

// Every field of every line is told once, with its columns.
TEST_P(CnabCheck, ExplainTellsEveryField) {
  std::ostringstream out;
  ASSERT_TRUE(explain(file(), out));
  const auto text = out.str();
  std::size_t fields = 0;
  for (const auto& line : lines_of(file()))
    fields += find_record(layout().remittance, line)->fields.size();
  std::size_t told_fields = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) told_fields += line.starts_with("  ") ? 1 : 0;
  EXPECT_EQ(told_fields, fields);
  EXPECT_NE(text.find("R$\u00A01.299,90"), std::string::npos) << text;
  EXPECT_NE(text.find("10/12/2026"), std::string::npos);
  EXPECT_NE(text.find("123.456.789-09"), std::string::npos);
  EXPECT_EQ(text.find("Avisos"), std::string::npos);
  EXPECT_EQ(text.find("não é "), std::string::npos) << text;
}

std::vector<const Layout*> with_remittance() {
  std::vector<const Layout*> all;
  for (const auto* layout : all_layouts())
    if (!layout->remittance.empty()) all.push_back(layout);
  return all;
}
INSTANTIATE_TEST_SUITE_P(EveryLayout, CnabCheck, ::testing::ValuesIn(with_remittance()),
                         [](const ::testing::TestParamInfo<const Layout*>& info) {
                           return fmt::format("{}_{}", format_name(info.param->format),
                                              info.param->bank);
                         });

TEST(CnabExplain, AReturnInWords) {
  std::ifstream in(QUITA_SOURCE_DIR "/tests/data/cnab/itau_400.ret", std::ios::binary);
  std::ostringstream out;
  ASSERT_TRUE(explain(in, out));
  const auto text = out.str();
  EXPECT_TRUE(text.starts_with("Retorno CNAB400 do banco 341 (Itaú)\n")) << text.substr(0, 200);
  for (const auto* words : {"Linha 2: detalhe", "Entrada confirmada", "Liquidação normal",
                            "15/12/2026", "CEP não numérico ou inválido", "11.222.333/0001-81"})
    EXPECT_NE(text.find(words), std::string::npos) << words;
}

TEST(CnabExplain, WhatIsNotCnabIsRefusedAndPrintsNothing) {
  std::ostringstream out;
  const auto explained = explain(std::string_view("olá"), out);
  ASSERT_FALSE(explained);
  EXPECT_EQ(explained.error().code, "cnab.not_cnab");
  EXPECT_TRUE(out.str().empty());
}

}  // namespace
}  // namespace quita::cnab
