// Industrial do Brasil: the layout by operation (shared_layouts.h). One source, ACBr.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 2> wallets = {{
    {"110", "Carteira 4 dos arquivos"},
    {"121", "Carteira 6 dos arquivos"},
}};

}  // namespace

extern const BoletoBank bank_604;
const BoletoBank bank_604 = {"604",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation_after_agency,
                             "Industrial do Brasil",
                             Sureness::one_source,
                             "ACBr"};

}  // namespace quita::boleto
