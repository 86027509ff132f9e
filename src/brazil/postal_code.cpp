#include "brazil/postal_code.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace quita {

std::string PostalCode::formatted() const {
  return fmt::format("{}-{}", digits().substr(0, 5), digits().substr(5));
}

Result<PostalCode> parse_postal_code(std::string_view text) {
  text = trim(text);
  if (text.find_first_not_of("0123456789 .-") != std::string_view::npos) {
    return invalid("postal_code.character", "CEP: um CEP só tem dígitos, como 01310-100");
  }
  const std::string digits = digits_only(text);
  if (digits.size() != 8) {
    return invalid(
        "postal_code.length",
        fmt::format("CEP: tem {} dígitos, e um CEP tem 8, como 01310-100", digits.size()));
  }
  if (digits < "01000000") {
    return invalid("postal_code.unassigned", "CEP: não há CEP abaixo de 01000-000");
  }
  PostalCode code;
  std::copy(digits.begin(), digits.end(), code.digits_.begin());
  return code;
}

}  // namespace quita
