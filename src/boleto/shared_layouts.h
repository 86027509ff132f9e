// Free fields that several banks share, each bank with its own entry in the table. Internal to this
// room.
#pragma once

#include <array>

#include "boleto/bank_input.h"

namespace quita::boleto {

// Bradesco's layout, as cooperatives and banks that clear like it use it.
//
//   agency 4 | wallet 2 | nosso número 11 | account 7 | 0
//
// Digit of nosso número: modulus 11 over wallet and number, weights 2 to 7; 10 is P, 11 is 0.
// Printed: "09/00000010008-3" and "0012-4 / 0047744-3"; a digit that is not given is left out.
Status compose_wallet_number_account(const Agreement&, const Order&, BankPart&);
inline constexpr std::size_t wallet_number_account_digits = 11;
inline constexpr std::array<AgreementInput, 5> wallet_number_account_inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 7, true},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
}};

// The layout of banks whose collection runs on a numbered operation (contract).
//
//   agency 4 | wallet 3 | operation 7 | nosso número 10 | digit
//
// Digit of nosso número: modulus 10 over agency, wallet and number. A number of 11 digits brings
// that digit along, and it must hold. Printed: "110/0000098765-7" and "0001-9 / 123456-0"; without
// an account, the operation stands in its place.
Status compose_operation(const Agreement&, const Order&, BankPart&);
// The same with the agency before the number: "00019/110/0000098765-7".
Status compose_operation_after_agency(const Agreement&, const Order&, BankPart&);
inline constexpr std::size_t operation_number_digits = 11;
inline constexpr std::array<AgreementInput, 7> operation_inputs = {{
    {"agencia", &Agreement::agency, "Agência, sem o dígito", 4, true},
    {"agencia_dv", &Agreement::agency_digit, "Dígito da agência", 1, false},
    {"conta", &Agreement::account, "Conta, sem o dígito", 10, false},
    {"conta_dv", &Agreement::account_digit, "Dígito da conta", 1, false},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
    {"operacao", &Agreement::operation, "Número da operação (contrato de cobrança)", 7, false},
    {"codigo_transmissao", &Agreement::transmission, "Número da operação, se não vier em operacao",
     20, false},
}};

// The layout of C6 and Pefisa.
//
//   beneficiary 12 | nosso número 10 | wallet 2 | issuer 1
//
// The issuer: 3 the bank prints the slip, 4 the company; `usual_issuer` where the agreement does
// not say. Digit of nosso número, which stands in the files: modulus 11 over wallet and number,
// weights 2 to 7; 10 is P, 11 is 0. What is printed is each bank's own.
Status compose_beneficiary_number(const Agreement&, const Order&, char usual_issuer, BankPart&);
inline constexpr std::size_t beneficiary_number_digits = 10;

// The layout of Real and Sudameris, both gone: for slips that are still about.
//
//   agency 4 | account 7 | digit | nosso número 13
//
// The digit ("digitão"): modulus 10 over nosso número, agency and account.
Status compose_long_number(const Agreement&, const Order&, BankPart&);
inline constexpr std::size_t long_number_digits = 13;
inline constexpr std::array<AgreementInput, 3> long_number_inputs = {{
    {"agencia", &Agreement::agency, "Agência", 4, true},
    {"conta", &Agreement::account, "Conta", 7, true},
    {"carteira", &Agreement::wallet, "Carteira", 3, true},
}};

}  // namespace quita::boleto
