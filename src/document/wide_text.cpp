#include "document/wide_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace quita::document {

namespace {

bool surrogate(char32_t unit, char32_t base) { return unit >= base && unit < base + 0x400; }

std::optional<ByteOrder> order_without_mark(std::string_view bytes) {
  const auto head = bytes.substr(0, std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 200));
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t most = head.size() / 2 * 7 / 10;
  if (most > 0 && zeros[1] >= most && zeros[0] * 10 < zeros[1]) return ByteOrder::little;
  if (most > 0 && zeros[0] >= most && zeros[1] * 10 < zeros[0]) return ByteOrder::big;
  return std::nullopt;
}

}  // namespace

WideText utf16_to_utf8(std::string_view bytes, ByteOrder order) {
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return order == ByteOrder::little ? first | second << 8 : first << 8 | second;
  };
  WideText text;
  text.utf8.reserve(bytes.size());
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t code = unit(i);
    if (surrogate(code, 0xD800) && i + 3 < bytes.size() && surrogate(unit(i + 2), 0xDC00)) {
      code = 0x10000 + ((code - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (code >= 0xD800 && code < 0xE000) {
      break;
    }
    append_utf8(text.utf8, code);
  }
  text.whole = i == bytes.size();
  return text;
}

std::optional<ByteOrder> utf16_order(std::string_view bytes, std::size_t& mark_size) {
  mark_size = 2;
  if (bytes.starts_with("\xFF\xFE")) return ByteOrder::little;
  if (bytes.starts_with("\xFE\xFF")) return ByteOrder::big;
  mark_size = 0;
  return order_without_mark(bytes);
}

}  // namespace quita::document
