// Banco Sudameris, merged into Real in 2003: for slips that are still about. The layout of long
// numbers (shared_layouts.h). boletonet has it from boletophp, example and all: one source.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 2> wallets = {{
    {"20", "Cobrança com registro"},
    {"57", "Cobrança sem registro"},
}};

}  // namespace

extern const BoletoBank bank_347;
const BoletoBank bank_347 = {"347",
                             wallets,
                             long_number_inputs,
                             long_number_digits,
                             compose_long_number,
                             "Sudameris",
                             Sureness::one_source,
                             "boletophp, de onde o boletonet o tem"};

}  // namespace quita::boleto
