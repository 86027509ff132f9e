// Banks by their clearing code (COMPE), from BACEN's list of participants.
#pragma once

#include <span>
#include <string_view>

namespace quita {

struct Bank {
  std::string_view code;  // "341"
  std::string_view ispb;  // "60701190"
  std::string_view name;  // as people call it: "Itaú"
};

std::span<const Bank> banks();  // by code
// nullptr when the list does not know the code: show the code then, never guess a name.
const Bank* find_bank(std::string_view code);

// The digit printed after the code at the head of a slip, "341-7": modulus 11, weights 2 to 9.
char bank_code_digit(std::string_view code);

}  // namespace quita
