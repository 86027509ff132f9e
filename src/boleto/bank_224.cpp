// Banco Fibra: the layout by operation (shared_layouts.h). Two sources: ACBr and laravel-boleto
// compose the same field and digit.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {
    {{"110", "Direta, nosso número dado pelo beneficiário"}}};

}  // namespace

extern const BoletoBank bank_224;
const BoletoBank bank_224 = {"224",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation,
                             "Fibra",
                             Sureness::two_sources,
                             "ACBr, laravel-boleto"};

}  // namespace quita::boleto
