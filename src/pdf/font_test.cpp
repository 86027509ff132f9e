#include "pdf/font.h"

#include <gtest/gtest.h>

namespace quita::pdf {
namespace {

using Texts = std::vector<std::string>;

TEST(WinAnsi, PortugueseTextKeepsItsCharacters) {
  EXPECT_EQ(to_winansi("ação"), "a\xE7\xE3o");
  EXPECT_EQ(to_winansi("nº 1ª §"), "n\xBA 1\xAA \xA7");
  EXPECT_EQ(to_winansi("“a” — b – c… €"),
            "\x93"
            "a\x94 \x97 b \x96 c\x85 \x80");
  EXPECT_EQ(to_winansi("R$\u00A01,00"),
            "R$\xA0"
            "1,00");
}

TEST(WinAnsi, WhatItLacksIsFoldedAndNothingBreaks) {
  EXPECT_EQ(to_winansi("a😀b"), "a b");
  EXPECT_EQ(to_winansi("cao\u0303"), "cao") << "a combining tilde";
  EXPECT_EQ(to_winansi("中"), " ");
  EXPECT_EQ(to_winansi("a\xFF\xC3"), "a  ") << "bytes that are no UTF-8";
  EXPECT_EQ(to_winansi("a\tb\x01\x7F"), "a b  ");
}

TEST(TextWidth, FollowsAdobesMetrics) {
  EXPECT_DOUBLE_EQ(text_width(Font::regular, 10, "Hello"), 22.78);  // 722 + 556 + 222 + 222 + 556
  EXPECT_DOUBLE_EQ(text_width(Font::bold, 10, "Hello"), 24.45);     // 722 + 556 + 278 + 278 + 611
  EXPECT_DOUBLE_EQ(text_width(Font::mono, 10, "\xE7 0"), 18);
  EXPECT_DOUBLE_EQ(text_width(Font::regular, 10, "\xE7"), 5);
}

TEST(FitText, ShrinksToOneLineBeforeItWraps) {
  const Texts one = {"Hello Hello"};
  EXPECT_EQ(fit_text(Font::regular, one, 100, 20, 10, 6).size, 10);
  const auto smaller = fit_text(Font::regular, one, 40, 20, 10, 6);
  EXPECT_EQ(smaller.lines, one);
  EXPECT_LT(smaller.size, 10);
  EXPECT_LE(text_width(Font::regular, smaller.size, smaller.lines[0]), 40);
  const auto wrapped = fit_text(Font::regular, one, 26, 25, 10, 8);
  EXPECT_EQ(wrapped.lines, (Texts{"Hello", "Hello"}));
  EXPECT_EQ(wrapped.size, 10);
}

TEST(FitText, NothingIsEverCut) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "palavra" + std::to_string(i) + " ";
  text += std::string(300, 'x');
  for (const double height : {0.0, 10.0, 50.0, 400.0}) {
    const auto fit = fit_text(Font::regular, Texts{text}, 120, height, 9, 6);
    std::string drawn;
    for (const auto& line : fit.lines) {
      EXPECT_LE(text_width(Font::regular, fit.size, line), 120);
      for (const char c : line) {
        if (c != ' ') drawn += c;
      }
    }
    std::string wanted;
    for (const char c : text) {
      if (c != ' ') wanted += c;
    }
    EXPECT_EQ(drawn, wanted);
  }
}

TEST(FitText, ParagraphsStayApart) {
  const auto fit = fit_text(Font::regular, Texts{"um", "", "dois"}, 100, 100, 9, 9);
  EXPECT_EQ(fit.lines, (Texts{"um", "", "dois"}));
}

}  // namespace
}  // namespace quita::pdf
