// Sofisa: the layout by operation (shared_layouts.h). One source, ACBr, for a layout that five
// other banks are known to have.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"121", "Carteira 1 dos arquivos"}}};

}  // namespace

extern const BoletoBank bank_637;
const BoletoBank bank_637 = {"637",
                             wallets,
                             operation_inputs,
                             operation_number_digits,
                             compose_operation_after_agency,
                             "Sofisa",
                             Sureness::one_source,
                             "ACBr"};

}  // namespace quita::boleto
