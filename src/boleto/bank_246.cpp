// ABC Brasil: the layout by operation (shared_layouts.h). Two sources: ACBr and openboleto compose
// the same field and digit.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {
    {{"110", "Cobrança simples, nosso número dado pelo beneficiário"}}};

}  // namespace

extern const BoletoBank bank_246;
const BoletoBank bank_246 = {"246",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation,
                             "ABC Brasil",
                             Sureness::two_sources,
                             "ACBr, openboleto"};

}  // namespace quita::boleto
