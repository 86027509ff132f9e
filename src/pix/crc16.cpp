#include <array>
#include <cstddef>

#include "pix/br_code.h"

namespace quita::pix {

namespace {

constexpr std::size_t slices = 8;
using Table = std::array<std::uint16_t, 256>;

// tables[n][byte]: what `byte` does to the CRC when n bytes follow it. Eight bytes are then looked
// up at once, instead of each waiting for the one before ("slicing by 8").
constexpr std::array<Table, slices> tables = [] {
  std::array<Table, slices> made{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned crc = byte << 8;
    for (int bit = 0; bit < 8; ++bit) crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
    made[0][byte] = static_cast<std::uint16_t>(crc);
  }
  for (std::size_t n = 1; n < slices; ++n) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      const unsigned before = made[n - 1][byte];
      made[n][byte] = static_cast<std::uint16_t>(before << 8 ^ made[0][before >> 8]);
    }
  }
  return made;
}();

}  // namespace

std::uint16_t crc16(std::string_view bytes) {
  std::uint16_t crc = 0xFFFF;
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  for (; left >= slices; left -= slices, at += slices) {
    crc = tables[7][at[0] ^ (crc >> 8)] ^ tables[6][at[1] ^ (crc & 0xFF)] ^ tables[5][at[2]] ^
          tables[4][at[3]] ^ tables[3][at[4]] ^ tables[2][at[5]] ^ tables[1][at[6]] ^
          tables[0][at[7]];
  }
  for (; left > 0; --left, ++at) {
    crc = static_cast<std::uint16_t>(crc << 8 ^ tables[0][(crc >> 8) ^ *at]);
  }
  return crc;
}

}  // namespace quita::pix
