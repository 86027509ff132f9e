// UY3: Bradesco's layout under its own code (shared_layouts.h). One source, ACBr.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"09", "Carteira 09, como no Bradesco"}}};

}  // namespace

extern const BoletoBank bank_457;
const BoletoBank bank_457 = {"457",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "UY3",
                             Sureness::one_source,
                             "ACBr"};

}  // namespace quita::boleto
