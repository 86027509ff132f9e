#include "boleto/barcode.h"

#include <gtest/gtest.h>

#include <random>

#include "boleto/due_factor.h"
#include "boleto/utility_slip.h"

namespace quita::boleto {
namespace {

constexpr auto* barcode_text = "34191942700000300001570000796551500572639000";
constexpr auto* line_text = "34191570070079655150505726390007194270000030000";
const Date today(2026, 11, 22);

// A barcode of a known bank with random amount, due date and free field.
Barcode random_barcode(std::mt19937& random) {
  FreeField free_field;
  for (auto& c : free_field) c = static_cast<char>('0' + random() % 10);
  const char* banks[] = {"001", "033", "104", "237", "341", "748", "999"};
  const auto centavos = static_cast<std::int64_t>(random()) % (barcode_centavos_max + 1);
  return make_barcode(banks[random() % std::size(banks)], static_cast<int>(random() % 10'000),
                      centavos, free_field);
}

TEST(DueFactor, AnchorsOfFebraban) {
  EXPECT_EQ(due_factor(Date(1997, 10, 8)), 1);
  EXPECT_EQ(due_factor(Date(2000, 7, 3)), 1000);
  EXPECT_EQ(due_factor(Date(2025, 2, 21)), 9999);
  EXPECT_EQ(due_factor(Date(2025, 2, 22)), 1000);
  EXPECT_EQ(due_factor(today), 1638);
}

// bopepo, pyboleto and gerar-boletos refuse due dates after 2025-02-21.
TEST(DueFactor, Bopepo_DatesAfter20250221AreTaken) {
  EXPECT_EQ(due_factor(Date(2025, 2, 22)), 1000);
  EXPECT_EQ(due_factor(Date(2026, 12, 10)), 1656);
  EXPECT_EQ(due_factor(Date(2049, 10, 13)), 9999);
}

// laravel-boleto, boleto.js and boleto-utils decode due factor 1656 as 2002-04-20.
TEST(DueFactor, LaravelBoleto_1656IsNot2002) {
  EXPECT_EQ(due_date(1656, today), Date(2026, 12, 10));
  EXPECT_EQ(due_date(1656, Date(2002, 4, 1)), Date(2002, 4, 20));  // read back in those days
}

// brcobranca and node-boleto break after 2049-10-13: "0", or a barcode of 45 digits.
TEST(DueFactor, Brcobranca_After20491013TheFactorTurnsAgain) {
  EXPECT_EQ(due_factor(Date(2049, 10, 14)), 1000);
  EXPECT_EQ(due_date(1000, Date(2049, 10, 1)), Date(2049, 10, 14));
  const auto barcode =
      make_barcode("237", due_factor(Date(2049, 10, 14)), 200,
                   FreeField{'0', '0', '0', '1', '2', '5', '0', '0', '0', '3', '6', '0', '8',
                             '4', '4', '5', '4', '1', '2', '3', '4', '5', '6', '7', '0'});
  EXPECT_EQ(barcode.text().size(), 44u);
  EXPECT_EQ(barcode.text().substr(5, 4), "1000");
}

// boletonet #1016: the last day of the first cycle, given with a time of day, broke the factor. A
// Date has no time of day, and the last and the first day of a cycle stand apart.
TEST(DueFactor, Boletonet1016_LastDayOfACycle) {
  EXPECT_EQ(due_factor(Date(2025, 2, 21)), 9999);
  EXPECT_EQ(due_date(9999, Date(2025, 2, 21)), Date(2025, 2, 21));
  EXPECT_EQ(due_date(9999, Date(2025, 2, 22)), Date(2025, 2, 21));
}

TEST(DueFactor, EveryDateFrom1997To2070ComesBack) {
  for (Date due = due_date_min; due <= Date(2070, 12, 31); ++due) {
    const int factor = due_factor(due);
    ASSERT_GE(factor, 1);
    ASSERT_LE(factor, 9999);
    ASSERT_TRUE(due < Date(2000, 7, 3) || factor >= 1000) << format_iso(due);
    for (const Date reference : {due, due + due_window_before_days, due - due_window_after_days}) {
      ASSERT_EQ(due_date(factor, reference), due) << format_iso(due);
    }
    ASSERT_NE(due_date(factor, due + (due_window_before_days + 1)), due);
  }
}

TEST(DueFactor, ZeroAndTheSafetyBandNameNoDate) {
  EXPECT_EQ(due_date(0, today), std::nullopt);
  EXPECT_EQ(due_date(999, today), std::nullopt);  // 2000, out of any window of today
  // 499 factors of a cycle lie in no window.
  int none = 0;
  for (int factor = 1000; factor <= 9999; ++factor) none += due_date(factor, today) ? 0 : 1;
  EXPECT_EQ(none, 499);
}

TEST(Barcode, KnownPairsAreMadeFromEachOther) {
  const std::pair<const char*, const char*> pairs[] = {
      {barcode_text, line_text},
      {"00198985600000123450000003128557990000114817",
       "00190000090312855799200001148170898560000012345"},
  };
  for (const auto& [code, line] : pairs) {
    const auto barcode = parse_barcode(code);
    ASSERT_TRUE(barcode.has_value());
    EXPECT_EQ(barcode->line().text(), line);
    EXPECT_EQ(parse_line(line)->text(), code);
    EXPECT_EQ(parse_line(barcode->line().formatted())->text(), code);
  }
  const auto barcode = *parse_barcode(barcode_text);
  EXPECT_EQ(barcode.bank(), "341");
  EXPECT_EQ(barcode.centavos(), 30'000);
  EXPECT_EQ(due_date(barcode.due_factor(), Date(2023, 7, 1)), Date(2023, 7, 30));
  EXPECT_EQ(barcode.line().formatted(), "34191.57007 00796.551505 05726.390007 1 94270000030000");
}

TEST(Barcode, WhatIsMadeIsReadBack) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 20'000; ++round) {
    const Barcode barcode = random_barcode(random);
    EXPECT_EQ(*parse_barcode(barcode.text()), barcode);
    EXPECT_EQ(*parse_line(barcode.line().text()), barcode);
    EXPECT_EQ(make_barcode(barcode.bank(), barcode.due_factor(), barcode.centavos(),
                           [&] {
                             FreeField field;
                             std::copy_n(barcode.free_field().begin(), field.size(), field.begin());
                             return field;
                           }()),
              barcode);
  }
}

// Modulus 10 finds every single wrong digit in the three fields, modulus 11 in the rest; its one
// weakness is that remainders 0, 1 and 10 share the digit 1, so a wrong check digit is always
// found, and a changed digit of the amount is missed only where both sums end in it.
TEST(Barcode, AnyChangedDigitOfTheThreeFieldsOfALineIsFound) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::string line(random_barcode(random).line().text());
    for (std::size_t i = 0; i < 33; ++i) {
      for (char c = '0'; c <= '9'; ++c) {
        if (c == line[i]) continue;
        std::string changed = line;
        changed[i] = c;
        ASSERT_FALSE(parse_line(changed).has_value()) << line << " at " << i << " to " << c;
      }
    }
  }
}

