// Rendimento: the layout by operation (shared_layouts.h), the operation being what the bank calls
// the client's code. A slip of 2026 decides for laravel-boleto and against ACBr, which has
// Bradesco's layout (docs/decisions/0003-banks-where-sources-differ.md).
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 2> wallets = {{
    {"112", "Carteira 112"},
    {"121", "Carteira 121"},
}};

}  // namespace

extern const BoletoBank bank_633;
const BoletoBank bank_633 = {"633",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation,
                             "Rendimento",
                             Sureness::cases,
                             "laravel-boleto; um boleto de 2026"};

}  // namespace quita::boleto
