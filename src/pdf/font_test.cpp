#include "pdf/font.h"

#include <gtest/gtest.h>

#include "pdf/text_encoding.h"

namespace quita::pdf {
namespace {

using Texts = std::vector<std::string>;

std::string winansi(std::string_view utf8) {
  return to_winansi(drawable(utf8)).value_or("not WinAnsi");
}

TEST(WinAnsi, PortugueseTextKeepsItsCharacters) {
  EXPECT_EQ(winansi("ação"), "a\xE7\xE3o");
  EXPECT_EQ(winansi("nº 1ª §"), "n\xBA 1\xAA \xA7");
  EXPECT_EQ(winansi("“a” — b – c… €"),
            "\x93"
            "a\x94 \x97 b \x96 c\x85 \x80");
  EXPECT_EQ(winansi("R$\u00A01,00"),
            "R$\xA0"
            "1,00");
}

TEST(Drawable, LetterAndMarkBecomeOne) {
  EXPECT_EQ(drawable("cao\u0303"), u"caõ");
  EXPECT_EQ(winansi("ac\u0327a\u0303o"), "a\xE7\xE3o") << "as files of macOS write it";
  EXPECT_EQ(drawable("Nguye\u0302\u0303n"), u"Nguyễn");
}

TEST(Drawable, NothingIsDroppedThatHasAPicture) {
  EXPECT_EQ(drawable("a😀b"), u"a[U+1F600]b");
  EXPECT_EQ(drawable("中"), u"[U+4E2D]");
  EXPECT_EQ(drawable("שלום").substr(0, 8), u"[U+05E9]") << "right to left would stand reversed";
  EXPECT_EQ(drawable("a\xFF\xC3"), u"a[U+FFFD][U+FFFD]") << "bytes that are no UTF-8";
  EXPECT_EQ(drawable("a\tb\x01\x7F"), u"a b  ");
  EXPECT_EQ(drawable("a\u200Bb\uFEFF"), u"ab") << "these have no picture";
  EXPECT_EQ(drawable("a\u2009b\u2011c"), u"a b-c");
}

TEST(Encode, OneForeignLetterMovesTheWholeTextToTheEmbeddedFont) {
  const auto plain = encode(Font::bold, Texts{"Conceição", "€ 1"});
  EXPECT_FALSE(plain.face.embedded);
  const auto foreign = encode(Font::bold, Texts{"Dvořák", "a"});
  EXPECT_TRUE(foreign.face.embedded);
  EXPECT_EQ(foreign.texts[1], std::string("\0a", 2));
  EXPECT_NEAR(text_width(foreign.face, 10, encode(Font::bold, Texts{"ř", "A"}).texts[1]), 7.22,
              0.01)
      << "as wide as Helvetica Bold";
}

TEST(FitText, EmbeddedTextIsWrappedLikeAnyOther) {
  const auto names = encode(Font::regular, Texts{"Όμηρος Όμηρος Όμηρος"});
  const auto fit = fit_text(names.face, names.texts, 45, 40, 10, 10);
  ASSERT_EQ(fit.lines.size(), 3u);
  for (const auto& line : fit.lines) {
    EXPECT_EQ(line, to_utf16be(u"Όμηρος"));
    EXPECT_LE(text_width(names.face, fit.size, line), 45);
  }
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