TEST(Barcode, AChangedDigitOfFactorOrAmountIsFoundUnlessTheSumsShareADigit) {
  std::mt19937 random(11);
  int missed = 0, tried = 0;
  for (int round = 0; round < 300; ++round) {
    const Barcode barcode = random_barcode(random);
    const std::string line(barcode.line().text());
    for (std::size_t i = 33; i < line.size(); ++i) {
      for (char c = '0'; c <= '9'; ++c) {
        if (c == line[i]) continue;
        std::string changed = line;
        changed[i] = c;
        ++tried;
        if (!parse_line(changed)) continue;
        ++missed;
        ASSERT_EQ(line[32], '1') << "only the shared digit 1 may hide a change";
      }
    }
  }
  // Chance: 3/11 that the digit is 1, and 2/11 that the changed sum gives 1 as well.
  EXPECT_LT(missed * 15, tried);
}

TEST(Barcode, ErrorsNamePlaceRuleAndExpectation) {
  std::string line = line_text;
  line[12] = '1';
  const auto field = parse_line(line);
  EXPECT_EQ(field.error().code, "boleto.field_check_digit");
  EXPECT_EQ(field.error().field, "campo 2");
  EXPECT_NE(field.error().message.find("2º campo"), std::string::npos);
  line = line_text;
  line[46] = '1';
  EXPECT_EQ(parse_line(line).error().code, "boleto.check_digit");
  EXPECT_EQ(parse_line("3419157007").error().code, "boleto.length");
  EXPECT_EQ(parse_line("").error().code, "boleto.length");
  EXPECT_EQ(parse_line(std::string(1'000'000, '1')).error().code, "boleto.length");
  EXPECT_EQ(parse_barcode("3419194270000030000157000079655150057263900X").error().code,
            "boleto.character");
  EXPECT_EQ(parse_barcode("34181942700000300001570000796551500572639000").error().code,
            "boleto.currency");
  EXPECT_EQ(parse_barcode("84691942700000300001570000796551500572639000").error().code,
            "boleto.utility");
}

