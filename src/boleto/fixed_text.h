// Short text of bounded length kept in place, so that making a slip allocates nothing.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace quita::boleto {

template <std::size_t capacity>
class FixedText {
 public:
  constexpr FixedText() = default;
  explicit FixedText(std::string_view text) { append(text); }

  std::string_view view() const { return {chars_.data(), size_}; }
  bool empty() const { return size_ == 0; }
  FixedText& append(std::string_view text) {
    assert(size_ + text.size() <= capacity);
    std::memcpy(chars_.data() + size_, text.data(), text.size());
    size_ = static_cast<std::uint8_t>(size_ + text.size());
    return *this;
  }
  FixedText& append(char c) { return append(std::string_view(&c, 1)); }
  // Digits on the right, zeros on the left, `width` in all.
  FixedText& append_padded(std::string_view digits, std::size_t width) {
    assert(digits.size() <= width);
    const std::size_t zeros = width - digits.size();
    assert(size_ + zeros <= capacity);
    std::memset(chars_.data() + size_, '0', zeros);
    size_ = static_cast<std::uint8_t>(size_ + zeros);
    return append(digits);
  }
  bool operator==(const FixedText& other) const { return view() == other.view(); }

 private:
  static_assert(capacity < 256);
  std::array<char, capacity> chars_{};
  std::uint8_t size_ = 0;
};

}  // namespace quita::boleto
