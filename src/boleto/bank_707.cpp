// Daycoval: the layout by operation (shared_layouts.h). Confirmed by a case (BoletoNetCore);
// ACBr composes the same field.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"121", "Cobrança simples, com registro"}}};

}  // namespace

extern const BoletoBank bank_707;
const BoletoBank bank_707 = {"707",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation_after_agency,
                             "Daycoval",
                             Sureness::cases,
                             "BoletoNetCore, ACBr"};

}  // namespace quita::boleto
