// A text as the codewords of a QR code, level M: segments, padding, error correction, interleaving
// (ISO/IEC 18004:2015, 7.4 to 7.6).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace quita::pdf {

struct QrCodewords {
  int version = 0;                  // 1 … 40
  std::vector<std::uint8_t> bytes;  // data and error correction, as they are placed
};
// Throws std::invalid_argument for an empty text or one that version 40 cannot hold.
QrCodewords qr_codewords(std::string_view text);

// Modules of a version that carry codewords or remainder bits.
int qr_data_modules(int version);
// Centres of the alignment patterns on either axis (annex E); none for version 1.
std::vector<int> qr_alignment_centres(int version);

}  // namespace quita::pdf
