// Banco Sudameris, merged into Real in 2003: for slips that are still about. The layout of long
// numbers (shared_layouts.h). One source, boletonet.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"198", "Carteira 198"}}};

}  // namespace

extern const BoletoBank bank_347;
const BoletoBank bank_347 = {"347",
                             wallets,
                             long_number_inputs,
                             long_number_digits,
                             compose_long_number,
                             "Sudameris",
                             Sureness::one_source,
                             "boletonet"};

}  // namespace quita::boleto
