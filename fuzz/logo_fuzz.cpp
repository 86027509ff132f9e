// A company's logo is a stranger's file: PNG, JPEG or SVG, each reader also behind the wrong door.
// A PNG's checksums, which chance never meets, are put right; and the bytes are also tried as the
// points of a PNG whose frame is right.
#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pdf/logo_reader.h"
#include "pdf/svg_path.h"
#include "pdf/writer.h"

namespace {

void put_32(std::string& out, std::size_t value) {
  for (int i = 3; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
  const std::string checked = std::string(type) + std::string(data);
  put_32(out, data.size());
  out += checked;
  put_32(out, crc32(0, reinterpret_cast<const Bytef*>(checked.data()),
                    static_cast<uInt>(checked.size())));
}

std::string with_checksums(std::string_view bytes) {
  std::string out(bytes.substr(0, 8));
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      length = length << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    if (length > bytes.size() - at - 12) return out += bytes.substr(at);
    put_chunk(out, bytes.substr(at + 4, 4), bytes.substr(at + 8, length));
    at += length + 12;
  }
  return out;
}

// Sides of 1 to 16, any depth and colour, then a palette, transparency and the points.
std::string framed(std::string_view bytes) {
  if (bytes.size() < 8) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  std::string header;
  put_32(header, byte(0) % 16 + 1u);
  put_32(header, byte(1) % 16 + 1u);
  header += static_cast<char>(1 << byte(2) % 5);
  header += static_cast<char>(byte(3) % 7);
  header += std::string(3, '\0');
  std::string out = "\x89PNG\r\n\x1A\n";
  put_chunk(out, "IHDR", header);
  put_chunk(out, "PLTE", bytes.substr(4, byte(4) % 48));
  if (byte(5) % 2 != 0) put_chunk(out, "tRNS", bytes.substr(4, byte(5) % 16));
  put_chunk(out, "IDAT", quita::pdf::deflate_bytes(bytes.substr(6)));
  put_chunk(out, "IEND", "");
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)quita::pdf::read_logo(bytes);
  (void)quita::pdf::read_png_logo(with_checksums(bytes));
  (void)quita::pdf::read_png_logo(framed(bytes));
  (void)quita::pdf::read_jpeg_logo(bytes);
  (void)quita::pdf::read_svg_logo(bytes);
  (void)quita::pdf::svg_path(bytes);
  return 0;
}
