#include "pdf/qr_encoder.h"

#include <gtest/gtest.h>
#include <qrencode.h>

#include <memory>
#include <random>
#include <stdexcept>
#include <string>

#include "pdf/qr_codewords.h"

namespace quita::pdf {
namespace {

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

Code by_libqrencode(const std::string& text) {
  return {QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free};
}

std::string modules_of(const QRcode& code) {
  std::string modules;
  for (int i = 0; i < code.width * code.width; ++i) modules += (code.data[i] & 1) != 0 ? '#' : '.';
  return modules;
}
std::string modules_of(const QrModules& code) {
  std::string modules;
  for (const auto dark : code.dark) modules += dark != 0 ? '#' : '.';
  return modules;
}

// The mask's three bits, beside the top left finder.
std::string mask_of(const std::string& modules, int side) {
  return modules.substr(static_cast<std::size_t>(8 * side + 2), 3);
}

std::string random_text(std::mt19937& random, std::size_t size, const std::string& signs) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += signs[random() % signs.size()];
  return text;
}

const std::string letters = "abcdefghijklmnopqrstuvwxyz";

// Two encoders may judge masks differently; with the same mask every module must be the same.
TEST(QrEncoder, AgreesModuleByModuleWithLibqrencodeInEveryVersion) {
  std::mt19937 random(20'261'122);
  std::size_t size = 1;
  for (int version = 1; version <= 40; ++version) {
    int agreed = 0;
    for (int attempt = 0; attempt < 60 && agreed < 2; ++attempt) {
      auto text = random_text(random, size, letters);
      while (qr_codewords(text).version < version) text += letters[random() % letters.size()];
      size = text.size();
      const auto theirs = by_libqrencode(text);
      ASSERT_TRUE(theirs);
      const auto ours = encode_qr(text);
      ASSERT_EQ(ours.side, theirs->width);
      ASSERT_EQ(ours.side, 17 + 4 * version);
      if (mask_of(modules_of(ours), ours.side) != mask_of(modules_of(*theirs), ours.side)) continue;
      ASSERT_EQ(modules_of(ours), modules_of(*theirs)) << text;
      ++agreed;
    }
    EXPECT_EQ(agreed, 2) << "version " << version;
  }
}

// Digits and capitals take less room in their own modes: never a larger code than libqrencode's.
TEST(QrEncoder, MixedTextsNeedNoLargerCodeThanLibqrencode) {
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (int part = 0; part < 5; ++part) {
      const std::string signs[] = {"0123456789", "ABC XYZ$%*+-./:0123456789", letters, "ção_&"};
      text += random_text(random, random() % 40, signs[random() % 4]);
    }
    if (text.empty()) continue;
    const auto theirs = by_libqrencode(text);
    ASSERT_TRUE(theirs) << text;
    const auto ours = encode_qr(text);
    EXPECT_LE(ours.side, theirs->width) << text;
  }
  EXPECT_EQ(encode_qr(std::string(34, '7')).side, 21) << "version 1 holds 34 digits at level M";
  EXPECT_EQ(encode_qr(std::string(35, '7')).side, 25);
  EXPECT_EQ(encode_qr(std::string(20, 'A')).side, 21);
  EXPECT_EQ(encode_qr(std::string(14, 'a')).side, 21);
  EXPECT_EQ(encode_qr(std::string(15, 'a')).side, 25);
}

TEST(QrEncoder, TheLargestTextsAndOneMore) {
  EXPECT_EQ(encode_qr(std::string(2'331, 'a')).side, 177);
  EXPECT_THROW(encode_qr(std::string(2'332, 'a')), std::invalid_argument);
  EXPECT_EQ(encode_qr(std::string(5'596, '1')).side, 177);
  EXPECT_THROW(encode_qr(std::string(5'597, '1')), std::invalid_argument);
  EXPECT_THROW(encode_qr(""), std::invalid_argument);
}

}  // namespace
}  // namespace quita::pdf
