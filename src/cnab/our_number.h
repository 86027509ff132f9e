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
// C6: as Bradesco's, with the number in 10 digits.
std::string c6_digit(const Covenant&, std::string_view digits);
// Mod 11 over the number; 10 and 11 are 0.
std::string mod11_digit(const Covenant&, std::string_view digits);
// Sicredi: mod 11 over cooperative (4), posto (2), beneficiary (5) and year, byte and number (8);
// 10 and 11 are 0.
std::string sicredi_digit(const Covenant&, std::string_view digits);
// Sicoob: weights 3, 1, 9, 7 over cooperative (4), beneficiary (10) and number (7).
std::string sicoob_digit(const Covenant&, std::string_view digits);
// Banrisul's "NC": two digits over the number (8).
std::string banrisul_digit(const Covenant&, std::string_view digits);
// BNB: mod 11, weights 2 to 8; 10 and 11 are 0.
std::string nordeste_digit(const Covenant&, std::string_view digits);
// Safra: mod 11; 10 is 0 and 11 is 1.
std::string safra_digit(const Covenant&, std::string_view digits);
// Inter and the banks with its layout by operation: mod 10 over agency, wallet (3) and number (10).
std::string operation_digit(const Covenant&, std::string_view digits);
// Alfa: mod 11, weights 2 to 7, over wallet (2) and number (11); 10 and 11 are 0. For the wallets
// 11, 21, 31 and 41 two zeros stand in the wallet's place.
std::string alfa_digit(const Covenant&, std::string_view digits);
// Unicred of Rio Grande do Sul: mod 11, weights 2 to 7, over wallet (2) and number (10); 10 and 11
// are 0.
std::string unicred_rs_digit(const Covenant&, std::string_view digits);
// Credisan: mod 11 over the number; 10 is X, 11 is 0.
std::string credisan_digit(const Covenant&, std::string_view digits);
// HSBC: mod 11, weights 2 to 7, over the number; 10 and 11 are 0.
std::string hsbc_digit(const Covenant&, std::string_view digits);
// Banestes: two digits, mod 11, weights 2 to 9 over the number (8) and 2 to 10 over it and the first;
// 10 and 11 are 0.
std::string banestes_digit(const Covenant&, std::string_view digits);
// Mercantil do Brasil: mod 11, weights 2 to 9, over agency and number (10); 10 and 11 are 0.
std::string mercantil_digit(const Covenant&, std::string_view digits);
// Sulcredi: mod 10 over covenant (7), 9 and number (11).
std::string sulcredi_digit(const Covenant&, std::string_view digits);

}  // namespace quita::cnab
