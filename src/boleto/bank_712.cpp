// Ouribank, formerly Ourinvest: Bradesco's layout under its own code (shared_layouts.h). One
// source, laravel-boleto; its reader of free fields takes the last of the eleven digits of nosso
// número for the check digit, its writer cuts that digit off: the writer counts.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"19", "Carteira 19"}}};

}  // namespace

extern const BoletoBank bank_712;
const BoletoBank bank_712 = {"712",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "Ouribank (Ourinvest)",
                             Sureness::one_source,
                             "laravel-boleto"};

}  // namespace quita::boleto
