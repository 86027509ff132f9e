// Cresol: Bradesco's layout (shared_layouts.h). BoletoNetCore, laravel-boleto and boletonet compose
// the same field and digit.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"09", "Cobrança simples, com registro"}}};

}  // namespace

extern const BoletoBank bank_133;
const BoletoBank bank_133 = {"133",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "Cresol",
                             Sureness::two_sources,
                             "BoletoNetCore, laravel-boleto, boletonet"};

}  // namespace quita::boleto
