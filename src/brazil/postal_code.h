// CEP: the eight digits by which the post finds a street.
#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita {

class PostalCode {
 public:
  std::string_view digits() const { return {digits_.data(), digits_.size()}; }
  std::string formatted() const;  // "01310-100"
  auto operator<=>(const PostalCode&) const = default;

 private:
  friend Result<PostalCode> parse_postal_code(std::string_view);
  PostalCode() = default;
  std::array<char, 8> digits_{};
};

// "01310-100", "01.310-100", "01310100". Errors: postal_code.character, postal_code.length,
// postal_code.unassigned (no code exists below 01000-000).
Result<PostalCode> parse_postal_code(std::string_view text);

}  // namespace quita
