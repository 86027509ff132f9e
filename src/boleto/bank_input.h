// What the banks' entries share: taking digits out of an agreement, and saying what is wrong.
// Internal to this room.
#pragma once

#include <string_view>

#include "boleto/boleto.h"

namespace quita::boleto {

inline char digit_char(int value) { return static_cast<char>('0' + value); }

// Says which of the rules of check_digits a value breaks.
Status refuse_digits(std::string_view value, std::size_t digits_max, std::string_view field);

// Digits only, from 1 to `digits_max` of them. In line, because every slip asks it several times.
inline Status check_digits(std::string_view value, std::size_t digits_max, std::string_view field) {
  bool good = !value.empty() && value.size() <= digits_max;
  for (const char c : value) good = good && c >= '0' && c <= '9';
  if (good) return {};
  return refuse_digits(value, digits_max, field);
}
// The same for nosso número, with the errors boleto.our_number.{missing,digits,length}.
Status check_our_number(std::string_view value, std::size_t digits_max);
// One of two names under which companies know the same input: the first that is given.
inline std::string_view first_given(const std::string& one, const std::string& other) {
  return one.empty() ? std::string_view(other) : std::string_view(one);
}
// What a bank takes when the input is not given. Views both: a conditional of std::string and a
// literal would make a temporary, and view what is gone.
inline std::string_view given_or(std::string_view given, std::string_view standard) {
  return given.empty() ? standard : given;
}
// People, and the system itself when it prints again, also hand in the whole number as the bank
// registered it: the part of one's own, without `prefix`.
inline std::string_view own_part(std::string_view number, std::string_view prefix,
                                 std::size_t own_size) {
  const bool whole = number.size() == prefix.size() + own_size && number.starts_with(prefix);
  return whole ? number.substr(prefix.size()) : number;
}
// A check digit that enters the free field, or a field of so fixed a size: exactly `size` digits.
Status check_exact_digits(std::string_view value, std::size_t size, std::string_view field);
// A wallet of exactly `size` digits.
Status check_wallet(std::string_view wallet, std::size_t size, std::string_view example);

// "123-X" or, where nobody gave a digit, with `computed`.
template <std::size_t capacity>
void append_with_digit(FixedText<capacity>& text, std::string_view number, std::size_t width,
                       std::string_view given_digit, char computed) {
  text.append_padded(number, width).append('-');
  if (given_digit.empty()) {
    text.append(computed);
  } else {
    text.append(given_digit.substr(0, 2));
  }
}

// Writes a free field from left to right; all 25 places must be filled.
class FreeFieldWriter {
 public:
  explicit FreeFieldWriter(FreeField& field) : field_(field) {}
  FreeFieldWriter& digits(std::string_view text, std::size_t width) {
    text_.append_padded(text, width);
    return *this;
  }
  FreeFieldWriter& text(std::string_view text) {
    text_.append(text);
    return *this;
  }
  FreeFieldWriter& digit(char c) {
    text_.append(c);
    return *this;
  }
  std::string_view written() const { return text_.view(); }
  void done() {
    assert(text_.view().size() == field_.size());
    std::memcpy(field_.data(), text_.view().data(), field_.size());
  }

 private:
  FreeField& field_;
  FixedText<25> text_;
};

}  // namespace quita::boleto
