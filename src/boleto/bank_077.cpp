// Banco Inter: the layout by operation (shared_layouts.h), the operation being the code of the
// collection contract. Of wallet 112 the bank gives the number, with its digit, 11 in all.
// Confirmed by cases (BoletoNetCore); laravel-boleto composes the same field.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 2> wallets = {{
    {"110", "Nosso número dado pelo beneficiário"},
    {"112", "Nosso número dado pelo banco"},
}};

}  // namespace

extern const BoletoBank bank_077;
const BoletoBank bank_077 = {"077",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation_after_agency,
                             "Inter",
                             Sureness::cases,
                             "BoletoNetCore, laravel-boleto"};

}  // namespace quita::boleto
