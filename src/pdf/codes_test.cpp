#include "pdf/codes.h"

#include <gtest/gtest.h>

namespace quita::pdf {
namespace {

TEST(Interleaved2of5, FollowsItsTable) {
  // Start nnnn; bars of 1 are wnnnw, spaces of 2 are nwnnw; stop wnn.
  const auto code = interleaved_2_of_5("12");
  std::string picture(static_cast<std::size_t>(code.units), '.');
  for (const auto& bar : code.bars) {
    for (int i = 0; i < bar.width; ++i) picture[static_cast<std::size_t>(bar.x + i)] = '#';
  }
  EXPECT_EQ(picture, "#.#.###.#...#.#.###...###.#");
}

TEST(Interleaved2of5, FortyFourDigitsAre405Units) {
  const auto code = interleaved_2_of_5("34191942700000300001570000796551500572639000");
  EXPECT_EQ(code.units, 405);
  EXPECT_EQ(code.bars.size(), 2u + 22 * 5 + 2);
}

TEST(Interleaved2of5, OddOrForeignCharactersAreABug) {
  EXPECT_THROW(interleaved_2_of_5("123"), std::invalid_argument);
  EXPECT_THROW(interleaved_2_of_5("1A"), std::invalid_argument);
  EXPECT_THROW(interleaved_2_of_5(""), std::invalid_argument);
}

TEST(Qr, MergedModulesCoverEachOtherNowhere) {
  const auto qr = make_qr("https://quita.example/p/abc");
  std::vector<int> covered(static_cast<std::size_t>(qr.side * qr.side));
  for (const auto& cell : qr.dark) {
    for (int y = cell.y; y < cell.y + cell.height; ++y) {
      for (int x = cell.x; x < cell.x + cell.width; ++x) {
        ++covered[static_cast<std::size_t>(y * qr.side + x)];
      }
    }
  }
  for (const int times : covered) EXPECT_LE(times, 1);
  // The finder pattern's ring and its core, top left.
  const auto dark = [&](int x, int y) {
    return covered[static_cast<std::size_t>(y * qr.side + x)];
  };
  EXPECT_TRUE(dark(0, 0) && dark(6, 0) && dark(0, 6) && dark(3, 3));
  EXPECT_FALSE(dark(1, 1) || dark(7, 7) || dark(5, 5));
}

TEST(Qr, WhatNoCodeCanHoldIsABug) {
  EXPECT_THROW(make_qr(""), std::invalid_argument);
  EXPECT_THROW(make_qr(std::string(4000, 'x')), std::invalid_argument);
}

TEST(Qr, SvgHasItsQuietZone) {
  const auto qr = make_qr("x");
  const auto svg = qr_svg("x");
  const auto side = std::to_string(qr.side + 8);
  EXPECT_EQ(svg.rfind("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side, 0), 0u);
  EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos) << svg;
}

}  // namespace
}  // namespace quita::pdf
