// Sisprime, formerly Uniprime Norte do Paraná: Bradesco's layout (shared_layouts.h). Confirmed by
// cases (BoletoNetCore, among them the digit P); openboleto composes the same field and digit.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"09", "Cobrança simples, com registro"}}};

}  // namespace

extern const BoletoBank bank_084;
const BoletoBank bank_084 = {"084",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "Sisprime (Uniprime Norte do Paraná)",
                             Sureness::cases,
                             "BoletoNetCore, openboleto"};

}  // namespace quita::boleto
