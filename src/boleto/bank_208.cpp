// BTG Pactual: Bradesco's layout (shared_layouts.h). ACBr, laravel-boleto and BoletoNetCore compose
// the same field; the digit, which stands only on the slip, is that of the first two
// (docs/decisions/0003-banks-where-sources-differ.md).
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"01", "Cobrança simples"}}};

}  // namespace

extern const BoletoBank bank_208;
const BoletoBank bank_208 = {"208",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "BTG Pactual",
                             Sureness::two_sources,
                             "ACBr, laravel-boleto; campo livre também em BoletoNetCore"};

}  // namespace quita::boleto
