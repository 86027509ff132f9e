#include "pdf/png_writer.h"

#include <zlib.h>

#include "pdf/writer.h"

namespace quita::pdf {

namespace {

void put_32(std::string& out, unsigned long value) {
  for (int i = 3; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

void put_chunk(std::string& out, const std::string& type, const std::string& data) {
  const std::string checked = type + data;
  put_32(out, data.size());
  out += checked;
  put_32(out, crc32(0, reinterpret_cast<const Bytef*>(checked.data()),
                    static_cast<uInt>(checked.size())));
}

}  // namespace

std::string make_png(int width, int height, const std::function<bool(int x, int y)>& dark) {
  std::string header;
  put_32(header, static_cast<unsigned long>(width));
  put_32(header, static_cast<unsigned long>(height));
  header += std::string("\1\0\0\0\0", 5);  // one bit, grey, deflate, no interlace

  std::string rows;
  for (int y = 0; y < height; ++y) {
    rows += '\0';  // no filter
    unsigned bits = 0;
    for (int x = 0; x < width; ++x) {
      bits = bits << 1 | (dark(x, y) ? 0u : 1u);
      if (x % 8 == 7) rows += static_cast<char>(bits & 0xFF);
    }
    if (width % 8 != 0) rows += static_cast<char>(bits << (8 - width % 8) & 0xFF);
  }
  std::string out = "\x89PNG\r\n\x1A\n";
  put_chunk(out, "IHDR", header);
  put_chunk(out, "IDAT", deflate_bytes(rows));
  put_chunk(out, "IEND", "");
  return out;
}

}  // namespace quita::pdf
