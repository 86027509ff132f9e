// BMP Money Plus: Bradesco's layout under its own code (shared_layouts.h). ACBr, and a slip that is
// about; another program prints 0 where ACBr has the digit P.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 2> wallets = {{
    {"01", "Carteira 01"},
    {"09", "Carteira 09, como no Bradesco"},
}};

}  // namespace

extern const BoletoBank bank_274;
const BoletoBank bank_274 = {"274",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "BMP Money Plus",
                             Sureness::cases,
                             "ACBr; um boleto de 2024"};

}  // namespace quita::boleto
