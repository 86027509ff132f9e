// The arithmetic of 3GPP TS 23.038 at its borders, and what plain letters save.
#include "sms/gsm7.h"

#include <gtest/gtest.h>

namespace quita::sms {
namespace {

std::string times(int count, const std::string& letter) {
  std::string text;
  for (int i = 0; i < count; ++i) text += letter;
  return text;
}

TEST(Gsm7, OneSegmentHolds160LettersAndThen153) {
  EXPECT_EQ(segments_of("").count, 1);
  EXPECT_EQ(segments_of(times(160, "a")).count, 1);
  EXPECT_EQ(segments_of(times(160, "a")).units_left, 0);
  EXPECT_EQ(segments_of(times(161, "a")).count, 2);
  EXPECT_EQ(segments_of(times(306, "a")).count, 2);
  EXPECT_EQ(segments_of(times(307, "a")).count, 3);
  EXPECT_EQ(segments_of(times(307, "a")).units_left, 152);
}

TEST(Gsm7, LettersOfTheExtensionTakeTwoAndAreNotTorn) {
  EXPECT_EQ(segments_of("€").units, 2);
  EXPECT_EQ(segments_of(times(80, "€")).count, 1);
  EXPECT_EQ(segments_of(times(81, "€")).count, 2) << "76 of them in the first, and one septet lost";
  EXPECT_EQ(segments_of(times(152, "€")).count, 2);
  EXPECT_EQ(segments_of(times(153, "€")).count, 3);
  EXPECT_EQ(segments_of("[1] {2} ~ ^ | \\").units, 15 + 8);
}

TEST(Gsm7, SomeAccentsAreOfTheAlphabetAndOthersMakeItUcs2) {
  EXPECT_TRUE(is_gsm7("é à ù ì ò ñ ö ü Ç É £ § \n"));
  for (const auto* letter :
       {"ã", "õ", "á", "í", "ó", "ú", "â", "ê", "ô", "ç", "À", "“", "—", "`"}) {
    EXPECT_FALSE(is_gsm7(letter)) << letter;
  }
  const auto segments = segments_of("Título de São João");
  EXPECT_EQ(segments.encoding, Encoding::ucs2);
  EXPECT_EQ(segments.foreign, (std::vector<std::string>{"í", "ã"})) << "each once, in order";
}

TEST(Gsm7, OneSegmentOfUcs2Holds70UnitsAndThen67) {
  EXPECT_EQ(segments_of(times(70, "ã")).count, 1);
  EXPECT_EQ(segments_of(times(71, "ã")).count, 2);
  EXPECT_EQ(segments_of(times(134, "ã")).count, 2);
  EXPECT_EQ(segments_of(times(135, "ã")).count, 3);
  EXPECT_EQ(segments_of(times(35, "😀")).count, 1) << "a surrogate pair is two units";
  EXPECT_EQ(segments_of(times(36, "😀")).count, 2);
  EXPECT_EQ(segments_of(times(67, "😀")).count, 3) << "33 pairs a segment: none is torn";
}

TEST(Gsm7, PlainLettersKeepWhatTheAlphabetHas) {
  EXPECT_EQ(plain_letters("Título nº 1 de São João — “é à ç Ç”"),
            "Titulo no 1 de Sao Joao - \"é à c Ç\"");
  EXPECT_EQ(plain_letters("R$ 1.299,90"), "R$ 1.299,90") << "a no-break space is a blank";
  EXPECT_EQ(plain_letters("olá 😀"), "ola ?");
  EXPECT_EQ(plain_letters("preço: 5 €"), "preco: 5 €");
  EXPECT_TRUE(is_gsm7(plain_letters("ŠÝß…•°×«»")));
}

TEST(Gsm7, SavingIsWhatPlainLettersSpare) {
  EXPECT_EQ(segments_saved("Título 1"), 0) << "short enough either way";
  EXPECT_EQ(segments_saved("Título " + times(100, "a")), 1);
  EXPECT_EQ(segments_saved(times(200, "a")), 0);
}

TEST(Gsm7, BytesThatAreNoUtf8AreCounted) {
  for (const std::string text : {std::string("\xC3"), std::string("\xFF\xFE"),
                                 std::string("a\xE2\x82"), std::string("\xF0\x9F\x98")}) {
    EXPECT_EQ(segments_of(text).encoding, Encoding::ucs2);
    EXPECT_TRUE(is_gsm7(plain_letters(text)));
  }
}

}  // namespace
}  // namespace quita::sms
