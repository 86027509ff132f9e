// UTF-16 as Windows programs save it, to UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quita::document {

enum class ByteOrder { little, big };

struct WideText {
  std::string utf8;   // all that could be read
  bool whole = true;  // false: half a character, or a surrogate without its twin, stands after it
};
WideText utf16_to_utf8(std::string_view bytes, ByteOrder);

// By its mark; or, without one, because every other byte of its first letters is zero. `mark_size`
// is set to the bytes of the mark. Nothing: it is not UTF-16.
std::optional<ByteOrder> utf16_order(std::string_view bytes, std::size_t& mark_size);

}  // namespace quita::document
