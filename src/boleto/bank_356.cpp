// Banco Real, merged into Santander in 2010: for slips that are still about. The layout of long
// numbers (shared_layouts.h): bopepo, pyboleto and boletonet compose the same field.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"57", "Carteira 57"}}};

}  // namespace

extern const BoletoBank bank_356;
const BoletoBank bank_356 = {"356",
                             wallets,
                             long_number_inputs,
                             long_number_digits,
                             compose_long_number,
                             "Real",
                             Sureness::two_sources,
                             "bopepo, pyboleto, boletonet"};

}  // namespace quita::boleto
