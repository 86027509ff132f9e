// Free fields that several banks share, each bank with its own entry in the table. Internal to this
// room.
#pragma once

#include "boleto/bank_input.h"

namespace quita::boleto {

// Bradesco's layout, as cooperatives and banks that clear like it use it.
//
//   agency 4 | wallet 2 | nosso número 11 | account 7 | 0
//
// Digit of nosso número: modulus 11 over wallet and number, weights 2 to 7; 10 is P, 11 is 0.
struct WalletNumberAccount {
  FixedText<4> agency;
  FixedText<2> wallet;
  FixedText<7> account;
};
// Fills free field and nosso número; what is printed is the bank's own.
Result<WalletNumberAccount> compose_wallet_number_account(const Agreement&, const Order&,
                                                          BankPart&);
inline constexpr std::size_t wallet_number_account_digits = 11;
// "0012-4 / 0047744-3"; a digit that is not given is left out.
void print_agency_account(const Agreement&, const WalletNumberAccount&, BankPart&);

// The layout of banks whose collection runs on a numbered operation (contract).
//
//   agency 4 | wallet 3 | operation 7 | nosso número 10 | digit
//
// Digit of nosso número: modulus 10 over agency, wallet and number. A number of 11 digits brings
// that digit along, and it must hold.
struct OperationNumber {
  FixedText<4> agency;
  std::string_view operation;
};
Result<OperationNumber> compose_operation_number(const Agreement&, const Order&, BankPart&);
inline constexpr std::size_t operation_number_digits = 11;
// "0001-9 / 123456-0"; without an account, the operation stands in its place.
void print_agency_account(const Agreement&, const OperationNumber&, BankPart&);

}  // namespace quita::boleto
