// Banco Original: the layout by operation (shared_layouts.h). One source, ACBr, for a layout that
// five other banks are known to have.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"110", "Nosso número dado pelo beneficiário"}}};

}  // namespace

extern const BoletoBank bank_212;
const BoletoBank bank_212 = {"212",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation_after_agency,
                             "Original",
                             Sureness::one_source,
                             "ACBr"};

}  // namespace quita::boleto
