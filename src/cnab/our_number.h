// The banks' check digits of nosso número as CNAB files carry them. Each takes the digits with or
// without leading zeros; the rules are those of the slips (boleto/bank_NNN.cpp), with their
// sources.
#pragma once

#include <string>
#include <string_view>

#include "cnab/cnab.h"

namespace quita::cnab {

// Mod 10 over agency, account, wallet and number; the wallets "escriturais" of old leave agency and
// account out.
std::string itau_digit(const Covenant&, std::string_view digits);
// Bradesco and those that took its layout: mod 11, weights 2 to 7, over wallet (2) and number (11);
// 10 is P, 11 is 0.
std::string bradesco_digit(const Covenant&, std::string_view digits);
// Mod 11 over the number; 10 and 11 are 0.
std::string santander_digit(const Covenant&, std::string_view digits);

}  // namespace quita::cnab
