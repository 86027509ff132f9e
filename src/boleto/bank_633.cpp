// Rendimento: the layout by operation (shared_layouts.h), the operation being what the bank calls
// the client's code. laravel-boleto; ACBr contradicts it with Bradesco's layout, which does not go
// with the file that ACBr itself writes (docs/decisions/0003-banks-where-sources-differ.md).
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
                             Sureness::one_source,
                             "laravel-boleto"};

}  // namespace quita::boleto