TEST(UtilitySlip, ReadsBothSums) {
  struct Case {
    const char* barcode;
    const char* line;
    std::int64_t centavos;
    const char* company;
    const char* segment;
  };
  const Case cases[] = {
      {"84670000001435900240200240500024384221010811",
       "846700000017435900240209024050002435842210108119", 14'359, "0024", "Telecomunicações"},
      {"85890000460524601791606075930508683148300001",
       "858900004609524601791605607593050865831483000010", 4'605'246, "0179",
       "Órgãos governamentais"},
  };
  for (const auto& c : cases) {
    for (const auto* text : {c.barcode, c.line}) {
      const auto slip = read_utility_slip(text);
      ASSERT_TRUE(slip.has_value()) << slip.error().message;
      EXPECT_EQ(slip->text(), c.barcode);
      EXPECT_EQ(slip->line(), c.line);
      EXPECT_EQ(slip->centavos(), c.centavos);
      EXPECT_EQ(slip->company(), c.company);
      EXPECT_EQ(slip->segment_name(), c.segment);
    }
  }
}

TEST(UtilitySlip, AnyChangedDigitOfALineIsFoundWithModulus10) {
  const std::string line = "846700000017435900240209024050002435842210108119";
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      if (c == line[i] || i == 2) continue;  // position 3 chooses the sum itself
      std::string changed = line;
      changed[i] = c;
      EXPECT_FALSE(read_utility_slip(changed).has_value()) << changed;
    }
  }
}

TEST(UtilitySlip, NamesTheRuleThatIsBroken) {
  EXPECT_EQ(read_utility_slip("84").error().code, "utility.length");
  EXPECT_EQ(read_utility_slip("8467000000143590024020024050002438422101081X").error().code,
            "utility.character");
  EXPECT_EQ(read_utility_slip("94670000001435900240200240500024384221010811").error().code,
            "utility.product");
  EXPECT_EQ(read_utility_slip("80670000001435900240200240500024384221010811").error().code,
            "utility.segment");
  EXPECT_EQ(read_utility_slip("84170000001435900240200240500024384221010811").error().code,
            "utility.value_kind");
  EXPECT_EQ(read_utility_slip("84670000001435900240200240500024384221010812").error().code,
            "utility.check_digit");
  EXPECT_EQ(read_utility_slip("846700000018435900240209024050002435842210108119").error().code,
            "utility.block_check_digit");
}

}  // namespace
}  // namespace quita::boleto
