// What a fuzzer's bytes choose. When they run out, the choosing goes on with what follows from all
// of them: a short input makes a whole request too, and the same input always the same one.
#pragma once

#include <cstdint>
#include <string_view>

namespace quita::fuzz {

class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes), state_(hash(bytes)) {}

  // 0 … below - 1; 0 when there is nothing to choose from.
  std::size_t below(std::size_t below) {
    if (below <= 1) return 0;
    std::size_t number = byte();
    if (below > 256) number = number << 8 | byte();
    return number % below;
  }
  bool one_in(std::size_t chances) { return below(chances) == chances - 1; }
  // Half of the requests mean well, so that some get far; in the others anything may be odd.
  void begin_request() { wild_ = below(2) == 1; }
  void mean_well() { wild_ = false; }
  bool wild() const { return wild_; }
  bool odd(std::size_t chances) { return wild_ && one_in(chances); }
  std::uint64_t number() {
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number = number << 8 | byte();
    return number;
  }
  template <class Many>
  const auto& of(const Many& many) {
    return many[below(std::size(many))];
  }
  // What is left of the bytes.
  std::string_view rest() const { return bytes_; }

 private:
  static std::uint64_t hash(std::string_view bytes) {  // FNV-1a
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash | 1;
  }
  unsigned byte() {
    if (!bytes_.empty()) {
      const auto first = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      return first;
    }
    state_ ^= state_ << 13;  // xorshift64 (Marsaglia 2003)
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<unsigned>(state_ >> 32 & 0xff);
  }

  std::string_view bytes_;
  std::uint64_t state_;
  bool wild_ = true;
};

}  // namespace quita::fuzz
