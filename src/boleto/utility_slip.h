// Bills of utilities and public bodies ("arrecadação", FEBRABAN): 44 digits that start with 8,
// typed as 48. They are no bank slips: no bank, no due date, other check digits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::boleto {

struct UtilitySlip {
  std::array<char, 44> digits;

  std::string_view text() const { return {digits.data(), digits.size()}; }
  char segment() const { return digits[1]; }
  std::string_view segment_name() const;  // Portuguese: "Energia elétrica e gás"
  // Centavos, when the bill carries an amount (identifier 6 or 8) and not a quantity (7 or 9).
  std::optional<std::int64_t> centavos() const;
  // Four digits given by FEBRABAN, or the first eight of the CNPJ in segment 6.
  std::string_view company() const;
  std::string line() const;  // 48 digits: four blocks of eleven, each with its check digit
};

// 44 or 48 digits; dots, dashes and blanks are dropped. Errors: utility.length, utility.character,
// utility.product, utility.segment, utility.value_kind, utility.check_digit,
// utility.block_check_digit.
Result<UtilitySlip> read_utility_slip(std::string_view text);

}  // namespace quita::boleto
