// QR codes (ISO/IEC 18004:2015, model 2) of error correction level M, made fast: a slip needs one,
// and the choice among the eight masks is what costs. Rows and columns are kept as bits, so that
// the four penalty rules (7.8.3) look at 64 modules at a time.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace quita::pdf {

// The modules of a code, row by row, without quiet zone.
struct QrModules {
  int side = 0;
  std::vector<std::uint8_t> dark;  // side * side, 0 or 1

  bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)] != 0; }
};

// The smallest version that holds the text, digits and capitals written in their shorter modes
// (7.4) where that saves space, with the mask of the lowest penalty (the first of equals). Throws
// std::invalid_argument for an empty text or one that version 40 cannot hold (2,331 bytes).
QrModules encode_qr(std::string_view text);

}  // namespace quita::pdf
